import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { session } from '../../../../client/gateway'
import { Empty, open } from '../../../../client/ui'
import { t } from '../../texts'

/** True once name and number are confirmed. */
export function verified(): boolean {
  return session.level === 'L2' || session.level === 'L3'
}

/** Shows its content only to a confirmed person; everybody else gets the way to become one. */
export const Gate = observer(function Gate({ children }: { children: ReactNode }) {
  if (verified()) return children
  return (
    <Empty icon='lock' title={t('signIn')} detail={t('signInDetail')} action={{ words: t('signIn'), onPress: () => open('/pages/identity/index') }} />
  )
})
