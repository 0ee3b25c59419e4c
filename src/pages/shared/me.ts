import { reaction } from 'mobx'
import type { OutputOf } from '../../contract/operation'
import { accountMe } from '../../contract/platform/account'
import { sessionEnd } from '../../contract/platform/session'
import { ask } from '../../client/ask'
import { session } from '../../client/gateway'
import { isVerified, useOwnData } from '../../client/own-data'
import { Loadable } from '../../client/ui/states/loadable'

export { isVerified, useOwnData }

export type Me = OutputOf<typeof accountMe>

/** The signed-in account and, from L2, the masked person. */
export const me = new Loadable<Me>()

export async function loadMe(): Promise<void> {
  await me.run(() => ask(accountMe, {}))
}

/** Ends the session here; in the browser in every tab. What was on screen is forgotten even when the gateway cannot be reached. */
export async function signOut(): Promise<void> {
  await ask(sessionEnd, {})
  session.drop()
  me.reset()
}

// A change of level changes what the account may show.
reaction(() => session.level, (level) => {
  if (!isVerified()) me.reset()
  if (level !== 'L0') void loadMe()
})
