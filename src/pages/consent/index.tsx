import { useState } from 'react'
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { consentsDecide } from '../../contract/platform/account'
import { ask } from '../../client/ask'
import { t } from '../../client/i18n'
import { ActionBar, AsyncView, back, Button, Notice, PageRoot, readParam, StatusTag } from '../../client/ui'
import type { Trouble } from '../../client/ui'
import { LabelCard } from '../shared/label-card'
import { labels, loadLabels } from '../shared/labels'
import type { PrivacyLabel } from '../shared/labels'
import './index.scss'

type Decision = 'granted' | 'refused'

/**
 * Own dialog page before personal data are read: nothing ticked beforehand, a refusal is as easy as an agreement. Several purposes are
 * decided together or each for itself.
 */
function ConsentPage() {
  const [purposes, setPurposes] = useState<readonly string[]>([])
  const [decided, setDecided] = useState<Readonly<Record<string, Decision>>>({})
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useLoad((query) => {
    setPurposes(readParam(query.purposes as string | undefined).split(',').filter((one) => /^[\w.-]{1,60}$/.test(one)))
    void loadLabels()
  })
  const asked = labels.answer?.data.labels.filter((one) => purposes.includes(one.purpose)) ?? []
  const open = asked.filter((one) => !decided[one.purpose])
  const decide = async (which: readonly PrivacyLabel[], decision: Decision) => {
    setBusy(true)
    setTrouble(null)
    const done = { ...decided }
    for (const one of which) {
      const outcome = await ask(consentsDecide, { purpose: one.purpose, version: one.version, decision })
      if (!outcome.ok) {
        setTrouble(outcome.problem)
        break
      }
      done[one.purpose] = decision
    }
    setDecided(done)
    setBusy(false)
    if (asked.every((one) => done[one.purpose])) back()
  }
  return (
    <PageRoot
      title={t('consent.title')} lead={t('consent.leadPlain')}
      action={open.length > 0 ? (
        <ActionBar>
          <View className='consent-actions'>
            <Button busy={busy} onPress={() => decide(open, 'granted')}>{t('consent.agree')}</Button>
            <Button kind='secondary' busy={busy} onPress={() => decide(open, 'refused')}>{t('consent.decline')}</Button>
          </View>
        </ActionBar>
      ) : undefined}
    >
      {trouble ? <Notice kind='danger' title={trouble.title}>{trouble.detail}</Notice> : null}
      <AsyncView load={labels} who={t('department.platform')} what={t('consent.title')} retry={loadLabels}>
        {() => (
          <>
            {asked.length === 0 ? <Notice title={t('consent.nothing')} action={{ words: t('header.back'), onPress: back }}>{t('consent.nothingDetail')}</Notice> : null}
            {asked.length > 1 ? <Notice>{t('consent.each')}</Notice> : null}
            {asked.map((one) => (
              <LabelCard key={one.purpose} label={one}>
                {asked.length > 1 ? <Own label={one} decision={decided[one.purpose]} busy={busy} onDecide={(decision) => decide([one], decision)} /> : null}
              </LabelCard>
            ))}
            {asked.length > 0 ? <Notice title={t('consent.refuse')}>{`${t('consent.refuseDetail')}${t('consent.withdraw')}`}</Notice> : null}
            {asked.length > 0 ? <Notice title={t('consent.guardianTitle')}>{t('consent.guardian')}</Notice> : null}
          </>
        )}
      </AsyncView>
    </PageRoot>
  )
}

/** The decision about one purpose, below its statement. */
function Own({ label, decision, busy, onDecide }: { label: PrivacyLabel; decision: Decision | undefined; busy: boolean; onDecide: (decision: Decision) => unknown }) {
  if (decision) return <View className='consent-own'><StatusTag tone={decision === 'granted' ? 'success' : 'neutral'} words={t(decision === 'granted' ? 'data.granted' : 'data.refused')} /></View>
  return (
    <View className='consent-own'>
      <Button kind='secondary' busy={busy} label={`${t('consent.agreeOne')}\uff1a${label.title}`} onPress={() => onDecide('granted')}>{t('consent.agreeOne')}</Button>
      <Button kind='text' busy={busy} label={`${t('consent.declineOne')}\uff1a${label.title}`} onPress={() => onDecide('refused')}>{t('consent.declineOne')}</Button>
    </View>
  )
}

export default observer(ConsentPage)
