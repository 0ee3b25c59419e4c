import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { session } from '../../client/gateway'
import { t } from '../../client/i18n'
import { Button, Cell, Icon, open, PageRoot, Section, StatusTag } from '../../client/ui'
import { isVerified, me, signOut } from '../shared/me'
import { NotConfirmed } from '../shared/not-confirmed'
import './index.scss'

const Person = observer(function Person() {
  const person = me.answer?.data.person
  const level = session.level
  return (
    <View className='mine-person'>
      <View className='mine-person-line'>
        <View className='mine-face'><Icon name='person' tone='primary' size={28} /></View>
        <View className='mine-person-words'>
          <Text className='mine-name'>{person ? person.name : isVerified() ? t('mine.level2') : t('mine.signedOut')}</Text>
          {person ? <Text className='mine-number'>{person.credentialNo}</Text> : isVerified() ? null : <Text className='mine-number'>{t('mine.signedOutDetail')}</Text>}
        </View>
        {isVerified() ? <StatusTag tone='success' words={level === 'L3' ? t('mine.level3') : t('mine.level2')} /> : null}
      </View>
      {isVerified() ? null : <View className='mine-sign'><Button onPress={() => open('/pages/identity/index')}>{t('button.verify')}</Button></View>}
    </View>
  )
})

function MinePage() {
  const [leaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    await signOut()
    setLeaving(false)
  }
  return (
    <PageRoot title={t('mine.title')} tab='mine'>
      {/* Always a node: what comes and goes inside it does not send the lists below again. */}
      <View>{isVerified() ? <Person /> : <NotConfirmed what={t('mine.identity')}><Person /></NotConfirmed>}</View>
      <Section title={t('mine.info')}>
        <Cell icon='person' title={t('mine.person')} hint={t('mine.personHint')} onPress={() => open('/pages/person/index')} />
        <Cell icon='lock' title={t('mine.data')} hint={t('service.dataHint')} onPress={() => open('/pages/data/index')} />
        <Cell icon='question' title={t('mine.checkrequest')} onPress={() => open('/pages/checkrequest/index')} />
        <Cell icon='clock' title={t('checks.title')} hint={t('checks.hint')} onPress={() => open('/pages/checkrequest/list')} />
      </Section>
      <Section title={t('mine.preferences')}>
        <Cell icon='settings' title={t('mine.settings')} hint={t('mine.settingsHint')} onPress={() => open('/pages/settings/index')} />
      </Section>
      <Section title={t('mine.rules')}>
        <Cell icon='document' title={t('mine.privacy')} onPress={() => open('/pages/privacy/index')} />
        <Cell icon='info' title={t('mine.about')} onPress={() => open('/pages/about/index')} />
        <Cell icon='phone' title={t('mine.help')} onPress={() => open('/pages/help/index')} />
      </Section>
      <View>{isVerified() ? <View className='mine-leave'><Button kind='secondary' busy={leaving} onPress={leave}>{t('mine.signOut')}</Button></View> : null}</View>
    </PageRoot>
  )
}

export default observer(MinePage)
