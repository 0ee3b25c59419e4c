import { useState } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Cell, Choice, Empty, Field, open, PageRoot, Section, a11y } from '../../client/ui'
import { catalogue } from '../shared/catalogue'
import type { ServiceEntry } from '../shared/catalogue'
import { searchServices } from '../shared/search'
import './index.scss'

type Grouping = 'topic' | 'department'

const Rows = observer(function Rows({ entries }: { entries: readonly ServiceEntry[] }) {
  return <>{entries.map((one) => <Cell key={one.id} icon={one.icon} title={t(one.title)} hint={t(one.hint)} onPress={() => open(one.path)} />)}</>
})

function ServicesPage() {
  const [words, setWords] = useState('')
  const [round, setRound] = useState(0)
  const [grouping, setGrouping] = useState<Grouping>('topic')
  const found = searchServices(words)
  const searching = words.trim() !== ''
  const groups = [...new Set(catalogue.map((one) => one[grouping]))]
  return (
    <PageRoot title={t('services.title')} tab='services'>
      <View className='services-search' {...a11y({ role: 'search' })}>
        <Field key={round} name='words' label={t('services.search')} hint={t('services.searchHint')} required onInput={setWords} maxLength={40} />
      </View>
      {searching ? (
        found.length > 0 ? (
          <Section title={t('services.found', { count: found.length })}><Rows entries={found} /></Section>
        ) : (
          <Empty
            icon='search' title={t('services.none', { words: words.trim() })} detail={t('services.noneDetail')}
            action={{ words: t('services.clear'), onPress: () => { setWords(''); setRound(round + 1) } }}
          />
        )
      ) : (
        <>
          <Choice
            look='chips' showLabel={false} label={t('services.title')} value={grouping} onChange={setGrouping}
            options={[{ value: 'topic', words: t('services.byTopic') }, { value: 'department', words: t('services.byDepartment') }]}
          />
          {groups.map((group) => (
            <Section key={group} title={t(group)}><Rows entries={catalogue.filter((one) => one[grouping] === group)} /></Section>
          ))}
        </>
      )}
      <View className='services-count' {...a11y({ live: 'polite' })}><Text>{searching ? t('services.found', { count: found.length }) : ''}</Text></View>
    </PageRoot>
  )
}

export default observer(ServicesPage)
