import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { session } from '../../../../client/gateway'
import { t as shell } from '../../../../client/i18n'
import { nobodyKnown, opening, openSession } from '../../../../client/opening'
import { AsyncView, Empty, open } from '../../../../client/ui'
import { t } from '../../texts'

/** True once name and number are confirmed. */
export function verified(): boolean {
  return session.level === 'L2' || session.level === 'L3'
}

/** Opens a session when there is none. @returns whether a confirmed person may be asked for */
export async function ready(): Promise<boolean> {
  await openSession()
  return verified()
}

/** Shows its content only to a confirmed person; everybody else gets the way to become one, or hears why nobody could be asked. */
export const Gate = observer(function Gate({ retry, title, detail, children }: {
  retry: () => unknown
  /** Instead of the words about one's own records. */
  title?: string
  detail?: string
  children: ReactNode
}) {
  if (verified()) return children
  if (nobodyKnown()) return <AsyncView load={opening} who={shell('department.platform')} what={t('title')} retry={retry}>{() => null}</AsyncView>
  return (
    <Empty icon='lock' title={title ?? t('signIn')} detail={detail ?? t('signInDetail')} action={{ words: t('signIn'), onPress: () => open('/pages/identity/index') }} />
  )
})
