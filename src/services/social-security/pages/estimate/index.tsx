import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useWhenSignedOut } from '../../../../client/own-data'
import { ActionBar, a11y, AsyncView, Button, Notice, PageRoot } from '../../../../client/ui'
import { specialCases } from '../../contract'
import { askPolicyYears, EstimateQuestion, policyYears, who } from '../../plan-store'
import { t } from '../../plan-texts'
import { OfficeSection } from '../shared/office'
import { Referred } from '../shared/referred'
import { WhoForm, whoErrors } from '../shared/who-form'
import { EstimateAnswer } from './answer'
import { MissingYear } from './missing-year'
import { PaidForm } from './paid-form'
import { PaidAnswers } from './paid-answers'

type Step = 'who' | 'paid' | 'answer'

/** Pension estimate in two short steps, open to everybody; a confirmed person can take the own record over. */
function EstimatePage() {
  const [question] = useState(() => new EstimateQuestion())
  const [paid] = useState(() => new PaidAnswers())
  const [step, setStep] = useState<Step>('who')
  const [tried, setTried] = useState(false)
  useLoad(() => void askPolicyYears())
  // What came from the record goes with the person; what was typed by hand may stay.
  useWhenSignedOut(() => {
    question.reset()
    if (paid.taken) paid.reset()
    setStep('who')
  })
  const years = policyYears.answer?.data
  const turn = (next: Step) => {
    setTried(false)
    setStep(next)
  }
  const next = () => {
    setTried(true)
    if (years && Object.keys(whoErrors(years.thisMonth)).length === 0) turn('paid')
  }
  const send = async () => {
    setTried(true)
    const rest = paid.input
    if (!years || who.group === '' || !rest) return
    turn('answer')
    await question.send({ birthMonth: who.birthMonth, group: who.group, special: who.special, ...rest })
    // Refused for what was typed: back to the question it belongs to, with the words beside it.
    if (question.load.trouble?.code === 'inputInvalid') setStep(question.load.trouble.fields?.some((one) => one.field === 'birthMonth') ? 'who' : 'paid')
  }
  // A special case ends the questions: nothing more has to be typed for an answer that the office gives.
  const refer = async () => {
    setTried(true)
    if (!years || who.group === '' || Object.keys(whoErrors(years.thisMonth)).length > 0) return
    turn('answer')
    await question.send({ birthMonth: who.birthMonth, group: who.group, special: who.special, paidMonths: 0, balanceFen: 0, index: 10_000, standardYear: Number(years.thisMonth.slice(0, 4)) })
  }
  const again = () => {
    question.load.reset()
    turn('who')
  }
  const { trouble } = question.load
  const refused = trouble?.code === 'inputInvalid' && step !== 'answer' ? trouble.fields?.map((one) => one.message).join('\n') : undefined
  // Keys: the guard of a step's button against a second press must not hold the next step's.
  const action = !years || step === 'answer' ? undefined : (
    <ActionBar>
      {step === 'who' ? <Button key='who' onPress={who.special === 'none' ? next : refer}>{t('estimate.next')}</Button> : <Button key='paid' onPress={send}>{t('estimate.ask')}</Button>}
    </ActionBar>
  )
  return (
    <PageRoot title={t('estimate.title')} lead={t('estimate.lead')} action={action}>
      <AsyncView load={policyYears} who={t('who')} what={t('what.years')} retry={askPolicyYears} rows={4}>
        {(known) => (
          <>
            {step === 'answer' ? null : <View className='ss-step' {...a11y({ role: 'heading', level: 2 })}><Text>{t(step === 'who' ? 'estimate.step1' : 'estimate.step2')}</Text></View>}
            {refused ? <Notice kind='danger' title={t('fix')}>{refused}</Notice> : null}
            {step === 'who' ? (
              <>
                <WhoForm thisMonth={known.thisMonth} tried={tried} cases={specialCases} />
                <OfficeSection office={known.office} />
              </>
            ) : step === 'paid' ? (
              <PaidForm paid={paid} question={question} years={known.years} thisMonth={known.thisMonth} tried={tried} former={() => turn('who')} />
            ) : (
              <AsyncView load={question.load} who={t('who')} what={t('what.estimate')} retry={question.again} rows={6}>
                {(data) => data.result ? (
                  <EstimateAnswer result={data.result} office={data.office} retireIn={question.retireIn} again={again} />
                ) : data.missingYear !== null ? (
                  <MissingYear year={data.missingYear} office={data.office} change={() => turn('paid')} />
                ) : <Referred office={data.office} again={again} />}
              </AsyncView>
            )}
          </>
        )}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(EstimatePage)
