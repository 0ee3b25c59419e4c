import { useState } from 'react'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatTime, t } from '../../client/i18n'
import { useWhenSignedOut } from '../../client/own-data'
import { AsyncView, Cell, Dialog, DialogLine, Empty, Notice, open, Section, StatusTag } from '../../client/ui'
import type { Trouble } from '../../client/ui'
import { consents, loadConsents, withdraw } from './store'
import type { Consent } from './store'

const look = {
  granted: ['success', 'data.granted'],
  refused: ['neutral', 'data.refused'],
  withdrawn: ['neutral', 'data.withdrawn'],
  none: ['neutral', 'data.undecided'],
} as const

export const Consents = observer(function Consents() {
  const [asking, setAsking] = useState<Consent | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [withdrawn, setWithdrawn] = useState<string | null>(null)
  useWhenSignedOut(() => {
    setAsking(null)
    setWithdrawn(null)
  })
  const go = async () => {
    if (!asking) return
    setBusy(true)
    const outcome = await withdraw(asking)
    setBusy(false)
    setAsking(null)
    setTrouble(outcome.ok ? null : outcome.problem)
    setWithdrawn(outcome.ok ? asking.title : null)
  }
  return (
    <>
      <View>
        {trouble ? <Notice kind='danger' title={trouble.title}>{trouble.detail}</Notice> : null}
        {withdrawn ? <Notice kind='success' title={t('data.withdrawDone', { purpose: withdrawn })}>{t('data.withdrawDoneDetail')}</Notice> : null}
      </View>
      <AsyncView load={consents} who={t('department.platform')} what={t('data.consents')} retry={loadConsents}>
        {(data) => {
          const decided = data.consents.filter((one) => one.decision !== 'none')
          return (
            <Section title={t('data.consents')}>
              {decided.length === 0 ? <Empty icon='document' title={t('data.consentsEmpty')} detail={t('data.consentsEmptyDetail')} /> : null}
              {decided.map((one) => {
                const [tone, words] = look[one.decision]
                return (
                  <Cell
                    key={one.purpose} title={one.title} hint={one.decidedAt ? formatTime(one.decidedAt) : undefined} tag={<StatusTag tone={tone} words={t(words)} />}
                    value={t(one.decision === 'granted' ? 'data.withdraw' : 'data.decideAgain')}
                    onPress={one.decision === 'granted' ? () => setAsking(one) : () => open('/pages/consent/index', { purposes: one.purpose })}
                  />
                )
              })}
            </Section>
          )
        }}
      </AsyncView>
      <Dialog
        open={asking !== null} title={t('data.withdrawAsk', { purpose: asking?.title ?? '' })}
        confirm={{ words: t('data.withdraw'), onPress: go, danger: true, busy }} cancel={{ words: t('data.keep'), onPress: () => setAsking(null) }}
      >
        <DialogLine>{t('data.withdrawDetail')}</DialogLine>
      </Dialog>
    </>
  )
})
