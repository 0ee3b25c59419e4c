import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { Tappable } from '../tappable'
import { permilles } from './shares'
import type { BarPart } from './shares'
import './index.scss'

export interface Bar {
  key: string
  /** What the bar stands for. */
  label: string
  /** Its value in words, for example ¥3,204.15. */
  words: string
  /** What a screen reader says instead of `words`. */
  spoken?: string
  parts: readonly BarPart[]
  /** In place of a bar, why there is none. */
  none?: string | undefined
}

/**
 * Bars of one or more parts, lying, from plain views. Each bar carries its words, so colour says nothing that is not written; a screen
 * reader gets one sentence per bar. With `onPress` each bar can be chosen.
 */
export function BarChart({ label, bars, current, onPress }: {
  /** What the chart compares: the title of its text alternative. */
  label: string
  bars: readonly Bar[]
  current?: string
  onPress?: (key: string) => void
}) {
  const full = Math.max(1, ...bars.map((bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)))
  const legend = [...new Set(bars.flatMap((bar) => bar.parts.map((part) => part.name)))]
  return (
    <View className='cb-chart' {...a11y({ role: 'group', label })}>
      {legend.length > 1 ? (
        <View className='cb-chart-legend'>
          {legend.map((name, index) => (
            <View key={name} className='cb-chart-legend-one'>
              <View className={`cb-chart-key cb-chart-tone-${index}`} />
              <Text className='cb-chart-legend-words'>{name}</Text>
            </View>
          ))}
        </View>
      ) : null}
      {bars.map((bar) => {
        const widths = permilles(bar.parts, full)
        const sentence = `${bar.label}\uff0c${bar.none ?? bar.spoken ?? bar.words}`
        const inside = (
          <View className='cb-chart-inside'>
            <View className='cb-chart-line'>
              <Text className='cb-chart-label'>{bar.label}</Text>
              <Text className='cb-chart-words'>{bar.words}</Text>
            </View>
            {bar.none ? <Text className='cb-chart-none'>{bar.none}</Text> : (
              <View className='cb-chart-track'>
                {bar.parts.map((part, index) => <View key={part.name} className={`cb-chart-fill cb-chart-tone-${legend.indexOf(part.name)}`} style={{ width: `${(widths[index] ?? 0) / 10}%` }} />)}
              </View>
            )}
          </View>
        )
        const look = bar.key === current ? 'cb-chart-row cb-chart-here' : 'cb-chart-row'
        return onPress
          ? <Tappable key={bar.key} className={look} role='radio' checked={bar.key === current} label={sentence} onPress={() => onPress(bar.key)}>{inside}</Tappable>
          : <View key={bar.key} className={look} {...a11y({ role: 'img', label: sentence })}>{inside}</View>
      })}
    </View>
  )
}
