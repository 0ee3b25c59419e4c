import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import { PickField } from './index'
import type { MonthFieldProps } from './types'
import './index.scss'

const twoDigits = (month: number) => String(month).padStart(2, '0')
const months = Array.from({ length: 12 }, (_one, index) => twoDigits(index + 1))

/** A month of a year: two host selectors side by side, because no wheel for year and month exists on all three hosts. */
export const MonthField = observer(function MonthField({ name, label, what, hint, error, required, value, onChange, years: [from, to], startYear }: MonthFieldProps) {
  // While only one half is chosen the whole has no value; the half is kept here.
  const [half, setHalf] = useState({ year: value.slice(0, 4), month: value.slice(5, 7) })
  const year = value ? value.slice(0, 4) : half.year
  const month = value ? value.slice(5, 7) : half.month
  const choose = (next: { year: string; month: string }) => {
    setHalf(next)
    onChange(next.year && next.month ? `${next.year}-${next.month}` : '')
  }
  const years = Array.from({ length: to - from + 1 }, (_one, index) => String(to - index))
  return (
    <View className='cb-month' {...a11y({ role: 'group', label })}>
      <Text className='cb-month-label' {...a11y({ hidden: true })}>{label}</Text>
      <View className='cb-month-pair'>
        <View className='cb-month-part'>
          <PickField
            name={`${name}Year`} label={t('pick.year', { what })} required={required} options={years.map((one) => ({ value: one, words: t('bars.year', { year: one }) }))}
            value={year} startAt={String(startYear ?? to)} onChange={(one) => choose({ year: one, month })}
          />
        </View>
        <View className='cb-month-part'>
          <PickField
            name={`${name}Month`} label={t('pick.month', { what })} required={required} options={months.map((one) => ({ value: one, words: t('pick.monthWords', { month: Number(one) }) }))}
            value={month} onChange={(one) => choose({ year, month: one })}
          />
        </View>
      </View>
      <View className='cb-month-under'>
        {error ? (
          <View className='cb-field-error' {...a11y({ role: 'alert' })}><Icon name='alert' tone='danger' size={16} /><Text>{error}</Text></View>
        ) : hint ? <Text className='cb-field-hint'>{hint}</Text> : null}
      </View>
    </View>
  )
})
