import { useState } from 'react'
import { observer } from 'mobx-react-lite'
import { useLoad } from '@tarojs/taro'
import type { DocumentVerdict } from '../../../../contract/documents'
import { host } from '../../../../client/host'
import { formatDate, formatMonth } from '../../../../client/i18n'
import { ActionBar, Button, Cell, Field, Notice, PageRoot, Paragraph, readParam, Result, Section, TroubleView } from '../../../../client/ui'
import { t as main } from '../../texts'
import { t } from '../../certificate-texts'
import { Verification } from '../../verify-store'

const kinds = { valid: 'success', expired: 'info', revoked: 'problem', differs: 'problem', unknown: 'problem' } as const
const fileWords = { large: 'verify.fileLarge', empty: 'verify.fileEmpty', wrong: 'verify.fileWrong', lost: 'verify.fileLost', refused: 'verify.fileRefused', unavailable: 'verify.fileUnavailable' } as const

/** For whoever was given a certificate: by code, by the code's picture, with or without the file. Nobody has to sign in. */
function VerifyPage() {
  const [one] = useState(() => new Verification())
  useLoad((query) => { one.type(readParam(query.code as string | undefined).slice(0, 20)) })
  if (one.verdict) return <PageRoot title={t('verify.title')}><Verdict verdict={one.verdict} again={one.again} /></PageRoot>
  return (
    <PageRoot title={t('verify.title')} lead={t('verify.lead')} action={<ActionBar><Button busy={one.busy} onPress={one.verify}>{one.busy ? t('verify.doing') : t('verify.do')}</Button></ActionBar>}>
      {one.trouble ? <TroubleView trouble={one.trouble} who={main('who.rs')} retry={one.verify} /> : null}
      {one.scanWrong === 'foreign' ? <Notice kind='danger' title={t('verify.scanForeign')}>{t('verify.scanForeignDetail')}</Notice> : null}
      {one.scanWrong === 'failed' ? <Notice kind='warning' title={t('verify.scanFailed')}>{t('verify.scanFailedDetail')}</Notice> : null}
      <Section>
        <Field
          key={`code-${one.filled}`} name='code' label={t('verify.code')} hint={t('verify.codeHint')} error={one.codeWrong ? t('verify.codeWrong') : undefined}
          required maxLength={20} initial={one.code} onInput={one.type} onDone={one.verify}
        />
        {host.can.scanCode ? <Cell icon='search' title={t('verify.scan')} onPress={one.scan} /> : null}
      </Section>
      <Section title={t('verify.file')}>
        {host.can.chooseFile ? (
          <>
            <Cell icon='document' title={t('verify.choose')} hint={one.file ? t('verify.chosen', { name: one.file.name }) : t('verify.fileHint')} onPress={one.choose} />
            {one.file ? <Cell icon='close' title={t('verify.drop')} onPress={one.drop} /> : null}
          </>
        ) : <Paragraph>{t('verify.fileElsewhere')}</Paragraph>}
      </Section>
      {one.fileWrong ? <Notice kind='danger'>{t(fileWords[one.fileWrong])}</Notice> : null}
    </PageRoot>
  )
}

const Verdict = observer(function Verdict({ verdict: { verdict, document, fileMatches }, again }: { verdict: DocumentVerdict; again: () => void }) {
  const detail = [t(`verify.${verdict}Detail`), ...(fileMatches ? [t('verify.same')] : [])]
  return (
    <>
      <Result kind={kinds[verdict]} title={t(`verify.${verdict}`)} detail={detail} actions={[{ words: t('verify.next'), onPress: again }]} />
      {document ? (
        <Section>
          <Cell title={t('verify.name')} value={document.name} />
          <Cell title={t('verify.issuer')} value={document.issuer} />
          <Cell title={t('verify.number')} value={document.documentNo} />
          <Cell title={t('verify.issued')} value={formatDate(document.issuedOn)} />
          {document.expiresOn ? <Cell title={t('verify.until')} value={formatDate(document.expiresOn)} /> : null}
          {document.revokedOn ? <Cell title={t('verify.revokedOn')} value={formatDate(document.revokedOn)} /> : null}
          {document.from && document.to ? <Cell title={t('verify.period')} value={t('verify.periodWords', { from: formatMonth(document.from), to: formatMonth(document.to) })} /> : null}
          <Cell title={t('verify.insurances')} hint={document.insurances.join('、')} />
        </Section>
      ) : null}
    </>
  )
})

export default observer(VerifyPage)
