import { makeAutoObservable, runInAction } from 'mobx'
import Taro from '@tarojs/taro'
import type { InputOf, OutputOf } from '../../contract/operation'
import {
  facePurpose, identityBind, identityCancelClaim, identityCompleteClaim, identityMethodsList, identityShare, identityStartClaim, identityStepUp,
} from '../../contract/platform/identity'
import { consentsDecide } from '../../contract/platform/account'
import { sessionUnifiedStart } from '../../contract/platform/session'
import type { SessionGrant } from '../../contract/platform/session'
import { ask } from '../../client/ask'
import { session } from '../../client/gateway'
import { host } from '../../client/host'
import type { AppEntry } from '../../client/host'
import { t } from '../../client/i18n'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome, Trouble } from '../../client/ui/states/loadable'

type ClaimForm = Pick<InputOf<typeof identityStartClaim>, 'method' | 'name' | 'credentialType' | 'credentialNo' | 'faceConsent'>
type Started = OutputOf<typeof identityStartClaim>
export type Method = OutputOf<typeof identityMethodsList>['methods'][number]
type StrongMethod = InputOf<typeof identityStepUp>['method']

/** Why a method cannot be used now: of the gateway, or of this phone. */
export const reasons = ['switchedOff', 'notConfigured', 'documentNotCovered', 'hostTooOld', 'phoneCannot'] as const
export type Reason = (typeof reasons)[number]

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
  /** What this phone says against the host's face check; null while nothing is known against it. */
  facePhone: 'hostTooOld' | 'phoneCannot' | null = null
  private claimId: string | null = null

  constructor() {
    makeAutoObservable<IdentityFlow, 'claimId'>(this, { methods: false, claimId: false }, { autoBind: true })
  }

  /** Why a method of the list cannot be used; null when it can. */
  reasonOf(method: Method): Reason | null {
    if (!method.available) return reasons.find((one) => one === method.reason) ?? 'notConfigured'
    return method.face ? this.facePhone : null
  }

  /** Message of a broken rule of a field, when the last try was refused for it. */
  fieldError(field: string): string | undefined {
    return this.trouble?.fields?.find((one) => one.field === field)?.message
  }

  async loadMethods(): Promise<void> {
    await this.methods.run(async () => {
      const outcome = await ask(identityMethodsList, {})
      if (outcome.ok && outcome.data.methods.some((one) => one.available && one.face)) await this.lookAtPhone()
      return outcome
    })
  }

  /** A phone or host that cannot check faces is known before the person is sent there. */
  private async lookAtPhone(): Promise<void> {
    const support = await host.faceSupport()
    runInAction(() => {
      this.facePhone = support.ok ? null : support.reason === 'unavailable' ? 'hostTooOld' : 'phoneCannot'
    })
  }

  restart(): void {
    this.phase = 'form'
    this.trouble = null
  }

  /**
   * Browser: leaves for the unified identity page; its answer starts the app again.
   * @param strong asks for the high level; `from` is where to go on
   */
  async unified(strong?: { from: string }): Promise<void> {
    if (this.phase === 'working') return
    this.work()
    const outcome = await ask(sessionUnifiedStart, strong ? { returnTo: strong.from, level: 'L3' } : { returnTo: previousPage() })
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
    await this.jump(outcome.data)
  }

  /** WeChat and Alipay: a strong check of the person who is confirmed already. @param from where to go on when the app is ended meanwhile */
  async stepUp(method: StrongMethod, from: string): Promise<void> {
    if (this.phase === 'working') return
    this.work()
    const outcome = await ask(identityStepUp, { method, returnTo: from })
    if (!outcome.ok) return this.refused(outcome.problem)
    await this.jump(outcome.data)
  }

  /** The person agreed to the text about faces. @returns false when that could not be saved; the trouble says why */
  async agreeToFace(version: number): Promise<boolean> {
    const outcome = await ask(consentsDecide, { purpose: facePurpose, version, decision: 'granted' })
    if (!outcome.ok) this.refused(outcome.problem)
    return outcome.ok
  }

  /** The text to agree to could not be had. */
  textMissing(trouble: Trouble | null): void {
    this.refused(trouble ?? { code: 'hostUnavailable', title: t('identity.noText'), detail: t('identity.result.again'), next: 'retry' })
  }

  /** Alipay: the person agrees that name and document of the member record are handed over. */
  async share(): Promise<void> {
    if (this.phase === 'working') return
    this.work()
    const code = await host.shareCode()
    if (!code.ok) return this.left()
    this.granted(await ask(identityShare, { code: code.value }))
  }

  private async jump({ claimId, jump }: Started): Promise<void> {
    this.claimId = claimId
    const left = await host.realName(jump)
    if (left.ok && left.value.came === 'elsewhere') {
      return runInAction(() => {
        this.phase = 'jumped'
      })
    }
    if (left.ok && left.value.came === 'back') return this.complete(claimId, left.value.code ?? undefined)
    // A face check that came to an end in any way is the server's to judge: the phone may say no to what the server has passed.
    const ended = jump.kind === 'weixinFace' ? !left.ok && left.reason !== 'unavailable' : jump.kind === 'alipayCertify' && !left.ok && left.reason === 'failed'
    if (ended) return this.complete(claimId)
    void ask(identityCancelClaim, { claimId })
    this.claimId = null
    if (left.ok || left.reason !== 'unavailable') return this.left()
    runInAction(() => {
      this.facePhone = 'hostTooOld'
    })
    this.refused({ code: 'identityMethodUnavailable', title: t('identity.tooOld'), detail: t('identity.tooOldNext'), next: 'visitOutlet' })
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
    // The server knows what became of a face check. One that was not finished stays the person's to begin again, without a word.
    if (launched && (session.pendingMethod === 'alipayCertify' || session.pendingMethod === 'weixinFace')) {
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
