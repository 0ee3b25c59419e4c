import { observer } from 'mobx-react-lite'
import { formatMoney, spokenMoney } from '../../../../client/i18n'
import { host } from '../../../../client/host'
import { call, Cell, Notice, Paragraph, Section } from '../../../../client/ui'
import type { DraftContent } from '../../draft-store'
import type { FlexiblePlan, Office } from '../../plan-store'
import { t } from '../../plan-texts'
import { percentWords } from '../shared/words'
import { tooMany, works } from './draft-form'

export interface ChecklistOf {
  content: DraftContent
  plan: FlexiblePlan['plan']
  level: NonNullable<FlexiblePlan['plan']>['tiers'][number] | null
  office: Office
}

/** What the counter needs to read, line by line; what is not answered yet is left out. */
export function checklistLines({ content, plan, level, office }: ChecklistOf): { title: string; value: string; spoken?: string }[] {
  const work = works.find((one) => one === content.work)
  return [
    { title: t('draft.item'), value: t('draft.itemText') },
    ...(work ? [{ title: t('draft.work'), value: t(`work.${work}`) }] : []),
    ...(content.year ? [{ title: t('flexible.year'), value: t('year.published', { year: content.year }) }] : []),
    ...(content.from ? [{ title: t('draft.from'), value: t('draft.fromMonth', { month: content.from }) }] : []),
    ...(content.months ? [{ title: t('flexible.months'), value: t('months', { count: content.months }) }] : []),
    ...(plan && level ? [
      { title: t('flexible.base'), value: `${formatMoney(level.baseFen)} · ${t('flexible.tierWords', { percent: percentWords(level.permille) })}` },
      { title: t('flexible.figure'), value: formatMoney(level.monthlyFen), spoken: spokenMoney(level.monthlyFen) },
      { title: t('flexible.total', { year: plan.year, count: plan.months }), value: formatMoney(level.totalFen), spoken: spokenMoney(level.totalFen) },
    ] : []),
    { title: t('draft.bring'), value: t('draft.bringText') },
    ...(office ? [{ title: t('draft.where'), value: `${office.outlet.name}\uff0c${office.outlet.address}\uff0c${office.outlet.hours}` }] : []),
  ]
}

/** Too long to stand beside its title; a Chinese sign is as wide as two others. */
const long = (text: string): boolean => [...text].reduce((width, sign) => width + (sign > '\u2e7f' ? 2 : 1), 0) > 18

/** Questions without an answer, in the words of the form. */
function missingWords({ content, level }: ChecklistOf): string[] {
  return [
    ...(content.work ? [] : [t('draft.work')]), ...(content.year ? [] : [t('flexible.year')]), ...(level ? [] : [t('flexible.tier')]),
    ...(content.from ? [] : [t('draft.from')]), ...(content.months && tooMany(content) === null ? [] : [t('flexible.months')]),
  ]
}

/** Puts the list into the clipboard as plain lines. @returns whether the host did it */
export async function copyChecklist(of: ChecklistOf): Promise<boolean> {
  const text = [t('draft.list'), ...checklistLines(of).map((one) => `${one.title}\uff1a${one.value}`), t('draft.next')].join('\n')
  return (await host.copyText(text)).ok
}

/** The page to show at the counter: what, how much, what to bring, where. */
export const Checklist = observer(function Checklist({ of, missingYear }: { of: ChecklistOf; missingYear: number | null }) {
  const missing = missingWords(of)
  return (
    <>
      {missingYear === null ? null : <Notice kind='warning' title={t('missing', { year: missingYear })}>{t('missingDetail')}</Notice>}
      <Section title={t('draft.list')}>
        {checklistLines(of).map((one) => long(one.value)
          ? <Cell key={one.title} title={one.title} hint={one.value} />
          : <Cell key={one.title} title={one.title} value={one.value} {...(one.spoken ? { spokenValue: one.spoken } : {})} strong />)}
        {of.office ? <Cell icon='phone' title={t('office.call', { phone: of.office.phone })} hint={t('office.callHint', { who: of.office.authority })} onPress={() => call(of.office?.phone ?? '')} /> : null}
        <Paragraph>{missing.length > 0 ? t('draft.incomplete', { what: missing.join('、') }) : t('draft.listText')}</Paragraph>
      </Section>
      <Notice>{t('draft.next')}</Notice>
    </>
  )
})
