import type { InputOf, Operation, OutputOf } from '../../contract/operation'
import type { Problem } from '../../contract/problems'
import { headerNames } from '../../contract/signing'
import { sessionCreate, sessionRefresh } from '../../contract/platform/session'
import type { SessionGrant } from '../../contract/platform/session'
import type { HostAdapter, RunningRequest } from '../host'
import { isRefused, readAnswer } from './answer'
import type { CallResult } from './answer'
import { checkInput } from './input'
import type { Session } from './session'
import { bodyDigest, sign } from './signature'

export interface CallOptions {
  /** Same key for the same wish: a form's draft id. Writes without one get a key of this session. */
  idempotencyKey?: string
  /** Receives a function that gives the call up. */
  onStart?: (cancel: () => void) => void
}

const apiBase = '/api/v1'
const renewOn = ['sessionExpired', 'signatureInvalid', 'sessionMissing', 'sessionRevoked'] as const

/** The one way to the gateway: session, signature, clock, one silent renewal, and answers that survive broken proxies. */
export class GatewayClient {
  private renewing: Promise<CallResult<SessionGrant>> | null = null
  private readonly host: HostAdapter
  private readonly session: Session
  private readonly language: () => string
  private readonly now: () => number

  constructor(host: HostAdapter, session: Session, language: () => string, now: () => number = Date.now) {
    this.host = host
    this.session = session
    this.language = language
    this.now = now
  }

  /**
   * Calls an operation. Never throws; a refusal is a value with its next step.
   * An operation above L0 opens a session first when there is none; all callers share one login.
   */
  async call<O extends Operation>(operation: O, input: InputOf<O>, options: CallOptions = {}): Promise<CallResult<OutputOf<O>>> {
    const refused = checkInput(operation, input, this.language())
    if (refused) return { ok: false, problem: refused }
    let cancelled = false
    let running: RunningRequest | null = null
    options.onStart?.(() => {
      cancelled = true
      running?.abort()
    })
    const signed = operation.level !== 'L0'
    if (signed && !this.session.open) {
      const opened = await this.openSession()
      if (!opened.ok) return opened
    }
    const key = operation.mutates ? (options.idempotencyKey ?? this.newKey()) : ''
    const body = operation.method === 'GET' ? undefined : JSON.stringify(input)
    for (let attempt = 1; ; attempt += 1) {
      if (cancelled) return { ok: false, problem: null, noAnswer: 'cancelled' }
      const result = await this.once<OutputOf<O>>(operation, body, key, signed, (request) => {
        running = request
      })
      if (result.ok || attempt > 2 || cancelled) return cancelled ? { ok: false, problem: null, noAnswer: 'cancelled' } : result
      if (isRefused(result, 'clockSkewed')) continue
      if (signed && isRefused(result, ...renewOn)) {
        this.session.lapse()
        const renewed = await this.openSession()
        if (!renewed.ok) return renewed
        continue
      }
      // A write is repeated with its own key only; the gateway answers a repeat with the first result.
      const again = result.problem === null && result.noAnswer === 'offline' && attempt === 1 && operation.method === 'GET'
      if (!again) return result
    }
  }

  /** Opens or renews the session; parallel callers wait for the same one. */
  openSession(): Promise<CallResult<SessionGrant>> {
    this.renewing ??= this.login().finally(() => {
      this.renewing = null
    })
    return this.renewing
  }

  private async login(): Promise<CallResult<SessionGrant>> {
    const host = this.host.name
    if (host === 'h5') {
      const refreshed = await this.unsigned(sessionRefresh, {})
      if (refreshed.ok || !isRefused(refreshed, 'sessionMissing', 'sessionExpired', 'sessionRevoked')) return refreshed
      return this.unsigned(sessionCreate, { host })
    }
    const code = await this.host.loginCode()
    if (!code.ok) return { ok: false, problem: null, noAnswer: code.reason === 'timeout' ? 'timeout' : 'offline' }
    return this.unsigned(sessionCreate, { host, code: code.value })
  }

  private async unsigned(operation: typeof sessionCreate | typeof sessionRefresh, input: object): Promise<CallResult<SessionGrant>> {
    const result = await this.once<SessionGrant>(operation, JSON.stringify(input), '', false, () => undefined)
    if (result.ok) this.session.accept(result.answer.data, this.now())
    return result
  }

  private async once<T>(
    operation: Operation,
    body: string | undefined,
    key: string,
    signed: boolean,
    started: (request: RunningRequest) => void,
  ): Promise<CallResult<T>> {
    const path = `${apiBase}${operation.path}`
    const headers: Record<string, string> = {
      [headerNames.statusInBody]: '1',
      'accept-language': this.language(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { [headerNames.idempotencyKey]: key } : {}),
    }
    const signer = signed ? this.session.nextSigner() : null
    if (signer) {
      const time = String(this.session.timeAt(this.now()))
      const counter = String(signer.counter)
      headers[headerNames.authorization] = `Bearer ${signer.token}`
      headers[headerNames.time] = time
      headers[headerNames.counter] = counter
      headers[headerNames.signature] = sign(signer.key, {
        method: operation.method,
        path,
        query: '',
        time,
        counter,
        idempotencyKey: key,
        bodyDigest: bodyDigest(body ?? ''),
      })
    }
    const request = this.host.request({
      url: `${this.host.gatewayOrigin}${path}`,
      method: operation.method,
      headers,
      body,
      timeoutMs: operation.timeoutMs + 5000,
    })
    started(request)
    const reply = await request.reply
    if (!reply.ok) {
      const noAnswer = reply.reason === 'timeout' ? 'timeout' : reply.reason === 'cancelled' ? 'cancelled' : 'offline'
      return { ok: false, problem: null, noAnswer }
    }
    const result = readAnswer<T>(reply.value)
    if (isRefused(result, 'clockSkewed')) this.session.learnClock(Number(reply.value.headers[headerNames.serverTime]), this.now())
    return result
  }

  /** Unique without a random source: Alipay has none. The session id is the gateway's random, the counter ours. */
  private newKey(): string {
    const signer = this.session.nextSigner()
    return signer ? `${signer.sessionId}.${signer.counter}` : ''
  }
}

export type { CallResult, Problem }
