import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { nobodyKnown, opening, openSession } from '../../client/opening'
import { AsyncView } from '../../client/ui'

/** For everybody who is not confirmed: the page's own way to become so, or, while nobody could be asked who is there, the reason and a retry. */
export const NotConfirmed = observer(function NotConfirmed({ what, children }: { what: string; children: ReactNode }) {
  if (!nobodyKnown()) return children
  return <AsyncView load={opening} who={t('department.platform')} what={what} retry={openSession} rows={2}>{() => null}</AsyncView>
})
