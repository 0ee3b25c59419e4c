import { observer } from 'mobx-react-lite'
import { Choice, MonthField, Paragraph, PickField, Section } from '../../../../client/ui'
import type { Group, SpecialCase } from '../../contract'
import { who } from '../../plan-store'
import { t } from '../../plan-texts'

const groups = ['M60', 'F55', 'F50'] as const

/** What is still wrong with the answers, by question. */
export function whoErrors(thisMonth: string): { birth?: string; group?: string } {
  const birth = who.birthMonth === '' ? t('ask.birthMissing') : who.birthMonth > thisMonth ? t('ask.birthFuture') : undefined
  return { ...(birth ? { birth } : {}), ...(who.group === '' ? { group: t('ask.groupMissing') } : {}) }
}

/** Three questions: birth, class, special case. The class of a woman is asked, never read from her number. */
export const WhoForm = observer(function WhoForm({ thisMonth, tried, cases }: { thisMonth: string; tried: boolean; cases: readonly SpecialCase[] }) {
  const errors = tried ? whoErrors(thisMonth) : {}
  const thisYear = Number(thisMonth.slice(0, 4))
  return (
    <Section>
      <MonthField
        name='birth' label={t('ask.birth')} what={t('ask.birthWhat')} hint={t('ask.birthHint')} error={errors.birth} required value={who.birthMonth}
        onChange={(birthMonth) => who.set({ birthMonth })} years={[thisYear - 85, thisYear]} startYear={thisYear - 55}
      />
      <Choice<Group | ''>
        label={t('ask.group')} value={who.group} onChange={(group) => who.set({ group })} error={errors.group}
        options={groups.map((one) => ({ value: one, words: t(`group.${one}`), hint: t(`group.${one}Hint`) }))}
      />
      <Paragraph>{t('ask.groupHelp')}</Paragraph>
      <PickField<SpecialCase>
        name='special' label={t('ask.special')} hint={t('ask.specialHint')} required value={who.special} onChange={(special) => who.set({ special })}
        options={cases.map((one) => ({ value: one, words: t(`special.${one}`) }))}
      />
    </Section>
  )
})
