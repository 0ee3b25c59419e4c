import { useState } from 'react'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { ActionBar, AsyncView, Button, open, PageRoot, Tabs } from '../../../../client/ui'
import { askPolicyYears, chosen, PlanQuestion, policyYears } from '../../plan-store'
import { t } from '../../plan-texts'
import { Calculator, chosenTier } from './calculator'
import { Guide } from './guide'

type Tab = 'guide' | 'calculator'

/** Paying pension insurance alone: how it is done, and what it costs at each level. */
function FlexiblePage() {
  const [tab, setTab] = useState<Tab>('guide')
  const [question] = useState(() => new PlanQuestion())
  const show = async (next: Tab) => {
    setTab(next)
    if (next === 'calculator') await question.send(chosen.year, chosen.months)
  }
  const start = async () => {
    await askPolicyYears()
    const known = policyYears.answer?.data
    if (known && chosen.year === '') chosen.set({ year: known.thisMonth.slice(0, 4) })
  }
  useLoad(() => void start())
  const ready = chosenTier(question.load.answer?.data.plan ?? null) !== null
  const action = tab === 'guide'
    ? <ActionBar><Button key='show' onPress={() => show('calculator')}>{t('guide.toCalculator')}</Button></ActionBar>
    : ready ? <ActionBar><Button key='save' onPress={() => open('/services/social-security/pages/flexible/draft')}>{t('flexible.save')}</Button></ActionBar> : undefined
  return (
    <PageRoot title={t('flexible.title')} lead={t('flexible.lead')} action={action}>
      <Tabs label={t('flexible.tabs')} value={tab} onChange={show} tabs={[{ value: 'guide', words: t('flexible.guide') }, { value: 'calculator', words: t('flexible.calculator') }]} />
      <AsyncView load={policyYears} who={t('who')} what={t('what.years')} retry={start} rows={5}>
        {(known) => (tab === 'guide' ? <Guide office={known.office} /> : <Calculator question={question} years={known.years} />)}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(FlexiblePage)
