import { observer } from 'mobx-react-lite'
import { formatMoney, spokenMoney } from '../../../../client/i18n'
import { AsyncView, BarChart, Cell, Paragraph, PickField, Section } from '../../../../client/ui'
import { chosen } from '../../plan-store'
import type { FlexiblePlan, PlanQuestion, PolicyYears } from '../../plan-store'
import { t } from '../../plan-texts'
import { MissingYear } from '../estimate/missing-year'
import { Figure } from '../shared/figure'
import { DemoFigures, Source } from '../shared/source'
import { percentWords } from '../shared/words'

type Plan = NonNullable<FlexiblePlan['plan']>
const monthCounts = Array.from({ length: 12 }, (_one, at) => String(12 - at))

/** The level chosen, or null while none of this year's is. */
export function chosenTier(plan: Plan | null): Plan['tiers'][number] | null {
  return plan?.tiers.find((one) => String(one.permille) === chosen.tier) ?? null
}

/** Year and months, then every level as a bar that can be chosen; the chosen one's figures above. */
export const Calculator = observer(function Calculator({ question, years }: { question: PlanQuestion; years: PolicyYears['years'] }) {
  const set = (more: { year?: string; months?: string }) => {
    chosen.set(more)
    void question.send(chosen.year, chosen.months)
  }
  return (
    <>
      <Section>
        <PickField
          name='year' label={t('flexible.year')} required value={chosen.year} onChange={(year) => set({ year })}
          options={years.map((one) => ({ value: String(one.year), words: t(one.published ? 'year.published' : 'year.unpublished', { year: one.year }) }))}
        />
        <PickField name='months' label={t('flexible.months')} required value={chosen.months} onChange={(months) => set({ months })} options={monthCounts.map((one) => ({ value: one, words: t('months', { count: one }) }))} />
      </Section>
      <AsyncView load={question.load} who={t('who')} what={t('what.plan')} retry={() => question.send(chosen.year, chosen.months)} rows={6}>
        {(data) => data.plan ? <Levels plan={data.plan} /> : data.missingYear !== null ? <MissingYear year={data.missingYear} office={data.office} /> : null}
      </AsyncView>
    </>
  )
})

const Levels = observer(function Levels({ plan }: { plan: Plan }) {
  const tier = chosenTier(plan)
  const money = (fen: number) => ({ value: formatMoney(fen), spokenValue: spokenMoney(fen), strong: true })
  return (
    <>
      {tier ? (
        <>
          <Figure
            label={t('flexible.figure')} words={formatMoney(tier.monthlyFen)} spoken={spokenMoney(tier.monthlyFen)}
            note={t('flexible.note', { percent: percentWords(tier.permille), base: formatMoney(tier.baseFen) })}
          />
          <Section>
            <Cell title={t('flexible.pooled')} hint={t('flexible.share', { percent: percentWords(plan.pooledPermille) })} {...money(tier.pooledFen)} />
            <Cell title={t('flexible.account')} hint={t('flexible.share', { percent: percentWords(plan.accountPermille) })} {...money(tier.accountFen)} />
            <Cell title={t('flexible.total', { year: plan.year, count: plan.months })} {...money(tier.totalFen)} />
          </Section>
        </>
      ) : null}
      <Section title={t('flexible.tier')}>
        <BarChart
          label={t('flexible.tierLabel')} current={chosen.tier} onPress={(key) => chosen.set({ tier: key })}
          bars={plan.tiers.map((one) => ({
            key: String(one.permille), label: t('flexible.tierBar', { percent: percentWords(one.permille), base: formatMoney(one.baseFen) }),
            words: formatMoney(one.monthlyFen), spoken: spokenMoney(one.monthlyFen),
            parts: [{ name: t('flexible.pooled'), value: one.pooledFen }, { name: t('flexible.account'), value: one.accountFen }],
          }))}
        />
        <Paragraph>{t('flexible.formula', { year: plan.year, wage: formatMoney(plan.averageWageFen) })}</Paragraph>
      </Section>
      <DemoFigures shown={plan.demonstration} region={plan.standard.region} />
      <Source of={plan.standard} />
    </>
  )
})
