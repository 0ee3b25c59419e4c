import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Button, call, Cell, Choice, Empty, Field, open, PageRoot, Section, StatusTag, a11y } from '../../client/ui'
import { entries } from '../shared/catalogue'
import type { Entry } from '../shared/catalogue'
import { city, loadCity } from '../shared/city'
import { isVerified } from '../shared/me'
import { searchServices } from '../shared/search'
import { Suspensions } from '../shared/suspensions'
import './index.scss'

type Grouping = 'topic' | 'department'

/** What it does, and whether one has to be known first. */
const hintOf = (one: Entry) => (one.verified && !isVerified() ? `${one.hint} · ${t('services.needs')}` : one.hint)

const Rows = observer(function Rows({ shown }: { shown: readonly Entry[] }) {
  return (
    <>
      {shown.map((one) => (
        <Cell
          key={one.id} icon={one.icon} title={one.title} hint={hintOf(one)} onPress={() => open(one.path)}
          tag={one.suspended === null ? undefined : <StatusTag tone='warning' words={t('services.suspended')} />}
        />
      ))}
    </>
  )
})

function ServicesPage() {
  const [words, setWords] = useState('')
  const [round, setRound] = useState(0)
  const [grouping, setGrouping] = useState<Grouping>('topic')
  useDidShow(() => void loadCity())
  const all = entries(city.answer?.data ?? null)
  const found = searchServices(words, all)
  const searching = words.trim() !== ''
  const groups = [...new Set(all.map((one) => one[grouping]))]
  return (
    <PageRoot title={t('services.title')} tab='services'>
      <Suspensions />
      <View className='services-search' {...a11y({ role: 'search' })}>
        <Field key={round} name='words' label={t('services.search')} hint={t('services.searchHint')} required onInput={setWords} maxLength={40} />
      </View>
      {searching ? (
        found.length > 0 ? (
          <Section title={t('services.found', { count: found.length })}><Rows shown={found} /></Section>
        ) : (
          <Empty
            icon='search' title={t('services.none', { words: words.trim() })} detail={t('services.noneDetail')}
            action={{ words: t('services.clear'), onPress: () => { setWords(''); setRound(round + 1) } }}
          >
            <View className='services-call'><Button kind='secondary' icon='phone' onPress={() => call('12345')}>{t('help.call')}</Button></View>
          </Empty>
        )
      ) : (
        <>
          <Choice
            look='chips' showLabel={false} label={t('services.title')} value={grouping} onChange={setGrouping}
            options={[{ value: 'topic', words: t('services.byTopic') }, { value: 'department', words: t('services.byDepartment') }]}
          />
          {groups.map((group) => (
            <Section key={group} title={group}><Rows shown={all.filter((one) => one[grouping] === group)} /></Section>
          ))}
        </>
      )}
      <View className='services-count' {...a11y({ live: 'polite' })}><Text>{searching ? t('services.found', { count: found.length }) : ''}</Text></View>
    </PageRoot>
  )
}

export default observer(ServicesPage)
