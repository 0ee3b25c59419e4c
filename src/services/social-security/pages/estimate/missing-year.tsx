import { observer } from 'mobx-react-lite'
import { Result } from '../../../../client/ui'
import type { Office } from '../../plan-store'
import { t } from '../../plan-texts'
import { OfficeSection } from '../shared/office'

/** No table for the year: said so, nothing computed, no other year put in its place. */
export const MissingYear = observer(function MissingYear({ year, office, change }: { year: number; office: Office; change?: () => void }) {
  return (
    <>
      <Result kind='info' title={t('missing', { year })} detail={[t('missingDetail')]} actions={change ? [{ words: t('missing.change'), onPress: change }] : []} />
      <OfficeSection office={office} />
    </>
  )
})
