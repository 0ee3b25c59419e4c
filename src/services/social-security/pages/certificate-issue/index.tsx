import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { session } from '../../../../client/gateway'
import { formatDate, t as shell } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { ActionBar, AsyncView, back, Button, Choice, open, PageRoot, Paragraph, Result, Section, TroubleView } from '../../../../client/ui'
import { t as main } from '../../texts'
import { CertificateOrder } from '../../certificate-store'
import type { Span } from '../../certificate-store'
import { t } from '../../certificate-texts'
import { Gate, ready, verified } from '../shared/gate'

const spans = ['year', 'threeYears', 'all'] as const satisfies readonly Span[]

/** The order: how far back, and whether the number is shown in full. Everything else the department knows. */
function CertificateIssuePage() {
  const [order] = useState(() => new CertificateOrder())
  const start = async () => {
    if (!(await ready())) return
    // Back from the strong check: what was asked for is still chosen.
    if (session.level === 'L3' && order.trouble?.next === 'stepUp') order.forgive()
    if (order.draft.phase === 'idle' || order.draft.phase === 'trouble') await order.open()
  }
  useDidShow(() => void start())
  useWhenSignedOut(order.reset)
  const { issued, trouble, wish } = order
  if (issued) {
    return (
      <PageRoot title={t('issue.title')}>
        <Result
          kind='success' title={t('issue.done')} detail={issued.expiresOn ? [t('issue.doneUntil', { date: formatDate(issued.expiresOn) })] : []} note={t('issue.doneNumber', { number: issued.documentNo })}
          actions={[{ words: t('issue.see'), onPress: () => open('/services/social-security/pages/certificate/index', { id: issued.documentId }) }, { words: t('one.toList'), onPress: back }]}
        />
      </PageRoot>
    )
  }
  const silent = trouble !== null && (trouble.code === 'departmentTimeout' || trouble.code === 'offline')
  const action = verified() && order.draft.answer && !(trouble?.next === 'stepUp')
    ? <ActionBar><Button busy={order.busy} onPress={order.issue}>{order.busy ? t('issue.doing') : t('issue.do')}</Button></ActionBar> : undefined
  return (
    <PageRoot title={t('issue.title')} lead={t('issue.lead')} action={action}>
      <Gate retry={start} detail={t('list.signInDetail')}>
        {trouble ? <TroubleView trouble={trouble} who={main('who.rs')} retry={order.issue} /> : null}
        {silent ? <Section><Paragraph>{t('issue.again')}</Paragraph></Section> : null}
        <AsyncView load={order.draft} who={shell('department.platform')} what={t('issue.title')} retry={order.open} rows={4}>
          {() => (
            <>
              <Section>
                <Choice<Span>
                  label={t('issue.span')} value={wish.span} onChange={(span) => void order.choose({ span })}
                  options={spans.map((one) => ({ value: one, words: t(`issue.span.${one}`), hint: t(`issue.span.${one}Hint`) }))}
                />
                <Choice<'masked' | 'full'>
                  label={t('issue.number')} value={wish.fullNumber ? 'full' : 'masked'} onChange={(one) => void order.choose({ fullNumber: one === 'full' })}
                  options={(['masked', 'full'] as const).map((one) => ({ value: one, words: t(`issue.number.${one}`), hint: t(`issue.number.${one}Hint`) }))}
                />
              </Section>
              <Section><Paragraph>{t('issue.about')}</Paragraph></Section>
            </>
          )}
        </AsyncView>
      </Gate>
    </PageRoot>
  )
}

export default observer(CertificateIssuePage)
