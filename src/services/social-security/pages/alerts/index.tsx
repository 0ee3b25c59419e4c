import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useWhenSignedOut } from '../../../../client/own-data'
import { AsyncView, Cell, open, PageRoot, Paragraph, Section } from '../../../../client/ui'
import { Reminders } from '../../reminders'
import { t } from '../../reminder-texts'
import { Gate, ready } from '../shared/gate'
import { ReminderNews, ReminderSwitches } from '../shared/reminder-switches'

/** What the person wants to hear of: one switch per kind, off until it is asked for. */
function AlertsPage() {
  const [reminders] = useState(() => new Reminders())
  const start = async () => {
    if (await ready()) await reminders.start()
  }
  useDidShow(start)
  useWhenSignedOut(reminders.reset)
  return (
    <PageRoot title={t('alerts.title')} lead={t('alerts.lead')}>
      <Gate retry={start}>
        <AsyncView load={reminders.load} who={t('alerts.who')} what={t('alerts.what')} retry={reminders.start} rows={4}>
          {({ quietFrom, quietTo }) => (
            <>
              <ReminderNews reminders={reminders} />
              <ReminderSwitches reminders={reminders} title={t('alerts.changes')} of={(topic) => topic.remindDays.length === 0} />
              <ReminderSwitches reminders={reminders} title={t('alerts.due')} of={(topic) => topic.remindDays.length > 0} />
              <Section>
                <Paragraph>{t('alerts.where')}</Paragraph>
                {quietFrom === quietTo ? null : <Paragraph>{t('alerts.quiet', { from: quietFrom, to: quietTo })}</Paragraph>}
                <Cell icon='messages' title={t('alerts.see')} hint={t('alerts.seeHint')} onPress={() => open('/pages/messages/index')} />
              </Section>
            </>
          )}
        </AsyncView>
      </Gate>
    </PageRoot>
  )
}

export default observer(AlertsPage)
