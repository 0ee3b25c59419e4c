import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatMoney, formatMonth, spokenMoney } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { Cell, Empty, Notice, PagedList, PageRoot, Section } from '../../../../client/ui'
import { Questions } from '../../store'
import { t } from '../../texts'
import { Figure } from '../shared/figure'
import { Asked } from '../shared/asked'
import { Footnote, Unreadable } from '../shared/footnote'
import { Gate, ready } from '../shared/gate'

/** Pension account as the department states it; where its parts do not add up, the page says so and changes nothing. */
function AccountPage() {
  const [questions] = useState(() => new Questions())
  const start = async () => {
    if (await ready()) void questions.askPensionAccount()
  }
  useDidShow(start)
  useWhenSignedOut(questions.reset)
  const who = t('who.rs')
  const money = (fen: number | null) =>
    fen === null ? { value: t('account.unknown') } : { value: formatMoney(fen), spokenValue: spokenMoney(fen), strong: true }
  return (
    <PageRoot title={t('account.title')}>
      <Gate retry={start}>
        <Asked load={questions.pensionAccount} who={who} what={t('what.account')} retry={questions.askPensionAccount} rows={5}>
          {(data, answer) => {
            const footnote = <Footnote data={data} who={who} operation='socialSecurity.pensionAccount' title={t('account.title')} traceId={answer.traceId} />
            if (!data.opened) return <><Empty title={t('account.none')} detail={t('account.noneDetail')} />{footnote}</>
            const statement = data.statementMonth ? t('account.statement', { month: formatMonth(data.statementMonth) }) : undefined
            return (
              <>
                {data.balanceFen === null ? null : (
                  <Figure label={t('account.balance')} words={formatMoney(data.balanceFen)} spoken={spokenMoney(data.balanceFen)} note={statement} />
                )}
                <Unreadable data={data} />
                {data.consistency === 'differs' && data.differenceFen !== null ? (
                  <Notice kind='warning' title={t('account.differs', { amount: formatMoney(Math.abs(data.differenceFen)) })}>{t('account.differsDetail')}</Notice>
                ) : null}
                <Section>
                  <Cell title={t('account.principal')} {...money(data.principalFen)} />
                  <Cell title={t('account.interest')} {...money(data.interestFen)} />
                </Section>
                <Section title={t('account.years')} plain>
                  <PagedList
                    flush items={data.years} label={t('account.years')} keyOf={(one) => String(one.year)}
                    row={(one) => (
                      <Cell
                        title={t('account.year', { year: one.year })}
                        hint={t('account.yearHint', { into: formatMoney(one.intoAccountFen), interest: formatMoney(one.interestFen) })}
                        {...money(one.balanceFen)}
                      />
                    )}
                  />
                </Section>
                {footnote}
              </>
            )
          }}
        </Asked>
      </Gate>
    </PageRoot>
  )
}

export default observer(AccountPage)
