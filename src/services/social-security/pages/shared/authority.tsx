import { Text, View } from '@tarojs/components'
import { a11y } from '../../../../client/ui'
import './shared.scss'

/** Heading of everything that one authority says; its sections follow without headings of their own. */
export function Authority({ words }: { words: string }) {
  return <View className='ss-authority' {...a11y({ role: 'heading', level: 2 })}><Text>{words}</Text></View>
}
