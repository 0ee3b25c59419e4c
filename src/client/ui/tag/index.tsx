import { Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import type { IconName, IconTone } from '../icon/shapes'
import './index.scss'

export type TagTone = 'success' | 'warning' | 'danger' | 'neutral' | 'primary'

const icons: Record<TagTone, IconName> = { success: 'check', warning: 'alert', danger: 'alert', neutral: 'info', primary: 'clock' }

/** A status: a word, an icon and a colour, never the colour alone. */
export function StatusTag({ tone, words, icon }: { tone: TagTone; words: string; icon?: IconName }) {
  return (
    <View className={`cb-tag cb-tag-${tone}`}>
      <Icon name={icon ?? icons[tone]} tone={tone satisfies IconTone} size={14} />
      <Text className='cb-tag-words'>{words}</Text>
    </View>
  )
}

/** A plain label without a meaning of state. */
export function Tag({ words }: { words: string }) {
  return <View className='cb-tag cb-tag-neutral'><Text className='cb-tag-words'>{words}</Text></View>
}
