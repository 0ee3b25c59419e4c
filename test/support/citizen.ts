/** A citizen without a page: speaks the signed protocol of the client over real HTTP, as any of the three hosts. */
import { createHash, createHmac } from 'node:crypto'
import type { GoodAnswer } from '../../src/contract/envelope.ts'
import type { InputOf, Operation, OutputOf } from '../../src/contract/operation.ts'
import { identityCompleteClaim, identityStartClaim } from '../../src/contract/platform/identity.ts'
import { sessionCreate } from '../../src/contract/platform/session.ts'
import type { SessionGrant } from '../../src/contract/platform/session.ts'
import type { Problem } from '../../src/contract/problems.ts'
import { canonicalText, headerNames } from '../../src/contract/signing.ts'
import { demoPeople } from '../../src/sandbox/people.ts'
import type { CityPerson } from '../../src/sandbox/person.ts'

export type Reply<T> = GoodAnswer<T> | { ok: false, problem: Problem } | { ok: false, problem: null, error: string }

/** What the client signs, with node's own crypto: independent of the client's library. */
export function signedHeaders(grant: SessionGrant, counter: number, method: string, path: string, body: string, idempotencyKey: string, time = String(Date.now())): Record<string, string> {
  const bodyDigest = createHash('sha256').update(body).digest('hex')
  const text = canonicalText({ method, path, query: '', time, counter: String(counter), idempotencyKey, bodyDigest })
  return {
    [headerNames.authorization]: `Bearer ${grant.token}`,
    [headerNames.time]: time,
    [headerNames.counter]: String(counter),
    [headerNames.signature]: createHmac('sha256', Buffer.from(grant.signatureKey, 'base64')).update(text).digest('hex'),
    ...(idempotencyKey === '' ? {} : { [headerNames.idempotencyKey]: idempotencyKey })
  }
}

export interface Addresses { gatewayUrl: string, sandboxUrl: string }

export class Citizen {
  readonly person: CityPerson
  grant: SessionGrant | null = null
  #counter = 0
  readonly #at: Addresses

  constructor(at: Addresses, personId: string) {
    const person = demoPeople.find(one => one.id === personId)
    if (!person) throw new Error(`no demo person ${personId}`)
    this.person = person
    this.#at = at
  }

  async #device(path: string): Promise<Record<string, unknown>> {
    const answer = await fetch(`${this.#at.sandboxUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ personId: this.person.id }) })
    return await answer.json() as Record<string, unknown>
  }

  /** wx.login and session.create. */
  async login(): Promise<Reply<SessionGrant>> {
    const { code } = await this.#device('/weixin-device/login')
    const reply = await this.call(sessionCreate, { host: 'weapp', code: String(code) })
    if (reply.ok) this.accept(reply.data)
    return reply
  }

  accept(grant: SessionGrant): void {
    this.grant = grant
    this.#counter = 0
  }

  /** WeChat's real-name check, from claim to L2. */
  async realName(): Promise<Reply<SessionGrant>> {
    const { name, credentialNo } = this.person
    const claim = await this.call(identityStartClaim, { method: 'weixinRealName', name, credentialType: 'residentId', credentialNo }, `claim.${Date.now()}`)
    if (!claim.ok) return claim
    const { extraData } = await this.#device('/weixin-device/realname') as { extraData?: { code?: string | { auth_code: string } } }
    const code = typeof extraData?.code === 'string' ? extraData.code : extraData?.code?.auth_code ?? ''
    const reply = await this.call(identityCompleteClaim, { claimId: claim.data.claimId, code }, claim.data.claimId)
    if (reply.ok) this.accept(reply.data)
    return reply
  }

  /** Calls an operation; every failure of the connection is a value, so that a killed gateway is one too. */
  async call<O extends Operation>(operation: O, input: InputOf<O>, idempotencyKey = ''): Promise<Reply<OutputOf<O>>> {
    const path = `/api/v1${operation.path}`
    const body = operation.method === 'GET' ? '' : JSON.stringify(input)
    const headers: Record<string, string> = { [headerNames.statusInBody]: '1', ...(body === '' ? {} : { 'content-type': 'application/json' }) }
    if (operation.level !== 'L0') {
      if (!this.grant) return { ok: false, problem: null, error: 'no session' }
      this.#counter += 1
      Object.assign(headers, signedHeaders(this.grant, this.#counter, operation.method, path, body, idempotencyKey))
    }
    try {
      const answer = await fetch(`${this.#at.gatewayUrl}${path}`, { method: operation.method, headers, ...(body === '' ? {} : { body }), signal: AbortSignal.timeout(20_000) })
      return await answer.json() as Reply<OutputOf<O>>
    } catch (error) {
      return { ok: false, problem: null, error: (error as Error).message }
    }
  }
}

/** Calls until the answer is good: renews the session when the gateway says so, waits while it is away. Throws after `patience` ms. */
export async function insist<O extends Operation>(citizen: Citizen, operation: O, input: InputOf<O>, idempotencyKey = '', patience = 30_000): Promise<GoodAnswer<OutputOf<O>>> {
  const end = Date.now() + patience
  for (;;) {
    if (!citizen.grant) await citizen.login()
    const reply = await citizen.call(operation, input, idempotencyKey)
    if (reply.ok) return reply
    if (Date.now() > end) throw new Error(`${operation.name} for ${citizen.person.id}: ${reply.problem?.code ?? ('error' in reply ? reply.error : '')} ${JSON.stringify(reply.problem?.fields ?? '')}`)
    if (reply.problem && ['sessionExpired', 'sessionRevoked', 'sessionMissing', 'replayed'].includes(reply.problem.code)) await citizen.login()
    else if (reply.problem?.code === 'levelTooLow') await citizen.realName()
    else if (reply.problem && !['overloaded', 'tooManyRequests', 'internalError'].includes(reply.problem.code)) throw new Error(`${operation.name}: ${JSON.stringify(reply.problem)}`)
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
}
