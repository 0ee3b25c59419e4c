import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatDate } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { ActionBar, AsyncView, Button, Cell, Empty, Loadable, open, PagedList, PageRoot, Section, StatusTag } from '../../../../client/ui'
import { t as main } from '../../texts'
import { askCertificates } from '../../certificate-store'
import type { Certificate } from '../../certificate-store'
import { t } from '../../certificate-texts'
import { Gate, ready, verified } from '../shared/gate'
import { stateTones } from '../shared/certificate-state'

const base = '/services/social-security/pages'

/** Certificates that were issued before, and the ways to a new one and to verifying somebody else's. */
function CertificatesPage() {
  const [list] = useState(() => new Loadable<readonly Certificate[]>())
  const load = () => list.run(askCertificates)
  const start = async () => {
    if (await ready()) await load()
  }
  useDidShow(() => void start())
  useWhenSignedOut(() => list.reset())
  const issue = () => open(`${base}/certificate-issue/index`)
  return (
    <PageRoot title={t('list.title')} lead={t('list.lead')} action={verified() ? <ActionBar><Button onPress={issue}>{t('list.issue')}</Button></ActionBar> : undefined}>
      <Gate retry={start} detail={t('list.signInDetail')}>
        <AsyncView load={list} who={main('who.rs')} what={t('list.what')} retry={load} rows={3}>
          {(certificates) => certificates.length === 0 ? <Empty title={t('list.none')} detail={t('list.noneDetail')} /> : (
            <Section title={t('list.mine')} plain>
              <PagedList
                flush items={certificates} label={t('list.mine')} keyOf={(one) => one.documentId}
                row={(one) => (
                  <Cell
                    title={t('list.row', { date: formatDate(one.issuedAt) })} hint={one.expiresOn ? t('list.until', { date: formatDate(one.expiresOn) }) : undefined}
                    tag={<StatusTag tone={stateTones[one.state]} words={t(`state.${one.state}`)} />} onPress={() => open(`${base}/certificate/index`, { id: one.documentId })}
                  />
                )}
              />
            </Section>
          )}
        </AsyncView>
      </Gate>
      <Section>
        <Cell icon='shield' title={t('entry.verify')} hint={t('entry.verifyHint')} onPress={() => open(`${base}/verify/index`)} />
      </Section>
    </PageRoot>
  )
}

export default observer(CertificatesPage)
