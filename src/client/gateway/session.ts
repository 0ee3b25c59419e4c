import { makeAutoObservable } from 'mobx'
import type { Level } from '../../contract/levels'
import type { SessionGrant } from '../../contract/platform/session'

/** What signs one call. */
export interface Signer {
  token: string
  key: string
  counter: number
  sessionId: string
}

/**
 * The session of this run (mini-program) or this tab (browser). Token, key and counter live here, in memory only.
 * Pages observe `level`; nobody but the gateway client reads the rest.
 */
export class Session {
  level: Level = 'L0'
  l3Until: string | null = null
  /** A claim that waits for its host code. */
  pendingClaimId: string | null = null
  /** How it is checked: some methods bring a code back, others are asked about without one. */
  pendingMethod: string | null = null
  /** Where a sign-in by redirect wants to go on; read once. */
  returnTo: string | null = null
  private grant: SessionGrant | null = null
  private counter = 0
  /** Gateway clock minus this phone's clock, ms. */
  private clockOffset = 0

  constructor() {
    makeAutoObservable<Session, 'grant' | 'counter' | 'clockOffset'>(
      this,
      { grant: false, counter: false, clockOffset: false, bearer: false },
      { autoBind: true },
    )
  }

  accept(grant: SessionGrant, now: number): void {
    this.grant = grant
    this.counter = 0
    this.clockOffset = grant.serverTimeMs - now
    this.level = grant.level
    this.l3Until = grant.l3Until
    this.pendingClaimId = grant.pendingClaimId
    this.pendingMethod = grant.pendingMethod
    this.returnTo = grant.returnTo ?? this.returnTo
  }

  /** Forgets everything; the next call opens a new session. */
  drop(): void {
    this.grant = null
    this.counter = 0
    this.level = 'L0'
    this.l3Until = null
    this.pendingClaimId = null
    this.pendingMethod = null
  }

  /**
   * The token is spent and about to be renewed. The level stays until the new grant says otherwise: a silent renewal must not look like
   * a sign-out, which makes every page forget.
   */
  lapse(): void {
    this.grant = null
    this.counter = 0
  }

  get open(): boolean {
    return this.grant !== null
  }

  takeReturnTo(): string | null {
    const path = this.returnTo
    this.returnTo = null
    return path
  }

  /** The token, for files that travel by ticket; null without a session. */
  get bearer(): string | null {
    return this.grant?.token ?? null
  }

  /** Next counter with the token and key, or null without a session. */
  nextSigner(): Signer | null {
    if (!this.grant) return null
    this.counter += 1
    return { token: this.grant.token, key: this.grant.signatureKey, counter: this.counter, sessionId: this.grant.sessionId }
  }

  /** A phone with a wrong clock learns the offset from the gateway's header. */
  learnClock(serverTimeMs: number, now: number): void {
    if (Number.isFinite(serverTimeMs) && serverTimeMs > 0) this.clockOffset = serverTimeMs - now
  }

  /** Time to sign with, ms. */
  timeAt(now: number): number {
    return now + this.clockOffset
  }
}
