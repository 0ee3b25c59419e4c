import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useWhenSignedOut } from '../../../../client/own-data'
import { Cell, Empty, Notice, open, PageRoot, Section } from '../../../../client/ui'
import { Questions, quietUntil } from '../../store'
import { t as c } from '../../certificate-texts'
import { t as r } from '../../reminder-texts'
import { t } from '../../texts'
import { Asked, Refused } from '../shared/asked'
import { Authority } from '../shared/authority'
import { Figure } from '../shared/figure'
import { Footnote, Unreadable } from '../shared/footnote'
import { Gate, ready } from '../shared/gate'
import { Insurances } from '../shared/insurances'

const base = '/services/social-security/pages'

/** Two authorities side by side: each asked, shown and missing for itself. */
function OverviewPage() {
  const [questions] = useState(() => new Questions())
  const start = async () => {
    if (!(await ready())) return
    void questions.askStatus()
    void questions.askMedicalStatus()
  }
  useDidShow(start)
  useWhenSignedOut(questions.reset)
  const purposes = questions.purposesToDecide
  const both = purposes.length === 2
  const quiet = purposes.filter((one) => quietUntil([one]) !== null).length
  return (
    <PageRoot title={t('title')} lead={t('lead')}>
      <Gate retry={start}>
        {both && quiet === 2 ? <Refused purposes={purposes} /> : both && quiet === 0 ? (
          <Empty
            icon='lock' title={t('askConsent')} detail={t('askConsentDetail')}
            action={{ words: t('readAndDecide'), onPress: () => open('/pages/consent/index', { purposes: purposes.join(',') }) }}
          />
        ) : (
          <>
            <RsSection questions={questions} />
            <YbSection questions={questions} />
            <Section title={r('more')}>
              <Cell icon='check' title={r('qualification.title')} hint={r('more.qualification')} onPress={() => open(`${base}/qualification/index`)} />
              <Cell icon='clock' title={r('alerts.title')} hint={r('more.alerts')} onPress={() => open(`${base}/alerts/index`)} />
            </Section>
          </>
        )}
      </Gate>
      <OpenSection />
    </PageRoot>
  )
}

/** What needs neither identity nor consent: rules, calculators, and the way to the other authority. */
const OpenSection = observer(function OpenSection() {
  return (
    <Section title={t('open.title')}>
      <Cell icon='document' title={c('entry.title')} hint={c('entry.hint')} onPress={() => open(`${base}/certificates/index`)} />
      <Cell icon='calendar' title={t('open.retirement')} hint={t('open.retirementHint')} onPress={() => open(`${base}/retirement/index`)} />
      <Cell icon='wallet' title={t('open.estimate')} hint={t('open.estimateHint')} onPress={() => open(`${base}/estimate/index`)} />
      <Cell icon='person' title={t('open.flexible')} hint={t('open.flexibleHint')} onPress={() => open(`${base}/flexible/index`)} />
      <Cell icon='medical' title={t('open.healthcare')} hint={t('open.healthcareHint')} onPress={() => open(`${base}/healthcare/index`)} />
    </Section>
  )
})

const RsSection = observer(function RsSection({ questions }: { questions: Questions }) {
  const who = t('who.rs')
  return (
    <>
      <Authority words={t('rs.title')} />
      <Asked load={questions.status} who={who} what={t('what.status')} retry={questions.askStatus} rows={4}>
        {(data, answer) => {
          const pension = data.insurances.filter((one) => one.code === '110')
          const months = pension.map((one) => one.months)
          const whole = pension.length === 1 && months[0] !== null && months[0] !== undefined
          const footnote = <Footnote data={data} who={who} operation='socialSecurity.status' title={t('what.status')} traceId={answer.traceId} />
          if (!data.insured) return <><Empty title={t('notInsured')} detail={t('notInsured.rs')} />{footnote}</>
          return (
            <>
              {whole ? (
                <Figure label={t('months.total')} words={t('months', { count: months[0] ?? 0 })} note={data.personStateText ? `${t('personState')} ${data.personStateText}` : undefined} />
              ) : null}
              <Unreadable data={data} />
              {data.places.length > 1 ? <Notice title={t('placesMany', { count: data.places.length })}>{data.places.map((one) => one.name).join('、')}</Notice> : null}
              <Section>
                <Insurances data={data} />
                {data.personalNo ? <Cell title={t('personalNo')} value={data.personalNo} /> : null}
              </Section>
              <Section>
                <Cell icon='document' title={t('seeContributions')} hint={t('seeContributionsHint')} onPress={() => open(`${base}/contributions/index`, { of: 'rs' })} />
                <Cell icon='wallet' title={t('seeAccount')} hint={t('seeAccountHint')} onPress={() => open(`${base}/account/index`)} />
              </Section>
              {footnote}
            </>
          )
        }}
      </Asked>
    </>
  )
})

const YbSection = observer(function YbSection({ questions }: { questions: Questions }) {
  const who = t('who.yb')
  return (
    <>
      <Authority words={t('yb.title')} />
      <Asked load={questions.medicalStatus} who={who} what={t('what.status')} retry={questions.askMedicalStatus} rows={3}>
        {(data, answer) => (
          <>
            <Unreadable data={data} />
            {data.insured ? (
              <Section>
                <Insurances data={data} />
                {data.cardStateText ? <Cell title={t('cardState')} value={data.cardStateText} /> : null}
                <Cell icon='medical' title={t('seeMedical')} hint={t('seeMedicalHint')} onPress={() => open(`${base}/medical/index`)} />
              </Section>
            ) : <Empty title={t('notInsured')} detail={t('notInsured.yb')} />}
            <Footnote data={data} who={who} operation='socialSecurity.medicalStatus' title={t('what.status')} traceId={answer.traceId} />
          </>
        )}
      </Asked>
    </>
  )
})

export default observer(OverviewPage)
