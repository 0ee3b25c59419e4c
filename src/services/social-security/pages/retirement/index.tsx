import { useState } from 'react'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionBar, AsyncView, Button, Notice, open, PageRoot } from '../../../../client/ui'
import { askPolicyYears, policyYears, RetirementQuestion, who } from '../../plan-store'
import { t } from '../../plan-texts'
import { OfficeSection } from '../shared/office'
import { Referred } from '../shared/referred'
import { WhoForm, whoErrors } from '../shared/who-form'
import { RetirementAnswer } from './answer'

const cases = ['none', 'hardWork', 'illness', 'publicServant'] as const

/** Statutory retirement month: three questions, open to everybody, then the answer first. */
function RetirementPage() {
  const [question] = useState(() => new RetirementQuestion())
  const [tried, setTried] = useState(false)
  useLoad(() => {
    void askPolicyYears()
    // Special cases of the estimate are no answer here.
    if (!(cases as readonly string[]).includes(who.special)) who.set({ special: 'none' })
  })
  const years = policyYears.answer?.data
  const { load } = question
  const asked = load.phase !== 'idle'
  const refused = load.trouble?.code === 'inputInvalid' ? load.trouble.fields?.map((one) => one.message).join('\n') : undefined
  const form = !asked || refused !== undefined
  const send = async () => {
    setTried(true)
    if (!years || who.group === '' || Object.keys(whoErrors(years.thisMonth)).length > 0) return
    await question.send({ birthMonth: who.birthMonth, group: who.group, special: who.special })
  }
  const again = () => {
    setTried(false)
    load.reset()
  }
  const action = form
    ? years ? <ActionBar><Button key='ask' onPress={send}>{t('retirement.ask')}</Button></ActionBar> : undefined
    : load.answer?.data.result ? <ActionBar><Button key='next' onPress={() => open('/services/social-security/pages/estimate/index')}>{t('retirement.toEstimate')}</Button></ActionBar> : undefined
  return (
    <PageRoot title={t('retirement.title')} lead={t('retirement.lead')} action={action}>
      <AsyncView load={policyYears} who={t('who')} what={t('what.years')} retry={askPolicyYears} rows={4}>
        {(known) => form ? (
          <>
            {refused ? <Notice kind='danger' title={t('fix')}>{refused}</Notice> : null}
            <WhoForm thisMonth={known.thisMonth} tried={tried} cases={cases} />
            <OfficeSection office={known.office} />
          </>
        ) : (
          <AsyncView load={load} who={t('who')} what={t('what.retirement')} retry={send} rows={5}>
            {(data) => data.result ? (
              <>
                <RetirementAnswer result={data.result} again={again} />
                <OfficeSection office={data.office} />
              </>
            ) : <Referred office={data.office} again={again} />}
          </AsyncView>
        )}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(RetirementPage)
