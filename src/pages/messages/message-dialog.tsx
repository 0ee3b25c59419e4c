import { observer } from 'mobx-react-lite'
import { formatDate, formatTime, t } from '../../client/i18n'
import { Dialog, DialogLine, open } from '../../client/ui'
import type { Message } from './store'

/** Where each kind of message leads. */
const ways = {
  welcome: { words: 'messages.toServices', path: '/pages/services/index' },
  checkRequestReceived: { words: 'checks.see', path: '/pages/checkrequest/list' },
  signedInElsewhere: { words: 'messages.toData', path: '/pages/data/index' },
  consentWithdrawn: { words: 'messages.toData', path: '/pages/data/index' },
} as const

/** What the message says, made from its kind: messages carry numbers and dates of ours, never a sentence. */
export function linesOf({ kind, params, createdAt }: Message): readonly string[] {
  const at = t('messages.at', { time: formatTime(createdAt) })
  if (kind !== 'checkRequestReceived') return [t(`message.${kind}Detail`), at]
  const { requestNo, nextStepDate } = params
  return [
    t('message.checkRequestReceivedDetail'),
    ...(requestNo ? [`${t('check.number')} ${requestNo}`] : []),
    ...(nextStepDate ? [t('check.next', { date: formatDate(nextStepDate) })] : []),
    at,
  ]
}

/** One message, opened: what happened, and where to go on. */
export const MessageDialog = observer(function MessageDialog({ message, onClose }: { message: Message | null; onClose: () => void }) {
  if (!message) return null
  const way = ways[message.kind]
  const go = () => {
    onClose()
    open(way.path)
  }
  return (
    <Dialog open title={t(`message.${message.kind}`)} confirm={{ words: t(way.words), onPress: go }} cancel={{ words: t('button.close'), onPress: onClose }}>
      {linesOf(message).map((line) => <DialogLine key={line}>{line}</DialogLine>)}
    </Dialog>
  )
})
