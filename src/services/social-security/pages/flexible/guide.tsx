import { observer } from 'mobx-react-lite'
import { Cell, open, Paragraph, Section } from '../../../../client/ui'
import type { Office } from '../../plan-store'
import { t } from '../../plan-texts'
import { OfficeSection } from '../shared/office'

/** Who, what, with what, how, how long, at what cost, where. */
export const Guide = observer(function Guide({ office }: { office: Office }) {
  return (
    <>
      <Section title={t('guide.who')}><Paragraph>{t('guide.whoText')}</Paragraph></Section>
      <Section title={t('guide.what')}><Paragraph>{t('guide.whatText')}</Paragraph></Section>
      <Section title={t('guide.materials')}><Paragraph>{t('guide.materialsText')}</Paragraph></Section>
      <Section title={t('guide.how')}>
        <Cell title={t('guide.step1')} hint={t('guide.how1')} />
        <Cell title={t('guide.step2')} hint={t('guide.how2')} />
        <Cell title={t('guide.step3')} hint={t('guide.how3')} />
      </Section>
      <Section>
        <Cell title={t('guide.time')} hint={t('guide.timeText')} />
        <Cell title={t('guide.fee')} hint={t('guide.feeText')} />
      </Section>
      <OfficeSection office={office} />
      <Section>
        <Cell icon='medical' title={t('guide.medical')} hint={t('guide.medicalHint')} onPress={() => open('/services/social-security/pages/healthcare/index')} />
      </Section>
    </>
  )
})
