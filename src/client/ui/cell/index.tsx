import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { uiStore } from '../../ui-store'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import type { IconName } from '../icon/shapes'
import type { PressHandler } from '../press'
import { Tappable } from '../tappable'
import './index.scss'

export interface CellProps {
  title: string
  /** One line: place, period, what it does. */
  hint?: string | undefined
  icon?: IconName
  /** At the right: an amount, a date. */
  value?: string | undefined
  /** What a screen reader says for the value, when it differs ("1,234.56元"). */
  spokenValue?: string
  /** A tag beside the title. */
  tag?: ReactNode
  /** With it the whole row is the target. */
  onPress?: PressHandler
  /** Larger figure for an amount. */
  strong?: boolean
}

/** One row of a list. In the elder edition the value of a full row stands below its words: beside them large type leaves too little room. */
export const Cell = observer(function Cell({ title, hint, icon, value, spokenValue, tag, onPress, strong }: CellProps) {
  const below = uiStore.elder && (Boolean(tag) || (hint?.length ?? 0) > 10)
  const look = ['cb-cell-value', ...(strong ? ['cb-cell-value-strong'] : []), ...(below ? ['cb-cell-value-below'] : [])].join(' ')
  const figure = value ? <Text className={look} {...a11y({ label: spokenValue })}>{value}</Text> : null
  const inside = (
    <View className='cb-cell-inside'>
      {icon ? <View className='cb-cell-icon'><Icon name={icon} tone='primary' size={22} /></View> : null}
      <View className='cb-cell-words'>
        <View className='cb-cell-title-line'><Text className='cb-cell-title'>{title}</Text>{tag}</View>
        {hint ? <Text className='cb-cell-hint'>{hint}</Text> : null}
        {below ? figure : null}
      </View>
      {below ? null : figure}
      {onPress ? <Icon name='forward' tone='ink-3' size={18} /> : null}
    </View>
  )
  return onPress ? <Tappable className='cb-cell' onPress={onPress} role='link'>{inside}</Tappable> : <View className='cb-cell'>{inside}</View>
})
