import { makeAutoObservable, runInAction } from 'mobx'
import type { OutputOf } from '../../contract/operation'
import { accountFullNumber, consentsDecide } from '../../contract/platform/account'
import { identityForget, identityRemember, identityRemembered, rememberPurpose } from '../../contract/platform/remember'
import { ask } from '../../client/ask'
import { whenSignedOut } from '../../client/own-data'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome, Trouble } from '../../client/ui/states/loadable'

export type Remembered = OutputOf<typeof identityRemembered>
export type RememberedHost = Remembered['hosts'][number]

/** The whole number, on this screen and for as long as it is looked at. */
export class WholeNumber {
  value: string | null = null
  trouble: Trouble | null = null
  busy = false
  /** The person asked for it and was sent to prove once more who holds the phone. */
  wanted = false

  constructor() {
    makeAutoObservable(this, {}, { autoBind: true })
  }

  /** @returns true when the strong check has to come first */
  async show(): Promise<boolean> {
    this.busy = true
    this.trouble = null
    const outcome = await ask(accountFullNumber, {})
    return runInAction(() => {
      this.busy = false
      const first = !outcome.ok && outcome.problem.code === 'levelTooLow'
      this.wanted = first
      this.value = outcome.ok ? outcome.data.credentialNo : null
      this.trouble = outcome.ok || first ? null : outcome.problem
      return first
    })
  }

  want(): void {
    this.wanted = true
  }

  hide(): void {
    this.value = null
  }

  forget(): void {
    this.value = null
    this.trouble = null
    this.wanted = false
  }
}

export const wholeNumber = new WholeNumber()
export const remembered = new Loadable<Remembered>()

whenSignedOut(() => {
  wholeNumber.forget()
  remembered.reset()
})

export const loadRemembered = () => remembered.run(() => ask(identityRemembered, {}))

/** The agreement of its own, then the entry. The list is asked again: what stands there is the gateway's, not ours. */
export async function remember(version: number): Promise<Outcome<Remembered>> {
  const agreed = await ask(consentsDecide, { purpose: rememberPurpose, version, decision: 'granted' })
  if (!agreed.ok) return agreed
  const outcome = await ask(identityRemember, {})
  if (outcome.ok) await loadRemembered()
  return outcome
}

export async function forget(entry: string): Promise<Outcome<Remembered>> {
  const outcome = await ask(identityForget, { entry })
  if (outcome.ok) await loadRemembered()
  return outcome
}
