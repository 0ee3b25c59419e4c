import { useState } from 'react'
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { consentsDecide } from '../../contract/platform/account'
import { ask } from '../../client/ask'
import { t } from '../../client/i18n'
import { ActionBar, AsyncView, back, Button, Notice, PageRoot, readParam } from '../../client/ui'
import type { Trouble } from '../../client/ui'
import { LabelCard } from '../shared/label-card'
import { labels, loadLabels } from '../shared/labels'
import './index.scss'

/** Own dialog page before personal data are read: nothing ticked beforehand, a refusal is as easy as an agreement. */
function ConsentPage() {
  const [purposes, setPurposes] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useLoad((query) => {
    setPurposes(readParam(query.purposes as string | undefined).split(',').filter((one) => /^[\w.-]{1,60}$/.test(one)))
    void loadLabels()
  })
  const asked = labels.answer?.data.labels.filter((one) => purposes.includes(one.purpose)) ?? []
  const decide = async (decision: 'granted' | 'refused') => {
    setBusy(true)
    setTrouble(null)
    for (const one of asked) {
      const outcome = await ask(consentsDecide, { purpose: one.purpose, version: one.version, decision })
      if (!outcome.ok) {
        setTrouble(outcome.problem)
        setBusy(false)
        return
      }
    }
    setBusy(false)
    back()
  }
  return (
    <PageRoot
      title={t('consent.title')} lead={t('consent.leadPlain')}
      action={asked.length > 0 ? (
        <ActionBar>
          <View className='consent-actions'>
            <Button busy={busy} onPress={() => decide('granted')}>{t('consent.agree')}</Button>
            <Button kind='secondary' onPress={() => decide('refused')}>{t('consent.decline')}</Button>
          </View>
        </ActionBar>
      ) : undefined}
    >
      {trouble ? <Notice kind='danger' title={trouble.title}>{trouble.detail}</Notice> : null}
      <AsyncView load={labels} who={t('department.platform')} what={t('consent.title')} retry={loadLabels}>
        {() => (
          <>
            {asked.length === 0 ? <Notice title={t('consent.nothing')} action={{ words: t('header.back'), onPress: back }}>{t('consent.nothingDetail')}</Notice> : null}
            {asked.map((one) => <LabelCard key={one.purpose} label={one} />)}
            {asked.length > 0 ? <Notice title={t('consent.refuse')}>{`${t('consent.refuseDetail')}${t('consent.withdraw')}`}</Notice> : null}
          </>
        )}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(ConsentPage)
