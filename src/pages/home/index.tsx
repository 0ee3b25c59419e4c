import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Cell, Icon, Notice, open, PageRoot, Section, StatusTag, Tappable, a11y } from '../../client/ui'
import { uiStore } from '../../client/ui-store'
import { entries } from '../shared/catalogue'
import { city, loadCity } from '../shared/city'
import { isVerified, me } from '../shared/me'
import { Suspensions } from '../shared/suspensions'
import './index.scss'

/** The elder switch stands in the first screen of the home page, with a word for what it does. */
const ElderSwitch = observer(function ElderSwitch() {
  const on = uiStore.elder
  return (
    <Tappable className='home-elder' role='switch' checked={on} label={t('home.elderOn')} onPress={() => uiStore.setElder(!on)}>
      <View className='home-elder-inside'>
        <Icon name='magnify' tone='on-band' size={18} />
        <Text className='home-elder-words'>{on ? t('home.elderOff') : t('home.elderOn')}</Text>
      </View>
    </Tappable>
  )
})

const Banner = observer(function Banner() {
  const name = me.answer?.data.person?.name
  return (
    <View className='home-band'>
      <View className='home-band-top'>
        <View className='home-city' {...a11y({ role: 'heading', level: 1 })}><Text>{city.answer?.data.city ?? t('app.city')}</Text></View>
        <ElderSwitch />
      </View>
      <View className='home-hello'>
        <Text className='home-hello-name'>{name ? t('home.helloName', { name }) : t('home.hello')}</Text>
        <Text className='home-hello-hint'>{isVerified() ? t('home.signedIn') : t('home.signedOut')}</Text>
      </View>
      {uiStore.elder ? null : (
        <Tappable className='home-search' role='link' label={t('home.search')} onPress={() => open('/pages/services/index')}>
          <View className='home-search-inside'>
            <Icon name='search' tone='ink-3' size={20} />
            <Text className='home-search-words'>{t('home.search')}</Text>
          </View>
        </Tappable>
      )}
    </View>
  )
})

/** Two columns of entries; in the elder edition one column with a line of what each does. */
const Entries = observer(function Entries() {
  const shown = entries(city.answer?.data ?? null).filter((one) => one.home)
  if (uiStore.elder) {
    return (
      <Section title={t('home.common')}>
        {shown.slice(0, 6).map((one) => <Cell key={one.id} icon={one.icon} title={one.title} hint={one.hint} tag={one.suspended === null ? undefined : <StatusTag tone='warning' words={t('services.suspended')} />} onPress={() => open(one.path)} />)}
      </Section>
    )
  }
  return (
    <Section title={t('home.common')} plain>
      <View className='home-tiles'>
        {shown.slice(0, 8).map((one) => (
          <Tappable key={one.id} className='home-tile' role='link' label={[one.title, ...(one.suspended === null ? [] : [t('services.suspended')]), one.hint].join('\uff0c')} onPress={() => open(one.path)}>
            <View className='home-tile-head'>
              <View className='home-tile-icon'><Icon name={one.icon} tone='primary' size={22} /></View>
              <Text className='home-tile-title'>{one.title}</Text>
            </View>
            <Text className='home-tile-hint'>{one.suspended === null ? one.hint : t('services.suspended')}</Text>
          </Tappable>
        ))}
      </View>
    </Section>
  )
})

function HomePage() {
  useDidShow(() => void loadCity())
  return (
    <PageRoot title={t('home.title')} tab='home' banner={<Banner />}>
      <Suspensions />
      <Entries />
      <Notice title={t('home.notice')}>{t('home.noticeText')}</Notice>
      {uiStore.elder ? null : (
        <Section>
          <Cell icon='services' title={t('home.all')} onPress={() => open('/pages/services/index')} />
        </Section>
      )}
    </PageRoot>
  )
}

export default observer(HomePage)
