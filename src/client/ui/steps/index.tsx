import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import './index.scss'

export interface Step {
  title: string
  /** `done` lies behind, `now` is where it stands, `next` is still to come. */
  state: 'done' | 'now' | 'next'
  /** When it happened, or by when it will: a date in words. */
  date?: string | undefined
  /** One sentence: what happens here, who acts. */
  hint?: string | undefined
}

/** How far something is, from top to bottom. Each step says its state in a word that is read aloud: colour and shape only repeat it. */
export const Steps = observer(function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <View className='cb-steps' {...a11y({ role: 'list', label })}>
      {steps.map(({ title, state, date, hint }) => (
        <View key={title} className={`cb-step cb-step-${state}`} {...a11y({ role: 'listitem' })}>
          <View className='cb-step-rail' {...a11y({ hidden: true })}>
            <View className='cb-step-mark'>{state === 'done' ? <Icon name='check' tone='success' size={22} /> : <View className='cb-step-dot' />}</View>
            <View className='cb-step-line' />
          </View>
          <View className='cb-step-words'>
            <View className='cb-step-head'>
              <Text className='cb-step-title'>{title}</Text>
              <Text className='cb-step-state'>{t(`steps.${state}`)}</Text>
            </View>
            {date ? <Text className='cb-step-date'>{date}</Text> : null}
            {hint ? <Text className='cb-step-hint'>{hint}</Text> : null}
          </View>
        </View>
      ))}
    </View>
  )
})
