import type { OutputOf } from '../../contract/operation'
import { accountAccessLog, accountDelete, consentsDecide, consentsList } from '../../contract/platform/account'
import { ask } from '../../client/ask'
import { session } from '../../client/gateway'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome } from '../../client/ui/states/loadable'
import { Pages } from '../shared/pages'
import { whenSignedOut } from '../../client/own-data'
import { uiStore } from '../../client/ui-store'

export const consents = new Loadable<OutputOf<typeof consentsList>>()
export type Consent = OutputOf<typeof consentsList>['consents'][number]

export type AccessEntry = OutputOf<typeof accountAccessLog>['entries'][number]

/** Who asked for the person's data, newest first. */
export const accessLog = new Pages<OutputOf<typeof accountAccessLog>, AccessEntry>((page) => ask(accountAccessLog, { page }), (answer) => answer.entries)

whenSignedOut(() => {
  consents.reset()
  accessLog.reset()
})

export const loadConsents = () => consents.run(() => ask(consentsList, {}))

export async function withdraw(one: Consent): Promise<Outcome<unknown>> {
  const outcome = await ask(consentsDecide, { purpose: one.purpose, version: one.version, decision: 'withdrawn' })
  if (outcome.ok) await loadConsents()
  return outcome
}

export type Receipt = OutputOf<typeof accountDelete>

/** Deletes the account here. What law keeps is named in the receipt. */
export async function deleteAccount(): Promise<Outcome<Receipt>> {
  const outcome = await ask(accountDelete, { confirm: '注销账户' })
  if (outcome.ok) {
    session.drop()
    // The choice of this phone stays; the next account does not know it.
    uiStore.markSaved(false)
  }
  return outcome
}
