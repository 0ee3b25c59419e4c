import { Text, View } from '@tarojs/components'
import { a11y } from '../../../../client/ui'
import './shared.scss'

/** The number that matters: the largest thing on its page. */
export function Figure({ label, words, spoken, note }: { label: string; words: string; spoken?: string; note?: string | undefined }) {
  return (
    <View className='ss-figure'>
      <Text className='ss-figure-label'>{label}</Text>
      <Text className='ss-figure-number' {...a11y({ label: spoken })}>{words}</Text>
      {note ? <Text className='ss-figure-note'>{note}</Text> : null}
    </View>
  )
}
