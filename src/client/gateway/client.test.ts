import { createHmac, createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { canonicalText } from '../../contract/signing'
import { accountMe, accountSetPreferences } from '../../contract/platform/account'
import type { HostAdapter, HostResult, HttpReply, HttpRequest } from '../host/types'
import { GatewayClient } from './client'
import { Session } from './session'

const key = Buffer.alloc(32, 7)
const grant = (n: number) => ({
  token: `token-${n}`, signatureKey: key.toString('base64'), sessionId: `s${n}`, level: 'L2', l3Until: null,
  expiresAt: '2026-11-22T12:00:00+08:00', serverTimeMs: 1_000_000, pendingClaimId: null, pendingMethod: null, returnTo: null,
})
const good = (data: unknown) => ({ ok: true, data, asOf: 'x', sources: [], traceId: 't' })
const bad = (code: string) => ({ ok: false, status: 401, problem: { code, traceId: 't' } })

/** A host whose network answers by a script; records what was sent. */
function fakeHost(answers: (request: HttpRequest, n: number) => unknown) {
  const sent: HttpRequest[] = []
  let logins = 0
  const host = {
    name: 'weapp',
    gatewayOrigin: 'http://gw',
    loginCode: () => Promise.resolve({ ok: true, value: `code-${(logins += 1)}` }),
    request(request: HttpRequest) {
      sent.push(request)
      const value = answers(request, sent.length)
      const reply: HostResult<HttpReply> =
        typeof value === 'string'
          ? { ok: true, value: { status: 200, headers: {}, text: value } }
          : value === null
            ? { ok: false, reason: 'network' }
            : { ok: true, value: { status: 200, headers: { 'x-cb-server-time': '2000000' }, text: JSON.stringify(value) } }
      return { reply: Promise.resolve(reply), abort: () => undefined }
    },
  } as unknown as HostAdapter
  return { host, sent, logins: () => logins }
}
const login = (request: HttpRequest) => request.url.endsWith('/session/create')
const client = (host: HostAdapter) => new GatewayClient(host, new Session(), () => 'zh-CN', () => 5_000_000)

describe('the way to the gateway', () => {
  test('an input that breaks its schema never leaves the phone and names the field', async () => {
    const { host, sent } = fakeHost(() => good({}))
    const result = await client(host).call(accountSetPreferences, { elder: 'yes', locale: 'zh-CN', subjectType: 'natural' } as never)
    expect(result).toMatchObject({ ok: false, problem: { code: 'inputInvalid', fields: [{ field: 'elder', rule: 'type' }] } })
    expect(sent).toHaveLength(0)
  })
  test('an HTML page of a proxy is unreadable, not a crash', async () => {
    const { host } = fakeHost((r) => (login(r) ? good(grant(1)) : '<html>502</html>'))
    expect(await client(host).call(accountMe, {})).toEqual({ ok: false, problem: null, noAnswer: 'unreadable' })
  })
  test('five calls at once share one login', async () => {
    const { host, logins } = fakeHost((r) => good(login(r) ? grant(1) : {}))
    const one = client(host)
    await Promise.all([1, 2, 3, 4, 5].map(() => one.call(accountMe, {})))
    expect(logins()).toBe(1)
  })
  test('an expired session is renewed once and the call repeated', async () => {
    let refused = 0
    const { host, logins } = fakeHost((r) => {
      if (login(r)) return good(grant(1))
      refused += 1
      return refused === 1 ? bad('sessionExpired') : good({ level: 'L2' })
    })
    expect((await client(host).call(accountMe, {})).ok).toBe(true)
    expect(logins()).toBe(2)
  })
  test('a session that stays expired does not loop', async () => {
    const { host, sent } = fakeHost((r) => (login(r) ? good(grant(1)) : bad('sessionExpired')))
    expect((await client(host).call(accountMe, {})).ok).toBe(false)
    expect(sent.length).toBeLessThan(8)
  })
  test('a phone with a wrong clock learns the offset and tries again', async () => {
    let n = 0
    const { host, sent } = fakeHost((r) => {
      if (login(r)) return good({ ...grant(1), serverTimeMs: 5_000_000 })
      n += 1
      return n === 1 ? bad('clockSkewed') : good({})
    })
    expect((await client(host).call(accountMe, {})).ok).toBe(true)
    expect(sent.at(-1)?.headers['x-cb-time']).toBe('2000000')
  })
  test('a read that lost the network is tried once more, a write is not', async () => {
    const lost = fakeHost((r) => (login(r) ? good(grant(1)) : null))
    expect(await client(lost.host).call(accountMe, {})).toMatchObject({ noAnswer: 'offline' })
    expect(lost.sent).toHaveLength(3)
    const write = fakeHost((r) => (login(r) ? good(grant(1)) : null))
    await client(write.host).call(accountSetPreferences, { elder: true, locale: 'zh-CN', subjectType: 'natural' })
    expect(write.sent).toHaveLength(2)
  })
  test('the signature is what Node computes over the agreed text', async () => {
    const { host, sent } = fakeHost((r) => good(login(r) ? grant(1) : {}))
    await client(host).call(accountSetPreferences, { elder: true, locale: 'zh-CN', subjectType: 'natural' })
    const call = sent[1]!
    const text = canonicalText({
      method: 'POST', path: '/api/v1/account/preferences', query: '', time: call.headers['x-cb-time']!, counter: call.headers['x-cb-counter']!,
      idempotencyKey: call.headers['x-cb-idempotency-key']!, bodyDigest: createHash('sha256').update(call.body!).digest('hex'),
    })
    expect(call.headers['x-cb-signature']).toBe(createHmac('sha256', key).update(text).digest('hex'))
  })
  test('Chinese text is signed over its UTF-8 bytes', async () => {
    const { bodyDigest } = await import('./signature')
    expect(bodyDigest('{"words":"有疑问"}')).toBe(createHash('sha256').update('{"words":"有疑问"}').digest('hex'))
  })
})
