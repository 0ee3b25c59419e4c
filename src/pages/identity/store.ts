import { makeAutoObservable, runInAction } from 'mobx'
import Taro from '@tarojs/taro'
import type { InputOf, OutputOf } from '../../contract/operation'
import { identityBind, identityCancelClaim, identityCompleteClaim, identityMethodsList, identityStartClaim } from '../../contract/platform/identity'
import { sessionUnifiedStart } from '../../contract/platform/session'
import type { SessionGrant } from '../../contract/platform/session'
import { ask } from '../../client/ask'
import { session } from '../../client/gateway'
import { host } from '../../client/host'
import type { AppEntry } from '../../client/host'
import { t } from '../../client/i18n'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome, Trouble } from '../../client/ui/states/loadable'

type ClaimForm = Pick<InputOf<typeof identityStartClaim>, 'method' | 'name' | 'credentialType' | 'credentialNo'>

/** Pages an address may name as return: the gateway's own rule, without parameters. */
function previousPage(): string {
  const stack = Taro.getCurrentPages()
  const route = stack[stack.length - 2]?.route
  return route ? `/${route.replace(/^\//, '')}` : '/pages/home/index'
}

/**
 * One identity check, from choosing a method to the new session. The jump to the host's page may kill the app: the claim waits on the
 * gateway, and a later start with the returned code goes on from here.
 */
export class IdentityFlow {
  readonly methods = new Loadable<OutputOf<typeof identityMethodsList>>()
  phase: 'form' | 'working' | 'jumped' | 'done' = 'form'
  trouble: Trouble | null = null
  private claimId: string | null = null

  constructor() {
    makeAutoObservable<IdentityFlow, 'claimId'>(this, { methods: false, claimId: false }, { autoBind: true })
  }

  /** Message of a broken rule of a field, when the last try was refused for it. */
  fieldError(field: string): string | undefined {
    return this.trouble?.fields?.find((one) => one.field === field)?.message
  }

  loadMethods(): Promise<void> {
    return this.methods.run(() => ask(identityMethodsList, {}))
  }

  restart(): void {
    this.phase = 'form'
    this.trouble = null
  }

  /** Browser: leaves for the unified identity page; its answer starts the app again. */
  async unified(): Promise<void> {
    if (this.phase === 'working') return
    this.work()
    const outcome = await ask(sessionUnifiedStart, { returnTo: previousPage() })
    if (!outcome.ok) return this.refused(outcome.problem)
    const left = host.leaveTo(outcome.data.url)
    runInAction(() => {
      this.phase = left.ok ? 'jumped' : 'form'
    })
  }

  /** WeChat and Alipay: posts the claim, then opens the host's own check. */
  async claim(form: ClaimForm): Promise<void> {
    if (this.phase === 'working') return
    this.work()
    const outcome = await ask(identityStartClaim, { ...form, returnTo: previousPage() })
    if (!outcome.ok) return this.refused(outcome.problem)
    this.claimId = outcome.data.claimId
    const jumped = await host.realName(outcome.data.jump)
    // Alipay's own check came to an end without a pass: its server says why, and whether it was one.
    if (!jumped.ok && jumped.reason === 'failed' && outcome.data.jump.kind === 'alipayCertify') return this.complete(outcome.data.claimId)
    if (!jumped.ok) {
      void ask(identityCancelClaim, { claimId: outcome.data.claimId })
      this.claimId = null
      return this.left()
    }
    if (jumped.value === 'returned') return this.complete(outcome.data.claimId)
    runInAction(() => {
      this.phase = 'jumped'
    })
  }

  /**
   * Every app show: goes on when the host brought a code, or says that the person left its page.
   * @param launched the app has just started, with its session open: a claim of the run before may have been answered meanwhile
   */
  async resume(entry: AppEntry, launched = false): Promise<void> {
    const claimId = this.claimId ?? session.pendingClaimId
    if (!claimId) return
    if (entry.realNameCode) return this.complete(claimId, entry.realNameCode)
    if (entry.realNameLeft && this.phase === 'jumped') return this.left()
    // Alipay brings no code; its server knows. One that was not answered stays the person's to begin again, without a word.
    if (launched && host.name === 'alipay') {
      await this.complete(claimId)
      if (this.phase === 'form') this.restart()
    }
  }

  async bind(code: string): Promise<void> {
    if (this.phase === 'working') return
    this.work()
    this.granted(await ask(identityBind, { code: code.trim().toUpperCase() }))
  }

  private async complete(claimId: string, code?: string): Promise<void> {
    this.work()
    this.granted(await ask(identityCompleteClaim, code === undefined ? { claimId } : { claimId, code }))
    this.claimId = null
  }

  private granted(outcome: Outcome<SessionGrant>): void {
    if (!outcome.ok) return this.refused(outcome.problem)
    session.accept(outcome.data, Date.now())
    runInAction(() => {
      this.phase = 'done'
    })
  }

  /** The person came back from the host's screen without an answer: nothing changed, and every way is open. */
  private left(): void {
    this.refused({ code: 'identityCancelled', title: t('identity.result.cancelled'), detail: t('identity.result.again'), next: 'retry' })
  }

  private work(): void {
    this.phase = 'working'
    this.trouble = null
  }

  private refused(trouble: Trouble): void {
    runInAction(() => {
      this.trouble = trouble
      this.phase = 'form'
    })
  }
}

/** The one flow of the app: it must outlive the page, because the person may leave and come back. */
export const identityFlow = new IdentityFlow()
