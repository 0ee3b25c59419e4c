import { useEffect } from 'react'
import { observer } from 'mobx-react-lite'
import { formatDate } from '../../../../client/i18n'
import { isVerified } from '../../../../client/own-data'
import { Button, Cell, Choice, Field, Notice, open, PickField, Section } from '../../../../client/ui'
import { who } from '../../plan-store'
import type { EstimateQuestion, PolicyYears } from '../../plan-store'
import { t } from '../../plan-texts'
import { Asked } from '../shared/asked'
import { ready } from '../shared/gate'
import type { Measure, PaidAnswers } from './paid-answers'

/** Second step: months, account, level, and the year whose figures are used. */
export const PaidForm = observer(function PaidForm({ paid, question, years, thisMonth, tried, former }: {
  paid: PaidAnswers
  question: EstimateQuestion
  years: PolicyYears['years']
  thisMonth: string
  tried: boolean
  former: () => void
}) {
  useEffect(() => {
    if (paid.year === '') paid.set({ year: thisMonth.slice(0, 4) })
  }, [paid, thisMonth])
  useEffect(() => void ready(), [])
  const errors = tried ? paid.errors : {}
  return (
    <>
      <TakeOver paid={paid} question={question} />
      <Section>
        <Field key={`m${paid.taken}`} name='months' label={t('estimate.paid')} hint={t('estimate.paidHint')} error={errors.months} required keyboard='number' maxLength={3} initial={paid.months} onInput={(months) => paid.set({ months })} />
        <Field key={`b${paid.taken}`} name='balance' label={t('estimate.balance')} hint={t('estimate.balanceHint')} error={errors.balance} required keyboard='digit' maxLength={12} initial={paid.balance} onInput={(balance) => paid.set({ balance })} />
        <Choice<Measure>
          label={t('estimate.by')} value={paid.by} onChange={(by) => paid.set({ by })}
          options={[{ value: 'base', words: t('estimate.byBase') }, { value: 'index', words: t('estimate.byIndex') }]}
        />
        {paid.by === 'base'
          ? <Field key='base' name='base' label={t('estimate.base')} hint={t('estimate.baseHint')} error={errors.base} required keyboard='digit' maxLength={10} initial={paid.base} onInput={(base) => paid.set({ base })} />
          : <Field key={`i${paid.taken}`} name='index' label={t('estimate.index')} hint={t('estimate.indexHint')} error={errors.index} required keyboard='digit' maxLength={6} initial={paid.index} onInput={(index) => paid.set({ index })} />}
        <PickField
          name='year' label={t('estimate.year')} hint={t('estimate.yearHint')} required value={paid.year} onChange={(year) => paid.set({ year })}
          options={years.map((one) => ({ value: String(one.year), words: t(one.published ? 'year.published' : 'year.unpublished', { year: one.year }) }))}
        />
      </Section>
      <Section plain><Button kind='secondary' onPress={former}>{t('estimate.former')}</Button></Section>
    </>
  )
})

/** The own record in place of typing: only when asked for, and only for a confirmed person. */
const TakeOver = observer(function TakeOver({ paid, question }: { paid: PaidAnswers; question: EstimateQuestion }) {
  if (!isVerified()) {
    return <Section><Cell icon='shield' title={t('estimate.takeOverSignIn')} hint={t('estimate.takeOverHint')} onPress={() => open('/pages/identity/index')} /></Section>
  }
  const take = async () => {
    await question.takeOver()
    const data = question.own.answer?.data
    if (!data) return
    paid.takeOver(data)
    if (data.birthMonth && who.birthMonth === '') who.set({ birthMonth: data.birthMonth })
  }
  if (question.own.phase === 'idle') return <Section><Cell icon='shield' title={t('estimate.takeOver')} hint={t('estimate.takeOverHint')} onPress={take} /></Section>
  return (
    <Asked load={question.own} who={t('who')} what={t('what.estimate')} retry={take} rows={2}>
      {(data) => data.insured ? (
        <Notice kind='success' title={t(data.dataDateStated ? 'estimate.taken' : 'estimate.takenAsked', { date: formatDate(data.dataDate) })}>
          {data.index ? t('estimate.takenIndex', { from: data.index.fromYear, to: data.index.toYear, count: data.index.months }) : t('estimate.takenNoIndex')}
        </Notice>
      ) : <Notice kind='warning'>{t('estimate.takenNone')}</Notice>}
    </Asked>
  )
})
