import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { AsyncView, call, Cell, open, PageRoot, Section } from '../../client/ui'
import { city, loadCity } from '../shared/city'

/** Ways without this phone: telephone, hall, the departments' own counters. */
function HelpPage() {
  useLoad(() => void loadCity())
  return (
    <PageRoot title={t('help.pageTitle')} lead={t('help.strip')}>
      <Section title={t('help.byPhone')}>
        <Cell icon='phone' title={t('help.call')} hint={t('help.callHint')} onPress={() => call('12345')} />
      </Section>
      <AsyncView load={city} who={t('department.platform')} what={t('help.outlet')} retry={loadCity}>
        {(data) => (
          <>
            <Section title={t('help.hall')}>
              <Cell icon='place' title={data.hall.name} hint={data.hall.address} />
              <Cell icon='clock' title={t('help.hours')} hint={data.hall.hours} />
            </Section>
            {data.authorities.map((one) => (
              <Section key={one.id} title={one.name}>
                <Cell icon='place' title={one.outlet.name} hint={one.outlet.address} />
                <Cell icon='clock' title={t('help.hours')} hint={one.outlet.hours} />
                <Cell icon='phone' title={t('help.callOf', { phone: one.phone })} onPress={() => call(one.phone)} />
              </Section>
            ))}
          </>
        )}
      </AsyncView>
      <Section title={t('help.noPhone')}>
        <Cell title={t('help.bring')} hint={t('help.bringHint')} />
        <Cell title={t('help.proxy')} hint={t('help.proxyHint')} />
      </Section>
      <Section>
        <Cell icon='question' title={t('service.checkrequest')} hint={t('service.checkrequestHint')} onPress={() => open('/pages/checkrequest/index')} />
      </Section>
    </PageRoot>
  )
}

export default observer(HelpPage)
