import { useState } from 'react'
import { observer } from 'mobx-react-lite'
import { Button, Cell, Paragraph, Section, Sheet } from '../../../../client/ui'
import type { Retirement } from '../../plan-store'
import { t } from '../../plan-texts'
import { Figure } from '../shared/figure'
import { Source } from '../shared/source'
import { ageWords, lengthWords, monthWords } from '../shared/words'

type Result = NonNullable<Retirement['result']>

/** The month first, then the choice around it, then how long one must have paid. */
export const RetirementAnswer = observer(function RetirementAnswer({ result, again }: { result: Result; again: () => void }) {
  const [table, setTable] = useState(false)
  const age = ageWords(result.ageYears, result.ageMonths)
  const note = result.delayMonths > 0 ? t('retirement.note', { age, count: result.delayMonths }) : t('retirement.noteSame', { age })
  return (
    <>
      <Figure label={t('retirement.figure')} words={monthWords(result.statutoryMonth)} note={note} />
      <Section>
        <Cell title={t('retirement.old')} value={monthWords(result.oldAgeMonth)} />
        <Cell title={t('retirement.minimum')} hint={t('retirement.minimumHint')} value={lengthWords(result.minimum)} strong />
      </Section>
      <Window result={result} />
      <Section>
        <Cell icon='calendar' title={t('retirement.seeMinimums')} onPress={() => setTable(true)} />
      </Section>
      <Source of={result.rule} />
      <Section plain><Button kind='secondary' onPress={again}>{t('again')}</Button></Section>
      <Sheet open={table} title={t('retirement.minimums')} onClose={() => setTable(false)}>
        {result.minimums.map((one, index) => {
          const key = index === 0 ? 'retirement.minimumYearTo' : index === result.minimums.length - 1 ? 'retirement.minimumYearFrom' : 'retirement.minimumYear'
          return <Cell key={one.year} title={t(key, { year: one.year })} value={t('months', { count: one.months })} />
        })}
        <Paragraph>{t('retirement.shortfall')}</Paragraph>
      </Sheet>
    </>
  )
})

/** Earlier and later: both dates, what each needs, and when there is no choice, why. */
const Window = observer(function Window({ result: { window, statutoryMonth } }: { result: Result }) {
  if (!window) return <Section title={t('retirement.window')}><Paragraph>{t('retirement.noWindow')}</Paragraph></Section>
  const earlier = window.earliestMonth < statutoryMonth
  return (
    <Section title={t('retirement.window')}>
      {earlier
        ? <Cell title={t('retirement.earliest')} hint={t('retirement.earliestHint', { months: lengthWords(window.earliestMinimum) })} value={monthWords(window.earliestMonth)} strong />
        : <Cell title={t('retirement.noEarlier')} hint={t('retirement.noEarlierHint')} />}
      <Cell title={t('retirement.latest')} hint={t('retirement.latestHint')} value={monthWords(window.latestMonth)} strong />
      <Paragraph>{t('retirement.windowNote')}</Paragraph>
    </Section>
  )
})
