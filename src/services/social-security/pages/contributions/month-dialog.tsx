import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatDate, formatMoney, formatMonth, spokenMoney } from '../../../../client/i18n'
import { Cell, Dialog, open } from '../../../../client/ui'
import type { Contributions, MonthRow } from '../../store'
import { t } from '../../texts'

/** Everything the department said about one month; several payments stand one by one under their sum. */
export const MonthDialog = observer(function MonthDialog({ row, data, operation, traceId, onClose }: {
  row: MonthRow
  data: Contributions
  operation: string
  traceId: string
  onClose: () => void
}) {
  const title = `${formatMonth(row.month)} ${row.insuranceName}`
  const money = (label: string, fen: number | null) =>
    fen === null ? null : <Cell title={label} value={formatMoney(fen)} spokenValue={spokenMoney(fen)} />
  const credited = row.credited ? (row.creditedOn ? formatDate(row.creditedOn) : t('tag.credited')) : t('row.notCredited')
  const doubt = () =>
    open('/pages/checkrequest/index', { operation, traceId, period: row.month, dataDate: data.dataDate, title })
  return (
    <Dialog open title={title} confirm={{ words: t('row.close'), onPress: onClose }} cancel={{ words: t('row.doubt'), onPress: () => { onClose(); doubt() } }}>
      <View>
        {money(t('row.base'), row.baseFen)}
        {money(t('row.unit'), row.unitFen)}
        {money(t('row.personal'), row.personalFen)}
        {money(t('row.account'), row.intoAccountFen)}
        <Cell title={t('row.credited')} value={credited} />
        {row.employer ? <Cell title={t('row.employer')} value={row.employer} /> : null}
        {row.place ? <Cell title={t('row.place')} value={row.place} /> : null}
        {row.parts.map((part, index) => (
          <Cell
            key={index} title={`${t('row.part', { index: index + 1 })} ${part.kindText}`}
            hint={[part.employer, part.creditedOn ? formatDate(part.creditedOn) : t('row.notCredited')].filter(Boolean).join(' · ')}
            value={formatMoney(part.unitFen + part.personalFen)} spokenValue={spokenMoney(part.unitFen + part.personalFen)}
          />
        ))}
        {row.mergedFrom > 1 ? <Cell title={t('row.merged', { count: row.mergedFrom })} value={t('months', { count: row.months })} /> : null}
      </View>
    </Dialog>
  )
})
