import { useState } from 'react'
import { useDidHide, useLoad, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatDate, formatDateWithWeekday, t } from '../../client/i18n'
import { ActionBar, AsyncView, back, Button, Cell, Choice, Empty, Field, Notice, open, PageRoot, Paragraph, readParam, Result, Section } from '../../client/ui'
import { isVerified, useOwnData } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { CheckRequestForm } from './store'
import type { DoubtContext } from './store'

const kinds = ['missing', 'amount', 'status', 'other'] as const
const shape = { operation: /^[a-zA-Z]{1,40}\.[a-zA-Z]{1,40}$/, period: /^\d{4}(-\d{2})?$/, dataDate: /^\d{4}-\d{2}-\d{2}$/, traceId: /^[A-Za-z0-9_.-]{1,64}$/ }
const fitting = (value: string, pattern: RegExp) => (pattern.test(value) ? value : null)

/** 有疑问: opened by a page with `?operation=&period=&dataDate=&traceId=&title=`, or from the menu without a context. */
function CheckRequestPage() {
  const [form] = useState(() => new CheckRequestForm())
  const [context, setContext] = useState<DoubtContext & { title: string }>({ operation: 'account.me', period: null, dataDate: null, traceId: 'none', title: '' })
  const [kind, setKind] = useState<(typeof kinds)[number]>('missing')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  useLoad((query) => {
    const param = (name: keyof typeof shape) => fitting(readParam(query[name] as string | undefined), shape[name])
    setContext({
      operation: param('operation') ?? 'account.me', period: param('period'), dataDate: param('dataDate'), traceId: param('traceId') ?? 'none',
      title: readParam(query.title as string | undefined).slice(0, 40),
    })
  })
  useOwnData(() => {
    // Once: coming back from another app must not wipe what was typed.
    if (form.draft.phase === 'idle') void form.open().then(() => {
      const { content } = form.draft.answer?.data ?? { content: {} as Record<string, string> }
      setWords(content.words ?? '')
      setKind(kinds.find((one) => one === content.kind) ?? 'missing')
    })
  })
  const content = (now: { words?: string; kind?: string }) => ({ words: (now.words ?? words).slice(0, 500), kind: now.kind ?? kind })
  const leave = () => {
    if (words.trim() && !form.saved) void form.keep(content({}))
  }
  useDidHide(leave)
  useUnload(leave)
  const length = words.trim().length
  const error = length > 500 ? t('check.wordsTooLong') : tried && length < 5 ? t('check.wordsMissing') : form.trouble?.fields?.find((one) => one.field === 'words')?.message
  const send = async () => {
    setTried(true)
    if (length < 5 || length > 500) return
    const { operation, period, dataDate, traceId } = context
    await form.send({ operation, period, dataDate, traceId }, kind, words.trim())
  }
  if (!isVerified()) {
    return (
      <PageRoot title={t('check.title')} lead={t('check.lead')}>
        <NotConfirmed what={t('check.title')}>
          <Empty icon='question' title={t('check.signIn')} detail={t('check.signInDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
        </NotConfirmed>
      </PageRoot>
    )
  }
  if (form.receipt) {
    return (
      <PageRoot title={t('check.title')}>
        <Result
          kind='success' title={t('check.sent')} detail={[t('check.sentDetail'), t('check.next', { date: formatDateWithWeekday(form.receipt.nextStepDate) })]}
          note={`${t('check.number')} ${form.receipt.requestNo}`}
          actions={[{ words: t('header.backTo'), onPress: back }, { words: t('checks.see'), onPress: () => open('/pages/checkrequest/list') }]}
        />
      </PageRoot>
    )
  }
  return (
    <PageRoot title={t('check.title')} lead={t('check.lead')} action={form.draft.answer ? <ActionBar><Button busy={form.busy} onPress={send}>{t('check.send')}</Button></ActionBar> : undefined}>
      {form.trouble ? <Notice kind='danger' title={form.trouble.title}>{form.trouble.detail}</Notice> : null}
      <AsyncView load={form.draft} who={t('department.platform')} what={t('check.title')} retry={form.open}>
        {(draft) => (
          <>
            <Section title={t('check.about')}>
              <Cell title={context.title || t('check.general')} hint={context.dataDate ? t('state.asOf', { date: formatDate(context.dataDate) }) : undefined} value={context.period ?? undefined} />
            </Section>
            <Section>
              <Choice label={t('check.kind')} value={kind} onChange={(one) => { setKind(one); form.typed(content({ kind: one })) }} options={kinds.map((one) => ({ value: one, words: t(`check.kind.${one}`) }))} />
              <Field name='words' label={t('check.words')} hint={t('check.wordsHint')} error={error} required multiline maxLength={600} initial={draft.content.words ?? ''} onInput={(text) => { setWords(text); form.typed(content({ words: text })) }} />
              {form.saved ? <Paragraph>{t('check.saved')}</Paragraph> : null}
            </Section>
          </>
        )}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(CheckRequestPage)
