import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatDate } from '../../../../client/i18n'
import { Button, Notice, open } from '../../../../client/ui'
import { t } from '../../texts'
import './shared.scss'

/** Date of the figures and the way to doubt them: stands under every group of figures. */
export const Footnote = observer(function Footnote({ data, operation, title, period, traceId, who }: {
  data: { dataDate: string; dataDateStated: boolean }
  operation: string
  title: string
  period?: string
  traceId: string
  who: string
}) {
  const doubt = () =>
    open('/pages/checkrequest/index', { operation, title, traceId, dataDate: data.dataDate, ...(period ? { period } : {}) })
  return (
    <View className='ss-foot'>
      <Text className='ss-foot-date'>
        {data.dataDateStated ? t('asOf', { date: formatDate(data.dataDate) }) : t('asOf.asked', { who, date: formatDate(data.dataDate) })}
      </Text>
      <Button kind='text' compact icon='question' label={`${title}${t('doubt')}`} onPress={doubt}>{t('doubt')}</Button>
    </View>
  )
})

/** Rows the department sent but nobody could read: counted and named, never guessed. */
export const Unreadable = observer(function Unreadable({ data }: { data: { unreadable: { rows: number; fields: readonly string[] } } }) {
  if (data.unreadable.rows === 0) return null
  return (
    <Notice kind='warning' title={t('unreadable', { count: data.unreadable.rows })}>
      {t('unreadableDetail', { fields: data.unreadable.fields.join('、') })}
    </Notice>
  )
})
