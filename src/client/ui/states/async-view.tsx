import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatDate, t } from '../../i18n'
import { Button } from '../button'
import { Notice } from '../notice'
import { Result } from '../result'
import { Skeleton } from '../skeleton'
import { actionsFor } from './next-step'
import type { GoodAnswer } from '../../../contract/envelope.ts'
import type { Loadable, Trouble } from './loadable'

export interface AsyncViewProps<T> {
  load: Loadable<T>
  /** Who is asked, in Chinese, for example 市医保局; for a missing or late answer. */
  who: string
  /** What is asked for, for example 缴费记录. */
  what: string
  retry: () => unknown
  /** Chinese name of a department id of `sources`; `who` stands in when left out. */
  nameOf?: (department: string) => string
  /** Rows of the skeleton, about as many as the content will have. */
  rows?: number
  children: (data: T, answer: GoodAnswer<T>) => ReactNode
}

/** Everything a question can look like: waiting with words, late with a way out, data with its gaps named, a refusal with its next step. */
export const AsyncView = observer(function AsyncView<T>(props: AsyncViewProps<T>) {
  // A node of its own: without it the mini-programs would be sent the whole page again whenever one answer comes.
  return <View><Phases {...props} /></View>
}) as <T>(props: AsyncViewProps<T>) => ReactNode

const Phases = observer(function Phases<T>(props: AsyncViewProps<T>) {
  const { load, who, what, retry, rows } = props
  const answer = load.answer
  // Asking again: what is known stays, and a long wait says so.
  if (answer && load.phase !== 'trouble') {
    return (
      <>
        <View>{load.phase === 'slow' ? <Notice>{t('state.slow', { who })}</Notice> : null}</View>
        <Data {...props} answer={answer} old={load.phase === 'gaveUp'} />
      </>
    )
  }
  switch (load.phase) {
    case 'trouble':
      return (
        <>
          {load.trouble ? <TroubleView trouble={load.trouble} who={who} retry={retry} /> : null}
          {answer ? <Data {...props} answer={answer} old /> : null}
        </>
      )
    case 'slow':
      return (
        <Skeleton words={t('state.slow', { who })} rows={1}>
          <Button kind='secondary' onPress={load.cancel}>{t('button.cancelWait')}</Button>
        </Skeleton>
      )
    case 'gaveUp':
    case 'cancelled':
      return <TroubleView trouble={{ code: 'departmentTimeout', title: t('state.gaveUp', { who }), detail: t('state.gaveUpDetail'), next: 'retry' }} who={who} retry={retry} />
    case 'skeleton':
      return <Skeleton words={t('state.loadingWhat', { what })} rows={rows} />
    default:
      return null
  }
}) as <T>(props: AsyncViewProps<T>) => ReactNode

/** A refusal in words, with its next step and, small, the number to quote on the telephone. */
export const TroubleView = observer(function TroubleView({ trouble, who, retry }: { trouble: Trouble; who: string; retry: () => unknown }) {
  const offline = trouble.code === 'offline'
  const title = offline ? t('state.offline') : trouble.title || t('state.missing', { who })
  const detail = offline ? t('state.offlineDetail') : trouble.detail || t('state.gaveUpDetail')
  const lines = trouble.retryAfter ? [detail, t('state.retryAfter', { seconds: trouble.retryAfter })] : [detail]
  return (
    <Result
      kind={offline ? 'offline' : trouble.next === 'signIn' || trouble.next === 'stepUp' || trouble.next === 'giveConsent' ? 'info' : 'problem'}
      title={title} detail={lines} actions={actionsFor(trouble, retry)} note={trouble.traceId ? t('state.trace', { id: trouble.traceId }) : undefined}
    />
  )
})

/** Data, with missing and outdated sources named above it. */
const Data = observer(function Data<T>({ answer, who, nameOf = () => who, retry, children, old }: AsyncViewProps<T> & { answer: GoodAnswer<T>; old?: boolean }) {
  return (
    <>
      {old ? <Notice kind='warning'>{t('state.stale', { date: formatDate(answer.asOf), who })}</Notice> : null}
      {answer.sources.filter((one) => one.state !== 'ok').map((one) =>
        one.state === 'missing' ? (
          <Notice key={one.department} kind='warning' title={t('state.missing', { who: nameOf(one.department) })} action={{ words: t('button.retry'), onPress: retry }}>
            {t('state.missingDetail')}
          </Notice>
        ) : (
          <Notice key={one.department} kind='warning'>{t('state.stale', { date: formatDate(one.dataTime ?? answer.asOf), who: nameOf(one.department) })}</Notice>
        ))}
      {children(answer.data, answer)}
    </>
  )
}) as <T>(props: AsyncViewProps<T> & { answer: GoodAnswer<T>; old?: boolean }) => ReactNode
