import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { ringTurns } from './turns'
import './index.scss'

/** How much of a whole, as a ring of plain views: two half discs turned behind their windows, for engines without conic gradients. */
export function Ring({ share, words, under, label }: {
  /** 0 to 1; more counts as full. */
  share: number
  /** In the middle, short: 128 个月. */
  words: string
  /** Below them, shorter still. */
  under?: string
  /** The whole as one sentence, the text alternative. */
  label: string
}) {
  const [right, left] = ringTurns(share)
  return (
    <View className='cb-ring' {...a11y({ role: 'img', label })}>
      <View className='cb-ring-window cb-ring-right'><View className='cb-ring-half' style={{ transform: `rotate(${right - 180}deg)` }} /></View>
      <View className='cb-ring-window cb-ring-left'><View className='cb-ring-half' style={{ transform: `rotate(${left - 180}deg)` }} /></View>
      <View className='cb-ring-hole'>
        <Text className='cb-ring-words'>{words}</Text>
        {under ? <Text className='cb-ring-under'>{under}</Text> : null}
      </View>
    </View>
  )
}
