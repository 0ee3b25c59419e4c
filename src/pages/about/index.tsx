import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { AsyncView, call, Cell, open, PageRoot, Section } from '../../client/ui'
import { city, loadCity } from '../shared/city'

function AboutPage() {
  useLoad(() => void loadCity())
  return (
    <PageRoot title={t('about.title')} lead={t('app.slogan')}>
      <AsyncView load={city} who={t('department.platform')} what={t('about.title')} retry={loadCity} rows={5}>
        {(data) => (
          <>
            <Section title={t('about.who')}>
              <Cell title={t('about.sponsor')} hint={data.sponsor} />
              <Cell title={t('about.operator')} hint={data.operator} />
              <Cell title={t('about.filing')} hint={data.filingNo} />
              <Cell title={t('about.version')} value={data.version} />
            </Section>
            <Section title={t('about.complaint')}>
              <Cell icon='phone' title={t('about.hotline', { phone: data.hotline })} hint={t('help.callHint')} onPress={() => call(data.hotline)} />
              <Cell icon='messages' title={t('about.complain', { phone: data.complaint.phone })} hint={data.complaint.words} onPress={() => call(data.complaint.phone)} />
            </Section>
          </>
        )}
      </AsyncView>
      <Section title={t('mine.rules')}>
        <Cell icon='document' title={t('privacy.title')} onPress={() => open('/pages/privacy/index')} />
        <Cell icon='place' title={t('help.pageTitle')} onPress={() => open('/pages/help/index')} />
      </Section>
    </PageRoot>
  )
}

export default observer(AboutPage)
