import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { Preferences } from '../../contract/platform/account'
import { t } from '../../client/i18n'
import { Choice, Notice, PageRoot, Section, SwitchRow } from '../../client/ui'
import { uiStore } from '../../client/ui-store'
import type { Trouble } from '../../client/ui'
import { isVerified, loadMe, me, useOwnData } from '../shared/me'
import { chooseSubjectType, subjectType } from '../shared/preferences'
import './index.scss'

/** For whom the person acts. Services for companies are not open yet, and this says so instead of showing an empty list. */
const Subject = observer(function Subject() {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const change = async (chosen: Preferences['subjectType']) => {
    const outcome = await chooseSubjectType(chosen)
    setTrouble(outcome.ok ? null : outcome.problem)
  }
  return (
    <>
      <Section title={t('settings.subject')}>
        <Choice
          label={t('settings.subject')} showLabel={false} value={subjectType()} onChange={change}
          options={[
            { value: 'natural', words: t('settings.natural'), hint: t('settings.naturalHint') },
            { value: 'legal', words: t('settings.legal'), hint: t('settings.legalHint') },
          ]}
        />
      </Section>
      <View>
        {trouble ? <Notice kind='danger' title={trouble.title}>{trouble.detail}</Notice> : null}
        {subjectType() === 'legal' ? <Notice>{t('settings.legalNotice')}</Notice> : null}
      </View>
    </>
  )
})

function SettingsPage() {
  useOwnData(() => void loadMe())
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
      {isVerified() && me.answer ? <Subject /> : null}
      {uiStore.locale === 'en' ? <Notice>{t('settings.partly')}</Notice> : null}
    </PageRoot>
  )
}

export default observer(SettingsPage)
