import { useState } from 'react'
import { observer } from 'mobx-react-lite'
import { formatTime, t } from '../../client/i18n'
import { AsyncView, Cell, Empty, PagedList, Section } from '../../client/ui'
import { accessLog, accessPage, loadAccessLog } from './store'
import type { AccessEntry } from './store'

/** Who asked for the person's data, when and what for. */
export const AccessLog = observer(function AccessLog() {
  const [further, setFurther] = useState<readonly AccessEntry[]>([])
  const [page, setPage] = useState(1)
  return (
    <AsyncView load={accessLog} who={t('department.platform')} what={t('data.log')} retry={loadAccessLog}>
      {(data) => {
        const entries = [...data.entries, ...further]
        if (entries.length === 0) return <Section title={t('data.log')}><Empty icon='clock' title={t('data.logEmpty')} detail={t('data.logEmptyDetail')} /></Section>
        const more = async () => {
          const next = await accessPage(page + 1)
          setFurther([...further, ...next])
          setPage(page + 1)
        }
        const total = page < data.pageCount ? Math.max(entries.length + 1, data.pageCount * data.entries.length) : entries.length
        return (
          <Section title={t('data.log')} plain>
            <PagedList
              flush label={t('data.log')} items={entries} total={total} onMore={more} keyOf={(one) => `${one.at}${one.operation}${one.outcome}`}
              row={(one) => <Cell title={one.operation} hint={[formatTime(one.at), one.department ?? t('department.platform'), one.purpose].filter(Boolean).join(' · ')} value={one.outcome} />}
            />
          </Section>
        )
      }}
    </AsyncView>
  )
})
