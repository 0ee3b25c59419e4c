import { useRef, useState } from 'react'
import { Image, Text, View } from '@tarojs/components'
import { useDidShow, useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { spacedVerifyCode } from '../../../../contract/documents'
import { session } from '../../../../client/gateway'
import { host } from '../../../../client/host'
import { formatDate, formatTime } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { a11y, ActionBar, AsyncView, Button, Cell, Empty, Notice, open, PageRoot, readParam, Section, StatusTag, TroubleView } from '../../../../client/ui'
import { t as main } from '../../texts'
import { OneCertificate } from '../../certificate-store'
import type { CertificateDetail } from '../../certificate-store'
import { t } from '../../certificate-texts'
import { Gate, ready, verified } from '../shared/gate'
import { stateTones } from '../shared/certificate-state'
import './index.scss'

/** One certificate: its code for others, its state as the department says now, and the document in the host's own viewer. */
function CertificatePage() {
  const [one] = useState(() => new OneCertificate())
  const id = useRef('')
  useLoad((query) => { id.current = readParam(query.id as string | undefined) })
  const ask = () => one.ask(id.current)
  const start = async () => {
    if (id.current === '' || !(await ready())) return
    if (session.level === 'L3' && one.trouble?.next === 'stepUp') one.forgive()
    await ask()
  }
  useDidShow(() => void start())
  useWhenSignedOut(() => one.load.reset())
  const known = one.load.answer?.data
  const show = () => one.open(id.current, t('one.file', { ending: 'pdf' }))
  const toList = { words: t('one.toList'), onPress: () => open('/services/social-security/pages/certificates/index') }
  const action = verified() && known && known.state !== 'revoked' && one.trouble?.next !== 'stepUp'
    ? <ActionBar><Button busy={one.busy} onPress={show}>{one.busy ? t('one.opening') : t('one.open')}</Button></ActionBar> : undefined
  return (
    <PageRoot title={t('one.title')} action={action}>
      <Gate retry={start} detail={t('list.signInDetail')}>
        {id.current === '' ? <Empty title={t('one.notFound')} detail={t('one.notFoundDetail')} action={toList} /> : (
          <>
            {one.trouble ? <TroubleView trouble={one.trouble} who={main('who.rs')} retry={show} /> : null}
            {one.fileTrouble ? <Notice kind='danger' title={t('trouble.title')}>{t(`trouble.${one.fileTrouble}`)}</Notice> : null}
            {one.opened ? <Notice kind='success'>{host.name === 'h5' ? t('one.saved') : t('one.opened')}</Notice> : null}
            <AsyncView load={one.load} who={main('who.rs')} what={t('one.what')} retry={ask} rows={5}>
              {(data) => <Detail data={data} one={one} />}
            </AsyncView>
          </>
        )}
      </Gate>
    </PageRoot>
  )
}

const Detail = observer(function Detail({ data, one }: { data: CertificateDetail; one: OneCertificate }) {
  const useful = data.state === 'valid'
  return (
    <>
      {data.state === 'revoked' ? <Notice kind='danger' title={t('state.revoked')}>{t('one.revoked')}</Notice> : null}
      {data.state === 'expired' ? <Notice kind='warning' title={t('state.expired')}>{t('one.expired')}</Notice> : null}
      {useful ? (
        <Section>
          <View className='ss-code'>
            <Text className='ss-code-label'>{t('one.code')}</Text>
            <Text className='ss-code-letters'>{spacedVerifyCode(data.verifyCode)}</Text>
            <Image className='ss-code-picture' src={data.qr} {...a11y({ role: 'img', label: t('one.qr') })} />
            <Text className='ss-code-note'>{t('one.codeNote')}</Text>
            <Button kind='text' compact onPress={() => one.copy(data.verifyCode)}>{t('one.copy')}</Button>
            {one.copied === null ? null : <Text className='ss-code-note'>{one.copied ? t('one.copied') : t('one.notCopied')}</Text>}
          </View>
        </Section>
      ) : null}
      <Section>
        <Cell title={t('one.number')} value={data.documentNo} tag={<StatusTag tone={stateTones[data.state]} words={t(`state.${data.state}`)} />} />
        <Cell title={t('one.issued')} value={formatTime(data.issuedAt)} />
        {data.expiresOn ? <Cell title={t('one.until')} value={formatDate(data.expiresOn)} /> : null}
        {data.revokedOn ? <Cell title={t('one.revokedOn')} value={formatDate(data.revokedOn)} /> : null}
      </Section>
    </>
  )
})

export default observer(CertificatePage)
