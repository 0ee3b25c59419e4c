import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { Button } from '../button'
import { Icon } from '../icon'
import type { IconName } from '../icon/shapes'
import type { PressHandler } from '../press'
import './index.scss'

/** Nothing here yet: what would stand here, and the next step. */
export function Empty({ title, detail, icon = 'document', action, children }: {
  title: string
  detail?: string
  icon?: IconName
  action?: { words: string; onPress: PressHandler }
  children?: ReactNode
}) {
  return (
    <View className='cb-empty'>
      <View className='cb-empty-mark'><Icon name={icon} tone='ink-3' size={28} /></View>
      <Text className='cb-empty-title'>{title}</Text>
      {detail ? <Text className='cb-empty-detail'>{detail}</Text> : null}
      {action ? <View className='cb-empty-action'><Button kind='secondary' onPress={action.onPress}>{action.words}</Button></View> : null}
      {children}
    </View>
  )
}
