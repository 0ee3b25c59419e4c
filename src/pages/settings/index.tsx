import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Choice, Notice, PageRoot, Section, SwitchRow } from '../../client/ui'
import { uiStore } from '../../client/ui-store'
import './index.scss'

function SettingsPage() {
  return (
    <PageRoot title={t('settings.title')}>
      <Section title={t('settings.display')}>
        <SwitchRow
          title={t('settings.elder')} hint={t('settings.elderHint')} on={uiStore.elder}
          onChange={uiStore.setElder}
        />
        <View className='settings-sample'><Text>{t('settings.sample')}</Text></View>
      </Section>
      <Section title={t('settings.language')}>
        <Choice
          label={t('settings.language')} showLabel={false} value={uiStore.locale === 'en' ? 'en' : 'zh-CN'}
          onChange={uiStore.setLocale}
          options={[{ value: 'zh-CN', words: t('settings.chinese') }, { value: 'en', words: t('settings.english') }]}
        />
      </Section>
      {uiStore.locale === 'en' ? <Notice>{t('settings.partly')}</Notice> : null}
    </PageRoot>
  )
}

export default observer(SettingsPage)
