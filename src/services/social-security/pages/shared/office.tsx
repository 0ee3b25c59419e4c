import { observer } from 'mobx-react-lite'
import { call, Cell, Section } from '../../../../client/ui'
import type { Office } from '../../plan-store'
import { t } from '../../plan-texts'

/** Where people who cannot or would rather not do it here find a person: counter and telephone. */
export const OfficeSection = observer(function OfficeSection({ office }: { office: Office }) {
  if (!office) return null
  return (
    <Section title={t('office.title')}>
      <Cell icon='place' title={office.outlet.name} hint={office.outlet.address} />
      <Cell icon='clock' title={t('office.hours')} hint={office.outlet.hours} />
      <Cell icon='phone' title={t('office.call', { phone: office.phone })} hint={t('office.callHint', { who: office.authority })} onPress={() => call(office.phone)} />
    </Section>
  )
})
