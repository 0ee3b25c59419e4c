import { useState } from 'react'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { rememberPurpose } from '../../contract/platform/remember'
import { formatDate, t } from '../../client/i18n'
import { useWhenSignedOut } from '../../client/own-data'
import { AsyncView, Button, Cell, Dialog, DialogLine, Empty, Notice, Paragraph, Section, StatusTag } from '../../client/ui'
import type { Trouble } from '../../client/ui'
import { PurposeLines } from '../shared/label-card'
import { labels, loadLabels } from '../shared/labels'
import type { PrivacyLabel } from '../shared/labels'
import { forget, loadRemembered, remember, remembered } from './store'
import type { RememberedHost } from './store'
import { tt } from './texts'

const names = { weapp: 'remember.hostWeapp', alipay: 'remember.hostAlipay', h5: 'remember.hostH5' } as const

/** What was done a moment ago, or why it was not. */
type Said = { kind: 'success'; title: string; detail: string } | { kind: 'danger'; title: string; detail: string }
const refusedOf = (trouble: Trouble): Said => ({ kind: 'danger', title: trouble.title, detail: trouble.detail })

/** One phone or browser: which, since when, last used, until when; the whole row removes it. */
const Entry = observer(function Entry({ one, onRemove }: { one: RememberedHost; onRemove: () => void }) {
  return (
    <Cell
      title={tt(names[one.host])} tag={one.here ? <StatusTag tone='success' words={tt('remember.here')} /> : undefined}
      hint={tt('remember.line', { since: formatDate(one.since), lastUsed: formatDate(one.lastUsed), until: formatDate(one.until) })}
      value={tt('remember.remove')} onPress={onRemove}
    />
  )
})

/** Where the person is remembered, with a removal for each, and the agreement for this phone: nothing is ticked beforehand. */
export const RememberedHosts = observer(function RememberedHosts() {
  const [text, setText] = useState<PrivacyLabel | null>(null)
  const [removing, setRemoving] = useState<RememberedHost | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said | null>(null)
  useWhenSignedOut(() => {
    setText(null)
    setRemoving(null)
    setSaid(null)
  })
  const askFirst = async () => {
    setSaid(null)
    if (!labels.answer) await loadLabels()
    const found = labels.answer?.data.labels.find((one) => one.purpose === rememberPurpose)
    if (found) setText(found)
    else if (labels.trouble) setSaid(refusedOf(labels.trouble))
  }
  const agree = async () => {
    if (!text) return
    setBusy(true)
    const outcome = await remember(text.version)
    setBusy(false)
    setText(null)
    const until = outcome.ok ? outcome.data.hosts.find((one) => one.here)?.until : undefined
    setSaid(outcome.ok ? { kind: 'success', title: tt('remember.done'), detail: tt('remember.doneDetail', { until: formatDate(until ?? '') }) } : refusedOf(outcome.problem))
  }
  const remove = async () => {
    if (!removing) return
    setBusy(true)
    const outcome = await forget(removing.entry)
    setBusy(false)
    setRemoving(null)
    setSaid(outcome.ok ? { kind: 'success', title: tt('remember.removed'), detail: tt('remember.removedDetail') } : refusedOf(outcome.problem))
  }
  return (
    <>
      <View>{said ? <Notice kind={said.kind} title={said.title}>{said.detail}</Notice> : null}</View>
      <AsyncView load={remembered} who={t('department.platform')} what={tt('remember.what')} retry={loadRemembered}>
        {(data) => {
          const here = data.hosts.find((one) => one.here)
          return (
            <>
              <Section title={tt('remember.title')}>
                <Paragraph>{here ? tt('remember.until', { until: formatDate(here.until) }) : tt('remember.about', { days: data.days })}</Paragraph>
                {here ? null : <View className='person-buttons'><Button kind='secondary' onPress={askFirst}>{tt('remember.start')}</Button></View>}
              </Section>
              <Section title={tt('remember.what')}>
                {data.hosts.length === 0 ? <Empty icon='phone' title={tt('remember.none')} detail={tt('remember.noneDetail')} /> : null}
                {data.hosts.map((one) => <Entry key={one.entry} one={one} onRemove={() => { setSaid(null); setRemoving(one) }} />)}
                {data.hosts.length > 0 ? <Paragraph>{tt('remember.withdraw')}</Paragraph> : null}
              </Section>
            </>
          )
        }}
      </AsyncView>
      <Dialog open={text !== null} title={tt('remember.ask')} confirm={{ words: tt('remember.agree'), onPress: agree, busy }} cancel={{ words: tt('remember.decline'), onPress: () => setText(null) }}>
        {text ? <PurposeLines label={text} /> : null}
        <DialogLine>{tt('remember.shared')}</DialogLine>
      </Dialog>
      <Dialog
        open={removing !== null} title={tt('remember.removeAsk', { host: removing ? tt(names[removing.host]) : '' })}
        confirm={{ words: tt('remember.removeConfirm'), onPress: remove, danger: true, busy }} cancel={{ words: tt('remember.keep'), onPress: () => setRemoving(null) }}
      >
        <DialogLine>{tt('remember.remove1')}</DialogLine>
        <DialogLine>{tt('remember.remove2')}</DialogLine>
      </Dialog>
    </>
  )
})
