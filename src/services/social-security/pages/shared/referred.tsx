import { observer } from 'mobx-react-lite'
import { Result } from '../../../../client/ui'
import type { Office } from '../../plan-store'
import { t } from '../../plan-texts'
import { OfficeSection } from './office'

/** A case that only the office decides: said plainly, with where to go, and no figure. */
export const Referred = observer(function Referred({ office, again }: { office: Office; again: () => void }) {
  return (
    <>
      <Result kind='info' title={t('referred')} detail={[t('referredDetail')]} actions={[{ words: t('again'), onPress: again }]} />
      <OfficeSection office={office} />
    </>
  )
})
