import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { host } from '../../../../client/host'
import { formatDate } from '../../../../client/i18n'
import { Cell, Dialog, DialogLine, Notice, open, Section, StatusTag, SwitchRow } from '../../../../client/ui'
import type { Reminders, Topic } from '../../reminders'
import { t } from '../../reminder-texts'
import './shared.scss'

const hostWords = () => (host.name === 'alipay' ? '支付宝' : '微信')

/** What the person agrees to, in five plain lines, before the first switch of a purpose goes on. */
const Agreement = observer(function Agreement({ reminders }: { reminders: Reminders }) {
  const topic = reminders.reading
  if (!topic) return null
  const label = reminders.labelOf(topic.purpose)
  const lines = label
    ? [t('alerts.reads', { words: label.reads }), t('alerts.from', { words: label.from }), t('alerts.why', { words: label.why }), t('alerts.kept', { words: label.kept }), t('alerts.shared', { words: label.sharedWith })]
    : [topic.detail]
  // Without its text nobody can agree: the page with all purposes shows it, or says why it cannot.
  const confirm = label
    ? { words: t('alerts.agree'), busy: reminders.busy, onPress: () => reminders.turnOn(topic) }
    : { words: t('alerts.askTitle'), onPress: () => open('/pages/consent/index', { purposes: topic.purpose }) }
  return (
    <Dialog open title={topic.title} confirm={confirm} cancel={{ words: t('alerts.notNow'), onPress: reminders.close }}>
      {lines.map((line) => <DialogLine key={line}>{line}</DialogLine>)}
    </Dialog>
  )
})

/** Whether the host carries this reminder, and the way to let it; only where the host has messages at all. */
const ThroughHost = observer(function ThroughHost({ topic, reminders }: { topic: Topic; reminders: Reminders }) {
  const { templateId, state, kind, left } = topic.throughHost
  if (!topic.chosen || templateId === null || host.name === 'h5') return null
  const on = state === 'accepted'
  const name = hostWords()
  if (on) {
    const hint = kind === 'oneTime' && left !== null ? t('alerts.host.onceHint', { count: left }) : t('alerts.host.onHint', { host: name })
    return <Cell title={t(`alerts.host.${host.name}`)} hint={hint} tag={<StatusTag tone='success' words={t('alerts.host.on')} />} />
  }
  return <Cell title={t('alerts.host.allow', { host: name })} hint={t('alerts.host.offHint', { host: name })} onPress={() => reminders.allowHost(topic)} />
})

/** Switches of some topics, with the agreement before the first one and what became of a press. */
export const ReminderSwitches = observer(function ReminderSwitches({ reminders, of, title }: { reminders: Reminders; of: (topic: Topic) => boolean; title: string }) {
  return (
    <Section title={title}>
      {reminders.topics.filter(of).map((topic) => (
        <View key={topic.topic} className='ss-topic'>
          <SwitchRow
            title={topic.title} hint={topic.since ? t('alerts.since', { date: formatDate(topic.since) }) : topic.detail} on={topic.chosen}
            onChange={(on) => void reminders.press(topic, on)}
          />
          <ThroughHost topic={topic} reminders={reminders} />
        </View>
      ))}
    </Section>
  )
})

/** What became of the last press, and the agreement dialog; once on a page. */
export const ReminderNews = observer(function ReminderNews({ reminders }: { reminders: Reminders }) {
  const { trouble, hostWord } = reminders
  return (
    <View>
      {trouble ? <Notice kind='warning' title={trouble.title || t('alerts.trouble')}>{trouble.detail}</Notice> : null}
      {hostWord ? <Notice kind={hostWord === 'accepted' ? 'success' : 'info'}>{t(`alerts.word.${hostWord}`)}</Notice> : null}
      <Agreement reminders={reminders} />
    </View>
  )
})
