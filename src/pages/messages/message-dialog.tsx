import { observer } from 'mobx-react-lite'
import { formatDate, formatMonth, formatTime, t } from '../../client/i18n'
import { Dialog, DialogLine, open } from '../../client/ui'
import type { Message } from './store'

type Kind = Message['kind']
type Params = Message['params']
interface Way {
  readonly words: 'messages.toServices' | 'messages.toData' | 'checks.see' | 'messages.toAnswer' | 'messages.toContributions' | 'messages.toQualification'
  readonly path: string
  /** Parameters of the page, taken from the message. */
  readonly query?: (params: Params) => Record<string, string>
}

const social = '/services/social-security/pages'
const contributions: Way = { words: 'messages.toContributions', path: `${social}/contributions/index`, query: () => ({ of: 'rs' }) }
const qualification: Way = { words: 'messages.toQualification', path: `${social}/qualification/index` }

/** Where each kind of message leads. */
const ways: Readonly<Record<Kind, Way>> = {
  welcome: { words: 'messages.toServices', path: '/pages/services/index' },
  checkRequestReceived: { words: 'checks.see', path: '/pages/checkrequest/list' },
  checkRequestAnswered: { words: 'messages.toAnswer', path: '/pages/checkrequest/detail', query: ({ requestNo }) => ({ no: requestNo ?? '' }) },
  signedInElsewhere: { words: 'messages.toData', path: '/pages/data/index' },
  consentWithdrawn: { words: 'messages.toData', path: '/pages/data/index' },
  socialSecurityGap: contributions,
  socialSecurityArrears: contributions,
  socialSecurityInterruption: contributions,
  qualificationDue: qualification,
  qualificationConfirmed: qualification,
}

const insurances = ['110', '120', '170', '210', '410'] as const
const insuranceWords = (code: string | undefined) => t(`insurance.${insurances.find((one) => one === code) ?? 'other'}`)

/** The sentences of a kind, made from its numbers and dates: messages carry no sentence of their own. */
function saidBy(kind: Kind, params: Params): readonly string[] {
  const date = formatDate(params.dueOn ?? '')
  const about = { insurance: insuranceWords(params.insurance), month: formatMonth(params.month ?? '') }
  switch (kind) {
    case 'checkRequestReceived':
    case 'checkRequestAnswered':
      return [
        t(`message.${kind}Detail`), ...(params.requestNo ? [`${t('check.number')} ${params.requestNo}`] : []),
        ...(params.nextStepDate ? [t('check.next', { date: formatDate(params.nextStepDate) })] : []),
      ]
    case 'socialSecurityGap':
    case 'socialSecurityArrears':
    case 'socialSecurityInterruption':
      return [t(`message.${kind}Detail`, about), t(`message.${kind}Next`), t('messages.stop')]
    case 'qualificationDue':
      return [t('message.qualificationDueDetail', { date }), t('message.qualificationDueNext'), t('messages.stop')]
    case 'qualificationConfirmed':
      return [t('message.qualificationConfirmedDetail', { no: params.receiptNo ?? '' }), t('message.qualificationConfirmedNext', { date })]
    default:
      return [t(`message.${kind}Detail`)]
  }
}

export function linesOf({ kind, params, createdAt }: Message): readonly string[] {
  return [...saidBy(kind, params), t('messages.at', { time: formatTime(createdAt) })]
}

/** One message, opened: what happened, and where to go on. */
export const MessageDialog = observer(function MessageDialog({ message, onClose }: { message: Message | null; onClose: () => void }) {
  if (!message) return null
  const { words, path, query } = ways[message.kind]
  const go = () => {
    onClose()
    open(path, query?.(message.params))
  }
  return (
    <Dialog open title={t(`message.${message.kind}`)} confirm={{ words: t(words), onPress: go }} cancel={{ words: t('button.close'), onPress: onClose }}>
      {linesOf(message).map((line) => <DialogLine key={line}>{line}</DialogLine>)}
    </Dialog>
  )
})
