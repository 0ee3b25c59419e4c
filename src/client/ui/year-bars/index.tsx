import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Button } from '../button'
import { useGradually } from '../gradually'
import { Tappable } from '../tappable'
import './index.scss'

export interface YearBar {
  year: string
  /** What the bar measures, for example credited months. */
  value: number
  /** Value in words, for example 12 个月 or ¥9,600.00. */
  words: string
}

/** Years on the page at a time; forty would be too many nodes. */
const atOnce = 20

/** One bar per year from plain views: every bar carries its words, so the colour says nothing that is not written. */
export const YearBars = observer(function YearBars({ bars, most, current, onPress }: {
  bars: readonly YearBar[]
  /** Value of a full bar; the largest of the data when left out. */
  most?: number
  current?: string
  onPress?: (year: string) => void
}) {
  const full = most ?? Math.max(1, ...bars.map((one) => one.value))
  const [early, setEarly] = useState(false)
  const here = early ? bars.slice(atOnce) : bars.slice(0, atOnce)
  const drawn = useGradually(here.length, 6, Number(early))
  return (
    <View className='cb-bars'>
      {here.slice(0, drawn).map((one) => {
        const width = `${Math.round(Math.min(1, Math.max(0, one.value / full)) * 100)}%`
        const row = (
          <View className='cb-bars-inside'>
            <Text className='cb-bars-year'>{t('bars.year', { year: one.year })}</Text>
            <View className='cb-bars-track'><View className='cb-bars-fill' style={{ width }} /></View>
            <Text className='cb-bars-words'>{one.words}</Text>
          </View>
        )
        return onPress ? (
          <Tappable key={one.year} className={one.year === current ? 'cb-bars-row cb-bars-here' : 'cb-bars-row'} role='switch' checked={one.year === current} onPress={() => onPress(one.year)}>{row}</Tappable>
        ) : <View key={one.year} className='cb-bars-row'>{row}</View>
      })}
      {bars.length > atOnce ? <Button kind='text' onPress={() => setEarly(!early)}>{t(early ? 'bars.later' : 'bars.earlier')}</Button> : null}
    </View>
  )
})
