import { useState } from 'react'
import { observer } from 'mobx-react-lite'
import type { OutputOf } from '../../contract/operation'
import { checkRequestsList } from '../../contract/platform/cases'
import { ask } from '../../client/ask'
import { formatDate, formatMonth, t } from '../../client/i18n'
import { AsyncView, Cell, Empty, open, PagedList, PageRoot, StatusTag } from '../../client/ui'
import { isVerified, useOwnData } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import { Pages } from '../shared/pages'
import { aboutWords, kindWords } from './words'

type Listed = OutputOf<typeof checkRequestsList>
type Request = Listed['requests'][number]

const newList = () => new Pages<Listed, Request>((page) => ask(checkRequestsList, { page }), (answer) => answer.requests)
const whenWords = (one: Request) => (one.answeredAt ? t('checks.answeredOn', { date: formatDate(one.answeredAt) }) : t('checks.nextStep', { date: formatDate(one.nextStepDate) }))
const periodOf = (period: string | null) => (period === null ? '' : /^\d{4}$/.test(period) ? t('check.year', { year: period }) : formatMonth(period))

/** What the person doubted: number, what about, state, and the date by which more is heard. */
function CheckRequestsPage() {
  const [pages] = useState(newList)
  useOwnData(() => void pages.first(), pages.reset)
  return (
    <PageRoot title={t('checks.title')} lead={t('checks.lead')}>
      {isVerified() ? (
        <AsyncView load={pages.load} who={t('department.platform')} what={t('checks.title')} retry={pages.first}>
          {() =>
            pages.items.length === 0 ? (
              <Empty icon='question' title={t('checks.empty')} detail={t('checks.emptyDetail')} action={{ words: t('checks.new'), onPress: () => open('/pages/checkrequest/index') }} />
            ) : (
              <PagedList
                label={t('checks.title')} items={pages.items} further={pages.further} onMore={pages.more} keyOf={(one) => one.requestNo}
                row={(one) => (
                  <Cell
                    title={[aboutWords(one.operation), periodOf(one.period)].filter(Boolean).join(' ')}
                    tag={<StatusTag tone={one.state === 'answered' ? 'success' : 'primary'} icon={one.state === 'answered' ? 'check' : 'clock'} words={t(`checks.state.${one.state}`)} />}
                    hint={[kindWords(one.kind), whenWords(one), `${t('check.number')} ${one.requestNo}`].join(' · ')}
                    onPress={() => open('/pages/checkrequest/detail', { no: one.requestNo })}
                  />
                )}
              />
            )}
        </AsyncView>
      ) : (
        <NotConfirmed what={t('checks.title')}>
          <Empty icon='question' title={t('checks.signIn')} detail={t('check.signInDetail')} action={{ words: t('button.verify'), onPress: () => open('/pages/identity/index') }} />
        </NotConfirmed>
      )}
    </PageRoot>
  )
}

export default observer(CheckRequestsPage)
