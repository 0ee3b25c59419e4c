import { useState } from 'react'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatDate } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { ActionBar, Button, Dialog, DialogLine, Notice, open, PageRoot, Result } from '../../../../client/ui'
import { actionsFor } from '../../../../client/ui/states/next-step'
import { Eligibility } from '../../eligibility'
import { t } from '../../reminder-texts'
import { Reminders } from '../../reminders'
import { t as shared } from '../../texts'
import { Asked } from '../shared/asked'
import { Gate, ready } from '../shared/gate'
import { ReminderNews, ReminderSwitches } from '../shared/reminder-switches'
import { OtherWays, StandingFigure, StandingReceipt } from './standing'

const questions = [1, 2, 3, 4] as const

/** Eligibility for one's own pension: the date first, then the easiest way, then the others. */
function QualificationPage() {
  const [eligibility] = useState(() => new Eligibility())
  const [reminders] = useState(() => new Reminders())
  const [asking, setAsking] = useState(false)
  const start = async () => {
    if (!(await ready()) || eligibility.receipt) return
    void reminders.start()
    await eligibility.start()
  }
  useDidShow(start)
  useWhenSignedOut(() => {
    eligibility.reset()
    reminders.reset()
    setAsking(false)
  })
  const { receipt, trouble } = eligibility
  const confirm = async () => {
    await eligibility.confirm('data')
    setAsking(false)
  }
  if (receipt) {
    return (
      <PageRoot title={t('qualification.title')}>
        <Result
          kind='success' title={t('qualification.received')} note={receipt.last ? `${t('qualification.receiptNo')} ${receipt.last.receiptNo}` : undefined}
          detail={[t('qualification.receivedDetail'), ...(receipt.nextDue ? [`${t('qualification.next')} ${formatDate(receipt.nextDue)}`] : [])]}
          actions={[{ words: t('qualification.again'), onPress: eligibility.seen }, { words: t('qualification.toMessages'), onPress: () => open('/pages/messages/index') }]}
        />
      </PageRoot>
    )
  }
  const state = eligibility.load.phase === 'trouble' ? null : (eligibility.load.answer?.data.state ?? null)
  const confirmable = state === 'due' || state === 'overdue'
  const next = trouble ? actionsFor(trouble, start)[0] : undefined
  return (
    <PageRoot
      title={t('qualification.title')} lead={t('qualification.lead')}
      action={confirmable ? <ActionBar><Button busy={eligibility.busy} onPress={() => setAsking(true)}>{t('qualification.byData')}</Button></ActionBar> : undefined}
    >
      <Gate retry={start}>
        <View>{trouble ? <Notice kind='warning' title={trouble.title} action={next}>{trouble.detail}</Notice> : null}</View>
        <Asked load={eligibility.load} who={shared('who.rs')} what={t('qualification.what')} retry={eligibility.start} rows={3}>
          {(standing, answer) => (
            <>
              <StandingFigure standing={standing} />
              {confirmable ? <OtherWays eligibility={eligibility} /> : null}
              <StandingReceipt standing={standing} traceId={answer.traceId} />
              {standing.state === 'notRetired' ? null : (
                <>
                  <ReminderNews reminders={reminders} />
                  <ReminderSwitches reminders={reminders} title={t('qualification.reminder')} of={(topic) => topic.remindDays.length > 0} />
                </>
              )}
            </>
          )}
        </Asked>
        <Dialog open={asking} title={t('qualification.byDataAsk')} confirm={{ words: t('qualification.confirm'), onPress: confirm, busy: eligibility.busy }} cancel={{ words: t('qualification.notNow'), onPress: () => setAsking(false) }}>
          {questions.map((one) => <DialogLine key={one}>{t(`qualification.ask${one}`)}</DialogLine>)}
        </Dialog>
      </Gate>
    </PageRoot>
  )
}

export default observer(QualificationPage)
