import { observer } from 'mobx-react-lite'
import { formatMoney } from '../../../../client/i18n'
import { PickField, Section } from '../../../../client/ui'
import type { DraftContent, FlexibleDraft } from '../../draft-store'
import type { FlexiblePlan, PolicyYears } from '../../plan-store'
import { t } from '../../plan-texts'
import { percentWords } from '../shared/words'

export const works = ['trader', 'partTime', 'platform', 'other'] as const
const twelve = Array.from({ length: 12 }, (_one, at) => String(at + 1))

/** Months left in the year from the first one on; null when they fit. */
export function tooMany({ from, months }: DraftContent): number | null {
  const most = from ? 13 - Number(from) : 12
  return months && Number(months) > most ? most : null
}

/** Five questions, each kept as soon as it is answered. */
export const DraftForm = observer(function DraftForm({ form, years, plan }: { form: FlexibleDraft; years: PolicyYears['years']; plan: FlexiblePlan['plan'] }) {
  const { year = '', tier = '', months = '', from = '', work = '' } = form.content
  const most = tooMany(form.content)
  return (
    <Section>
      <PickField name='work' label={t('draft.work')} required value={work} onChange={(next) => form.set({ work: next })} options={works.map((one) => ({ value: one as string, words: t(`work.${one}`) }))} />
      <PickField
        name='year' label={t('flexible.year')} required value={year} onChange={(next) => form.set({ year: next })}
        options={years.map((one) => ({ value: String(one.year), words: t(one.published ? 'year.published' : 'year.unpublished', { year: one.year }) }))}
      />
      <PickField
        name='tier' label={t('flexible.tier')} required value={tier} onChange={(next) => form.set({ tier: next })}
        options={(plan?.tiers ?? []).map((one) => ({ value: String(one.permille), words: t('flexible.tierBar', { percent: percentWords(one.permille), base: formatMoney(one.baseFen) }) }))}
      />
      <PickField name='from' label={t('draft.from')} required value={from} onChange={(next) => form.set({ from: next })} options={twelve.map((one) => ({ value: one, words: t('draft.fromMonth', { month: one }) }))} />
      <PickField name='months' label={t('flexible.months')} required value={months} error={most === null ? undefined : t('draft.tooMany', { from, most })} onChange={(next) => form.set({ months: next })} options={twelve.map((one) => ({ value: one, words: t('months', { count: one }) }))} />
    </Section>
  )
})
