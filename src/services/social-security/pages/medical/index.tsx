import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { formatMoney, formatMonth, spokenMoney } from '../../../../client/i18n'
import { useWhenSignedOut } from '../../../../client/own-data'
import { Cell, Empty, open, PagedList, PageRoot, Paragraph, Section } from '../../../../client/ui'
import { Questions } from '../../store'
import { t } from '../../texts'
import { Figure } from '../shared/figure'
import { Asked } from '../shared/asked'
import { Footnote, Unreadable } from '../shared/footnote'
import { Gate, ready } from '../shared/gate'
import { Insurances } from '../shared/insurances'

/** Medical and maternity insurance: its own authority, its own page. Status and account are asked in parallel. */
function MedicalPage() {
  const [questions] = useState(() => new Questions())
  const start = async () => {
    if (!(await ready())) return
    void questions.askMedicalAccount()
    void questions.askMedicalStatus()
  }
  useDidShow(start)
  useWhenSignedOut(questions.reset)
  return (
    <PageRoot title={t('medical.title')}>
      <Gate retry={start}>
        <Balance questions={questions} />
        <Insured questions={questions} />
      </Gate>
    </PageRoot>
  )
}

const Balance = observer(function Balance({ questions }: { questions: Questions }) {
  const who = t('who.yb')
  return (
    <Asked load={questions.medicalAccount} who={who} what={t('what.account')} retry={questions.askMedicalAccount} rows={2}>
      {(data, answer) => (
        <>
          {data.opened && data.balanceFen !== null ? (
            <Figure
              label={t('medical.balance')} words={formatMoney(data.balanceFen)} spoken={spokenMoney(data.balanceFen)}
              note={data.statementMonth ? t('account.statement', { month: formatMonth(data.statementMonth) }) : undefined}
            />
          ) : <Empty title={t('account.none')} />}
          <Unreadable data={data} />
          {data.years.length > 0 ? (
            <Section title={t('account.years')} plain>
              <PagedList
                flush items={data.years} label={t('account.years')} keyOf={(one) => String(one.year)}
                row={(one) => (
                  <Cell
                    title={t('account.year', { year: one.year })} hint={one.months === null ? undefined : t('account.yearMonths', { count: one.months })}
                    value={t('account.yearHintPlain', { into: formatMoney(one.intoAccountFen) })} spokenValue={t('account.yearHintPlain', { into: spokenMoney(one.intoAccountFen) })}
                  />
                )}
              />
              <Paragraph>{t('medical.yearsNote')}</Paragraph>
            </Section>
          ) : null}
          <Footnote data={data} who={who} operation='socialSecurity.medicalAccount' title={t('medical.balance')} traceId={answer.traceId} />
        </>
      )}
    </Asked>
  )
})

const Insured = observer(function Insured({ questions }: { questions: Questions }) {
  const who = t('who.yb')
  return (
    <Asked load={questions.medicalStatus} who={who} what={t('what.status')} retry={questions.askMedicalStatus} rows={3}>
      {(data, answer) => (
        <>
          {data.insured ? (
            <Section title={t('what.status')}>
              <Insurances data={data} />
              {data.cardStateText ? <Cell title={t('cardState')} value={data.cardStateText} /> : null}
              {data.personalNo ? <Cell title={t('personalNo')} value={data.personalNo} /> : null}
            </Section>
          ) : <Empty title={t('notInsured')} detail={t('notInsured.yb')} />}
          <Section>
            <Cell
              icon='document' title={t('seeContributions')} hint={t('seeContributionsHint')}
              onPress={() => open('/services/social-security/pages/contributions/index', { of: 'yb' })}
            />
          </Section>
          <Footnote data={data} who={who} operation='socialSecurity.medicalStatus' title={t('what.status')} traceId={answer.traceId} />
        </>
      )}
    </Asked>
  )
})

export default observer(MedicalPage)
