import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import { Tappable } from '../tappable'
import './index.scss'

/** One of a few: rows for forms, chips for filters that say what is filtered. */
export function Choice<V extends string>({ label, options, value, onChange, look = 'rows', showLabel = true, error }: {
  label: string
  options: readonly { value: V; words: string; hint?: string }[]
  value: V
  onChange: (value: V) => void
  look?: 'rows' | 'chips'
  showLabel?: boolean
  /** In words, what is missing; shown under the options. */
  error?: string | undefined
}) {
  return (
    <View className={`cb-choice cb-choice-${look}`} {...a11y({ role: 'group', label })}>
      {showLabel ? <Text className='cb-choice-label'>{label}</Text> : null}
      <View className='cb-choice-options'>
        {options.map((one) => {
          const chosen = one.value === value
          return (
            <Tappable
              key={one.value} className={chosen ? 'cb-choice-option cb-choice-chosen' : 'cb-choice-option'} role='radio' checked={chosen}
              label={one.hint ? `${one.words}\uff0c${one.hint}` : one.words} onPress={() => onChange(one.value)}
            >
              <View className='cb-choice-inside'>
                {look === 'rows' ? <View className={chosen ? 'cb-choice-dot cb-choice-dot-on' : 'cb-choice-dot'} /> : chosen ? <Icon name='check' tone='primary' size={16} /> : null}
                <View className='cb-choice-text'>
                  <Text className='cb-choice-words'>{one.words}</Text>
                  {one.hint ? <Text className='cb-choice-hint'>{one.hint}</Text> : null}
                </View>
              </View>
            </Tappable>
          )
        })}
      </View>
      {error ? <View className='cb-choice-error' {...a11y({ role: 'alert' })}><Icon name='alert' tone='danger' size={16} /><Text>{error}</Text></View> : null}
    </View>
  )
}
