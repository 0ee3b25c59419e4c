import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { Notice } from '../../client/ui'
import { city } from './city'

/** Departments that cannot be asked at present, each with its reason. */
export const Suspensions = observer(function Suspensions() {
  const suspended = city.answer?.data.authorities.filter((one) => one.suspended !== null) ?? []
  return (
    <>
      {suspended.map((one) => (
        <Notice key={one.id} kind='warning' title={t('services.suspendedBy', { who: one.name })}>
          {t('services.suspendedNext', { reason: (one.suspended ?? '').replace(/[。.]$/, '') })}
        </Notice>
      ))}
    </>
  )
})
