import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatMoney, spokenMoney } from '../../../../client/i18n'
import { BarChart, Button, Cell, Notice, PickField, Ring, Section, Tabs } from '../../../../client/ui'
import { useGradually } from '../../../../client/ui/gradually'
import type { Estimate, EstimateOption, Office } from '../../plan-store'
import { t } from '../../plan-texts'
import { DemoFigures, Source } from '../shared/source'
import { Figure } from '../shared/figure'
import { OfficeSection } from '../shared/office'
import { ageWords, monthWords } from '../shared/words'
import { Assumptions } from './assumptions'
import { monthsToChoose } from './months-to-choose'

type Result = NonNullable<Estimate['result']>

/** Twelfths of the divisor as a number with at most two decimals: 1577 is 131.42. */
const divisorWords = (twelfths: number): string => String(Math.round((twelfths * 100) / 12) / 100)

/** The figure first, always with 仅供参考; then its parts, what it would be otherwise, and what it rests on. */
export const EstimateAnswer = observer(function EstimateAnswer({ result, office, retireIn, again }: {
  result: Result
  office: Office
  retireIn: (month: string) => unknown
  again: () => void
}) {
  const [wish, setWish] = useState({ when: result.chosen, keep: true, of: result.chosen })
  // Another month was asked for: what it is called in the new answer is the wish.
  const when = wish.of === result.chosen ? wish.when : result.chosen
  const ways = result.options.filter((one) => one.when === when)
  const keep = ways.some((one) => one.keepPaying) ? wish.keep : false
  const shown = ways.find((one) => one.keepPaying === keep) ?? ways[0]
  // The answer first; what stands below the screen follows in two parts, so that no message to the view is too large.
  const drawn = useGradually(3, 1)
  const choose = (more: Partial<{ when: Result['chosen']; keep: boolean }>) => setWish({ when, keep, of: result.chosen, ...more })
  if (!shown) return null
  return (
    <>
      <Shown option={shown} />
      <WhatIf result={result} shown={shown} choose={choose} />
      {drawn > 1 ? (
        <>
          <Section>
            <PickField
              name='retireMonth' label={t('estimate.choose')} hint={t('estimate.chooseHint')} required value={shown.retireMonth} onChange={retireIn}
              options={monthsToChoose(result)}
            />
          </Section>
          <Months option={shown} />
        </>
      ) : null}
      {drawn > 2 ? (
        <>
          <Assumptions result={result} />
          <DemoFigures shown={result.demonstration} region={result.standard.region} />
          <Source of={result.standard} />
          <Section plain><Button kind='secondary' onPress={again}>{t('again')}</Button></Section>
          <OfficeSection office={office} />
        </>
      ) : null}
    </>
  )
})

/** One way to go on: its monthly figure and the parts that add up to it. Without enough months there is none, and the page says what is missing. */
const Shown = observer(function Shown({ option }: { option: EstimateOption }) {
  const note = t(option.keepPaying ? 'estimate.noteKeep' : 'estimate.noteStop', { month: monthWords(option.retireMonth), age: ageWords(option.ageYears, option.ageMonths) })
  const { pension } = option
  if (!pension) {
    return (
      <>
        <Figure label={t('estimate.figure')} words={t('estimate.short', { count: option.missingMonths })} note={note} />
        <Notice kind='warning' title={t('estimate.reference')}>{t('estimate.shortDetail', { year: option.retireMonth.slice(0, 4), minimum: option.minimum })}</Notice>
      </>
    )
  }
  const money = (fen: number) => ({ value: formatMoney(fen), spokenValue: spokenMoney(fen), strong: true })
  return (
    <>
      <Figure label={`${t('estimate.figure')}\uff08${t('estimate.reference')}\uff09`} words={formatMoney(pension.totalFen)} spoken={spokenMoney(pension.totalFen)} note={note} />
      <Section title={t('estimate.parts')}>
        <Cell title={t('estimate.basic')} hint={t('estimate.basicHint')} {...money(pension.basicFen)} />
        <Cell title={t('estimate.account')} hint={t('estimate.accountHint', { balance: formatMoney(pension.balanceFen), divisor: divisorWords(pension.divisorTwelfths) })} {...money(pension.accountFen)} />
        <Cell title={t('estimate.total')} {...money(pension.totalFen)} />
      </Section>
    </>
  )
})

/** Other months, paid on or stopped: bars that can be chosen, each with its amount in words. */
const WhatIf = observer(function WhatIf({ result, shown, choose }: { result: Result; shown: EstimateOption; choose: (more: { when?: Result['chosen']; keep?: boolean }) => void }) {
  const both = result.options.some((one) => one.keepPaying)
  // A month that has passed has one way only: it stands under both.
  const bars = result.options.filter((one) => one.keepPaying === shown.keepPaying || !result.options.some((other) => other.when === one.when && other.keepPaying))
  return (
    <Section title={t('estimate.whatIf')}>
      {both ? (
        <View className='ss-inner-tabs'>
          <Tabs
            label={t('estimate.whatIf')} value={shown.keepPaying ? 'keep' : 'stop'} onChange={(one) => choose({ keep: one === 'keep' })}
            tabs={[{ value: 'keep', words: t('estimate.keep') }, { value: 'stop', words: t('estimate.stop') }]}
          />
        </View>
      ) : null}
      <BarChart
        label={t('estimate.whatIfLabel')} current={shown.when} onPress={(key) => choose({ when: key as Result['chosen'] })}
        bars={bars.map((one) => ({
          key: one.when,
          label: t('estimate.bar', { when: t(`estimate.when.${one.when}`), month: monthWords(one.retireMonth), age: ageWords(one.ageYears, one.ageMonths) }),
          words: one.pension ? formatMoney(one.pension.totalFen) : '',
          ...(one.pension ? { spoken: t('estimate.perMonth', { amount: spokenMoney(one.pension.totalFen) }) } : {}),
          none: one.pension ? undefined : t('estimate.short', { count: one.missingMonths }),
          parts: one.pension ? [{ name: t('estimate.basic'), value: one.pension.basicFen }, { name: t('estimate.account'), value: one.pension.accountFen }] : [],
        }))}
      />
    </Section>
  )
})

/** Months paid by then against the least there must be. */
const Months = observer(function Months({ option }: { option: EstimateOption }) {
  return (
    <Section title={t('estimate.years')}>
      <View className='ss-months'>
        <Ring
          share={option.months / option.minimum} words={t('months', { count: option.months })}
          label={t('estimate.yearsRing', { count: option.months, minimum: option.minimum })}
        />
        <View className='ss-months-words'>
          <Text className='ss-months-line'>{t('estimate.yearsHave', { count: option.months })}</Text>
          <Text className='ss-months-line'>{t('estimate.yearsNeed', { count: option.minimum })}</Text>
          <Text className='ss-months-hint'>{option.missingMonths > 0 ? t('estimate.short', { count: option.missingMonths }) : t('retirement.minimumHint')}</Text>
        </View>
      </View>
    </Section>
  )
})
