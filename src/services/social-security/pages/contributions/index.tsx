import { useState } from 'react'
import { View } from '@tarojs/components'
import { useDidShow, useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatMoney, spokenMoney } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { Cell, Choice, Empty, Notice, PagedList, PageRoot, Section, YearBars } from '../../../../client/ui'
import { MonthList } from '../../store'
import type { Contributions, MonthRow } from '../../store'
import { t } from '../../texts'
import { Asked } from '../shared/asked'
import { Footnote, Unreadable } from '../shared/footnote'
import { Gate, ready } from '../shared/gate'
import { MonthCell } from './month-cell'
import { MonthDialog } from './month-dialog'

const operations = { rs: 'socialSecurity.contributions', yb: 'socialSecurity.medicalContributions' } as const
const all = 'all'

/** Months of one authority: years as bars, filters that say what is filtered, 20 rows at a time. `?of=rs|yb`. */
function ContributionsPage() {
  const [list] = useState(() => new MonthList())
  const [opened, setOpened] = useState<MonthRow | null>(null)
  useLoad((query) => {
    list.authority = query.of === 'yb' ? 'yb' : 'rs'
  })
  const start = async () => {
    if ((await ready()) && list.load.phase !== 'data') void list.askFirst()
  }
  useDidShow(start)
  useWhenSignedOut(() => {
    list.reset()
    setOpened(null)
  })
  const { authority } = list
  const title = t(`contributions.${authority}`)
  const who = t(`who.${authority}`)
  return (
    <PageRoot title={title}>
      <Gate retry={start}>
        <Asked load={list.load} who={who} what={t('what.contributions')} retry={list.askFirst} rows={6}>
          {(data, answer) =>
            data.insured ? (
              <>
                <Filters list={list} data={data} />
                <Unreadable data={data} />
                <Totals data={data} />
                <Section title={t('bars')}>
                  <View className='ss-bars'>
                    <YearBars
                      bars={data.years.map((one) => ({ year: String(one.year), value: one.months, words: t('months', { count: one.months }) }))}
                      most={12} {...(list.year === null ? {} : { current: String(list.year) })}
                      onPress={(year) => list.choose({ year: list.year === Number(year) ? null : Number(year) })}
                    />
                  </View>
                </Section>
                <Section title={t('list')} plain>
                  {data.total === 0 ? <Empty title={t('empty.rows')} detail={t('empty.rowsDetail')} /> : (
                    <PagedList
                      key={`${list.insurance}-${list.year}`} flush items={list.rows} total={data.total} label={t('list')} onMore={list.more}
                      keyOf={(row) => `${row.insurance}-${row.month}`} row={(row) => <MonthCell row={row} onPress={() => setOpened(row)} />}
                    />
                  )}
                </Section>
                <Footnote data={data} who={who} operation={operations[authority]} title={title} traceId={answer.traceId} />
                <View>{opened ? <MonthDialog row={opened} data={data} operation={operations[authority]} traceId={answer.traceId} onClose={() => setOpened(null)} /> : null}</View>
              </>
            ) : (
              <>
                <Empty title={t('notInsured')} detail={t(`notInsured.${authority}`)} />
                <Footnote data={data} who={who} operation={operations[authority]} title={title} traceId={answer.traceId} />
              </>
            )}
        </Asked>
      </Gate>
    </PageRoot>
  )
}

const Filters = observer(function Filters({ list, data }: { list: MonthList; data: Contributions }) {
  const chosen = data.insurances.find((one) => one.code === list.insurance)?.name ?? t('filter.all')
  const year = list.year === null ? t('filter.allYears') : t('account.year', { year: list.year })
  return (
    <>
      <Choice
        look='chips' label={t('filter.insurance')} value={list.insurance ?? all}
        options={[{ value: all, words: t('filter.all') }, ...data.insurances.map((one) => ({ value: one.code, words: one.name }))]}
        onChange={(value) => void list.choose({ insurance: value === all ? null : value })}
      />
      <View>
        {list.insurance === null && list.year === null ? null : (
          <Notice
            action={{ words: t('filter.allYears'), onPress: () => list.choose({ year: null, insurance: null }) }}
          >
            {t('filter.says', { what: `${chosen} · ${year}` })}
          </Notice>
        )}
      </View>
    </>
  )
})

const Totals = observer(function Totals({ data }: { data: Contributions }) {
  const money = (fen: number) => ({ value: formatMoney(fen), spokenValue: spokenMoney(fen), strong: true })
  return (
    <Section title={t('totals')}>
      <Cell title={t('totals.months')} value={t('months', { count: data.totals.months })} strong />
      <Cell title={t('totals.unit')} {...money(data.totals.unitFen)} />
      <Cell title={t('totals.personal')} {...money(data.totals.personalFen)} />
      {data.totals.intoAccountFen === 0 ? null : <Cell title={t('totals.account')} {...money(data.totals.intoAccountFen)} />}
    </Section>
  )
})

export default observer(ContributionsPage)
