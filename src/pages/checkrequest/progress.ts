import type { OutputOf } from '../../contract/operation'
import type { checkRequestsRead } from '../../contract/platform/cases'
import { formatDate, formatTime, t } from '../../client/i18n'
import type { Step } from '../../client/ui'

export type CheckRequest = OutputOf<typeof checkRequestsRead>

/** The way of a request in three steps, with the dates the person may count on. */
export function stepsOf({ state, authority, createdAt, handedOverAt, answeredAt, nextStepDate }: Omit<CheckRequest, 'answer'>): readonly Step[] {
  const handedOver = state !== 'received'
  const answered = state === 'answered'
  const promised = t('checks.step.before', { date: formatDate(nextStepDate) })
  return [
    { title: t('checks.step.received'), state: 'done', date: formatTime(createdAt) },
    {
      title: authority ? t('checks.step.withDepartmentBy', { who: authority }) : t('checks.step.withDepartment'),
      state: answered ? 'done' : 'now', date: handedOverAt ? formatTime(handedOverAt) : undefined,
      hint: answered ? undefined : !authority ? t('checks.step.platform') : handedOver ? t('checks.step.checking') : t('checks.step.waiting'),
    },
    { title: t('checks.step.answered'), state: answered ? 'done' : 'next', date: answeredAt ? formatTime(answeredAt) : promised },
  ]
}

/** The promised day has passed without an answer. @param today local date `yyyy-MM-dd` */
export function isLate({ state, nextStepDate }: Pick<CheckRequest, 'state' | 'nextStepDate'>, today: string): boolean {
  return state !== 'answered' && today > nextStepDate
}
