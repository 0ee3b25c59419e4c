import { useState } from 'react'
import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import type { OutputOf } from '../../../../contract/operation'
import { cityInfo } from '../../../../contract/platform/city'
import { ask } from '../../../../client/ask'
import { t as shell } from '../../../../client/i18n'
import { AsyncView, Cell, Notice, open, PageRoot, Section } from '../../../../client/ui'
import { Loadable } from '../../../../client/ui/states/loadable'
import { t } from '../../plan-texts'
import { OfficeSection } from '../shared/office'

const base = '/services/social-security/pages'

/** The other authority: what it runs, what can be seen of it here, and where its business is done. */
function HealthcarePage() {
  const [city] = useState(() => new Loadable<OutputOf<typeof cityInfo>>())
  const load = () => city.run(() => ask(cityInfo, {}))
  useLoad(() => void load())
  return (
    <PageRoot title={t('healthcare.title')} lead={t('healthcare.lead')}>
      <Section title={t('healthcare.here')}>
        <Cell icon='medical' title={t('healthcare.status')} hint={t('healthcare.statusHint')} onPress={() => open(`${base}/medical/index`)} />
        <Cell icon='document' title={t('healthcare.contributions')} hint={t('healthcare.contributionsHint')} onPress={() => open(`${base}/contributions/index`, { of: 'yb' })} />
      </Section>
      <Section title={t('healthcare.runs')}>
        <Cell title={t('healthcare.insured')} hint={t('healthcare.insuredHint')} />
        <Cell title={t('healthcare.benefit')} hint={t('healthcare.benefitHint')} />
        <Cell title={t('healthcare.card')} hint={t('healthcare.cardHint')} />
      </Section>
      <Notice title={t('healthcare.there')}>{t('healthcare.thereText')}</Notice>
      <AsyncView load={city} who={shell('department.platform')} what={t('office.title')} retry={load} rows={3}>
        {(data) => {
          const authority = data.authorities.find((one) => one.id === 'yb')
          return <OfficeSection office={authority ? { authority: authority.name, phone: authority.phone, outlet: authority.outlet } : null} />
        }}
      </AsyncView>
      <Section>
        <Cell icon='shield' title={t('healthcare.notHere')} hint={t('healthcare.notHereHint')} onPress={() => open(`${base}/overview/index`)} />
      </Section>
    </PageRoot>
  )
}

export default observer(HealthcarePage)
