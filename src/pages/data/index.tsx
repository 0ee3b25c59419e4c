import { useState } from 'react'
import { observer } from 'mobx-react-lite'
import { formatDate, t } from '../../client/i18n'
import { Cell, Empty, Notice, open, PageRoot, Paragraph, Result, Section, TroubleView, home } from '../../client/ui'
import type { Trouble } from '../../client/ui'
import { isStrong } from '../../client/own-data'
import { isVerified, useOwnData } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { AccessLog } from './access-log'
import { Consents } from './consents'
import { DeleteDialog } from './delete-dialog'
import { accessLog, loadConsents } from './store'
import type { Receipt } from './store'

function DataPage() {
  const [asking, setAsking] = useState(false)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useOwnData(() => {
    // Sent to prove once more who holds the phone, and back: the question they came from is put again.
    if (trouble?.requiredLevel === 'L3' && isStrong()) setAsking(true)
    setTrouble(null)
    void loadConsents()
    void accessLog.first()
  })
  if (receipt) {
    return (
      <PageRoot title={t('data.title')}>
        <Result kind='success' title={t('data.deleted')} detail={[t('data.deletedDetail')]} note={t('data.receipt', { no: receipt.receiptNo })} actions={[{ words: t('button.backHome'), onPress: home }]}>
          {receipt.kept.map((one) => <Paragraph key={one.what}>{t('data.keptLine', { what: one.what, why: one.why, until: formatDate(one.until) })}</Paragraph>)}
        </Result>
      </PageRoot>
    )
  }
  return (
    <PageRoot title={t('data.title')} lead={t('data.lead')}>
      {trouble ? <TroubleView trouble={trouble} who={t('department.platform')} retry={() => { setTrouble(null); setAsking(true) }} /> : null}
      {isVerified() ? (
        <>
          <Consents />
          <Section title={t('data.account')}>
            <Cell title={t('checks.title')} hint={t('checks.hint')} onPress={() => open('/pages/checkrequest/list')} />
            <Cell title={t('data.export')} onPress={() => open('/pages/privacy/index')} />
            <Cell title={t('data.delete')} hint={t('data.deleteHint')} onPress={() => setAsking(true)} />
          </Section>
          <AccessLog />
        </>
      ) : (
        <>
          <NotConfirmed what={t('data.title')}>
            <Empty icon='lock' title={t('data.signIn')} detail={t('data.signInDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
          </NotConfirmed>
          <Notice action={{ words: t('mine.privacy'), onPress: () => open('/pages/privacy/index') }}>{t('data.publicToo')}</Notice>
        </>
      )}
      <DeleteDialog open={asking} onClose={() => setAsking(false)} onDone={setReceipt} onTrouble={setTrouble} />
    </PageRoot>
  )
}

export default observer(DataPage)
