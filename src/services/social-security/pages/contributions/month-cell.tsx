import { observer } from 'mobx-react-lite'
import { formatMoney, formatMonth, spokenMoney } from '../../../../client/i18n'
import { Cell, StatusTag } from '../../../../client/ui'
import type { MonthRow } from '../../store'
import { t } from '../../texts'

/** The word that matters most about a month: money not there yet comes before everything else. */
export function monthTag(row: MonthRow): { tone: 'success' | 'warning' | 'primary' | 'neutral'; words: string } {
  if (!row.credited) return { tone: 'warning', words: t('tag.notCredited') }
  const kinds = [row.kind, ...row.parts.map((one) => one.kind)]
  if (kinds.includes('refund')) return { tone: 'neutral', words: t('tag.refund') }
  if (kinds.includes('backPayment')) return { tone: 'primary', words: t('tag.back') }
  if (kinds.includes('transferIn')) return { tone: 'primary', words: t('tag.transfer') }
  return { tone: 'success', words: t('tag.credited') }
}

/** One month and insurance; the whole row is the target. */
export const MonthCell = observer(function MonthCell({ row, onPress }: { row: MonthRow; onPress: () => void }) {
  const tag = monthTag(row)
  const total = row.unitFen + row.personalFen
  return (
    <Cell
      title={formatMonth(row.month)} tag={<StatusTag tone={tag.tone} words={tag.words} />}
      hint={row.baseFen === null ? t('row.hintNoBase', { insurance: row.insuranceName }) : t('row.hint', { insurance: row.insuranceName, base: formatMoney(row.baseFen) })}
      value={formatMoney(total)} spokenValue={spokenMoney(total)} onPress={onPress}
    />
  )
})
