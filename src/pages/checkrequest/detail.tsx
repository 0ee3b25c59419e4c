import { useState } from 'react'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { checkRequestsRead } from '../../contract/platform/cases'
import { shanghaiDate } from '../../contract/shanghai-time'
import { ask } from '../../client/ask'
import { formatDate, formatMonth, t } from '../../client/i18n'
import { AsyncView, call, Cell, Empty, Loadable, Notice, open, PageRoot, Paragraph, readParam, Section, Steps } from '../../client/ui'
import { isVerified, useOwnData } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { isLate, stepsOf } from './progress'
import type { CheckRequest } from './progress'
import { aboutWords, kindWords } from './words'

const periodWords = (period: string | null) => (period === null ? '' : /^\d{4}$/.test(period) ? t('check.year', { year: period }) : formatMonth(period))

/** One request: the answer first when there is one, then how far it is, then what was asked. Opened with `?no=`. */
function CheckRequestDetailPage() {
  const [load] = useState(() => new Loadable<CheckRequest>())
  // Null until the page has been told its number.
  const [no, setNo] = useState<string | null>(null)
  const start = async (requestNo = no ?? '') => {
    if (/^[A-Za-z0-9_.-]{1,64}$/.test(requestNo)) await load.run(() => ask(checkRequestsRead, { requestNo }))
  }
  useLoad((query) => {
    const given = readParam(query.no as string | undefined).slice(0, 64)
    setNo(given)
    if (isVerified()) void start(given)
  })
  useOwnData(() => void start(), load.reset)
  const list = { words: t('checks.see'), onPress: () => open('/pages/checkrequest/list') }
  if (no === '' || load.trouble?.code === 'notFound') {
    return <PageRoot title={t('checks.title.one')}><Empty icon='question' title={t('checks.gone')} detail={t('checks.goneDetail')} action={list} /></PageRoot>
  }
  if (!isVerified()) {
    return (
      <PageRoot title={t('checks.title.one')}>
        <NotConfirmed what={t('checks.title.one')}>
          <Empty icon='question' title={t('checks.signIn')} detail={t('check.signInDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
        </NotConfirmed>
      </PageRoot>
    )
  }
  return (
    <PageRoot title={t('checks.title.one')} lead={`${t('check.number')} ${no ?? ''}`}>
      <AsyncView load={load} who={t('department.platform')} what={t('checks.title.one')} retry={() => start()}>
        {(one) => (
          <>
            {isLate(one, shanghaiDate(Date.now())) ? (
              <Notice kind='warning' title={t('checks.late')} action={{ words: t('help.call'), onPress: () => call('12345') }}>{t('checks.lateDetail')}</Notice>
            ) : null}
            {one.answer ? (
              <Section title={one.authority ? t('checks.answerOf', { who: one.authority }) : t('checks.answer')}><Paragraph>{one.answer}</Paragraph></Section>
            ) : null}
            <Section><Steps label={t('checks.title.one')} steps={stepsOf(one)} /></Section>
            <Section title={t('checks.aboutWhat')}>
              <Cell
                title={[aboutWords(one.operation), periodWords(one.period)].filter(Boolean).join(' ')} value={kindWords(one.kind)}
                hint={one.dataDate ? t('state.asOf', { date: formatDate(one.dataDate) }) : undefined}
              />
            </Section>
            <Section title={t('checks.words')}><Paragraph>{one.words}</Paragraph></Section>
            {one.answer ? <Section><Cell icon='question' title={t('checks.again')} hint={t('checks.new')} onPress={() => open('/pages/checkrequest/index', { operation: one.operation, title: aboutWords(one.operation) })} /></Section> : null}
          </>
        )}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(CheckRequestDetailPage)
