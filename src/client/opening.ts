import type { SessionGrant } from '../contract/platform/session'
import { outcomeOf } from './ask'
import { gateway, session } from './gateway'
import { Loadable } from './ui/states/loadable'

/** The question who is there: pages with somebody's own data say when it could not be asked, instead of asking to verify. */
export const opening = new Loadable<SessionGrant>()

/** Opens a session when there is none; never throws. */
export async function openSession(): Promise<void> {
  if (!session.open) await opening.run(async () => outcomeOf(await gateway.openSession()))
}

/** True while nobody knows who is there: the session is being opened, or could not be. Observable. */
export function nobodyKnown(): boolean {
  return session.level === 'L0' && opening.phase !== 'data' && opening.phase !== 'idle'
}
