import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { accountSetPreferences } from '../../contract/platform/account'
import { ask } from '../../client/ask'
import { session } from '../../client/gateway'
import { t } from '../../client/i18n'
import { Choice, Notice, PageRoot, Section, SwitchRow } from '../../client/ui'
import { uiStore } from '../../client/ui-store'
import './index.scss'

/** Keeps the choice with the account too, so that the next phone knows it. A failure does not matter here. */
function remember() {
  if (session.open) void ask(accountSetPreferences, { elder: uiStore.elder, locale: uiStore.locale === 'en' ? 'en' : 'zh-CN' })
}

function SettingsPage() {
  return (
    <PageRoot title={t('settings.title')}>
      <Section title={t('settings.display')}>
        <SwitchRow
          title={t('settings.elder')} hint={t('settings.elderHint')} on={uiStore.elder}
          onChange={(on) => {
            uiStore.setElder(on)
            remember()
          }}
        />
        <View className='settings-sample'><Text>{t('settings.sample')}</Text></View>
      </Section>
      <Section title={t('settings.language')}>
        <Choice
          label={t('settings.language')} showLabel={false} value={uiStore.locale === 'en' ? 'en' : 'zh-CN'}
          onChange={(locale) => {
            uiStore.setLocale(locale)
            remember()
          }}
          options={[{ value: 'zh-CN', words: t('settings.chinese') }, { value: 'en', words: t('settings.english') }]}
        />
      </Section>
      {uiStore.locale === 'en' ? <Notice>{t('settings.partly')}</Notice> : null}
    </PageRoot>
  )
}

export default observer(SettingsPage)
