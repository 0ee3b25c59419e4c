import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { Tappable } from '../tappable'
import './index.scss'

/** Two to four views of one thing, side by side. The chosen one is told by weight and a line as well as by colour. */
export function Tabs<V extends string>({ label, tabs, value, onChange }: {
  /** What is divided, for screen readers. */
  label: string
  tabs: readonly { value: V; words: string }[]
  value: V
  onChange: (value: V) => void
}) {
  return (
    <View className='cb-tabs' {...a11y({ role: 'tablist', label })}>
      {tabs.map((one) => {
        const chosen = one.value === value
        return (
          <Tappable key={one.value} className={chosen ? 'cb-tabs-one cb-tabs-chosen' : 'cb-tabs-one'} role='tab' selected={chosen} onPress={() => onChange(one.value)}>
            <View className='cb-tabs-inside'><Text className='cb-tabs-words'>{one.words}</Text></View>
          </Tappable>
        )
      })}
    </View>
  )
}
