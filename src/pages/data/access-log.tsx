import { observer } from 'mobx-react-lite'
import { formatTime, t } from '../../client/i18n'
import { AsyncView, Cell, Empty, PagedList, Section } from '../../client/ui'
import { accessLog } from './store'

/** Who asked for the person's data, when and what for. */
export const AccessLog = observer(function AccessLog() {
  return (
    <AsyncView load={accessLog.load} who={t('department.platform')} what={t('data.log')} retry={accessLog.first}>
      {() =>
        accessLog.items.length === 0 ? <Section title={t('data.log')}><Empty icon='clock' title={t('data.logEmpty')} detail={t('data.logEmptyDetail')} /></Section> : (
          <Section title={t('data.log')} plain>
            <PagedList
              flush label={t('data.log')} items={accessLog.items} further={accessLog.further} onMore={accessLog.more} keyOf={(one) => `${one.at}${one.operation}${one.outcome}`}
              row={(one) => <Cell title={one.operation} hint={[formatTime(one.at), one.department ?? t('department.platform'), one.purpose].filter(Boolean).join(' · ')} value={one.outcome} />}
            />
          </Section>
        )}
    </AsyncView>
  )
})
