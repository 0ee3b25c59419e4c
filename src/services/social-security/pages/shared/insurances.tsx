import { observer } from 'mobx-react-lite'
import { formatMonth } from '../../../../client/i18n'
import { Cell, StatusTag } from '../../../../client/ui'
import type { TagTone } from '../../../../client/ui'
import type { MedicalStatus, Status } from '../../store'
import { t } from '../../texts'

const tones: Record<Status['insurances'][number]['state'], TagTone> = {
  paying: 'success',
  suspended: 'warning',
  ended: 'neutral',
  retired: 'primary',
  other: 'neutral',
}

/** One row per insurance and place: its state in words, since when, how many months. */
export const Insurances = observer(function Insurances({ data }: { data: Status | MedicalStatus }) {
  return (
    <>
      {data.insurances.map((one, index) => {
        const since = one.firstMonth ? t('since', { month: formatMonth(one.firstMonth) }) : null
        return (
          <Cell
            key={`${one.code}-${one.place ?? index}`} title={one.name} tag={<StatusTag tone={tones[one.state]} words={one.stateText} />}
            hint={[since, one.place].filter(Boolean).join(' · ') || undefined}
            value={one.months === null ? t('months.none') : t('months', { count: one.months })}
          />
        )
      })}
    </>
  )
})
