/** What citizens do by the protocol alone: also everything that is refused, and numbers in places where none belongs. */
import { accountDelete, accountFullNumber, accountMe, accountAccessLog, accountSetPreferences, consentsDecide, consentsList } from '../../src/contract/platform/account.ts'
import { checkRequestsCreate, checkRequestsList, draftsOpen, draftsSave, messagesList } from '../../src/contract/platform/cases.ts'
import { privacyLabels } from '../../src/contract/platform/city.ts'
import { identityBind, identityStartClaim } from '../../src/contract/platform/identity.ts'
import { sessionCreate, sessionEnd } from '../../src/contract/platform/session.ts'
import * as socialSecurity from '../../src/services/social-security/contract.ts'
import { Citizen, signedHeaders, type Addresses } from '../support/citizen.ts'
import type { City } from '../support/city.ts'
import { written, type Needles } from './needles.ts'

/** Sorts of answers that were seen: a journey in which everything is refused would prove nothing. */
export interface Walk { good: number, refused: Record<string, number> }

type Reply = { ok: boolean, problem?: { code: string } | null }

async function bindingCode(city: City, needles: Needles, person: Citizen['person'], channel: 'counter' | 'telephone', more: Record<string, unknown> = {}): Promise<string> {
  const { name, credentialType, credentialNo } = person
  const answer = await fetch(`${city.internalUrl}/internal/binding-codes`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${city.hallSecret}` },
    body: JSON.stringify({ name, credentialType, credentialNo, channel, ...more })
  })
  const { code = '' } = await answer.json() as { code?: string }
  if (answer.ok) needles.add('binding code', code)
  return answer.ok ? code : ''
}

/** Requests that no client of ours makes: numbers in paths, queries, headers, unknown fields and broken bodies. */
async function wrongPlaces(at: Addresses, city: City, citizen: Citizen): Promise<void> {
  const { name, credentialNo } = citizen.person
  const query = `credentialNo=${credentialNo}&name=${encodeURIComponent(name)}&phone=${written.phone}`
  const token = citizen.grant?.token ?? ''
  const { code } = await fetch(`${at.sandboxUrl}/weixin-device/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ personId: citizen.person.id }) }).then(answer => answer.json() as Promise<{ code: string }>)
  const json = { 'content-type': 'application/json' }
  const ask = async (path: string, init: RequestInit = {}): Promise<void> => { await fetch(`${at.gatewayUrl}${path}`, init).then(answer => answer.text()).catch(() => undefined) }
  await ask(`/api/v1/city/info?${query}`)
  await ask(`/api/v1/account/me?${query}&token=${encodeURIComponent(token)}`, { headers: citizen.grant ? signedHeaders(citizen.grant, 900, 'GET', '/api/v1/account/me', '', '') : {} })
  await ask(`/api/v1/people/${credentialNo}/${encodeURIComponent(name)}`)
  await ask(`/${credentialNo}.html?${query}`)
  await ask(`/auth/unified/callback?code=${credentialNo}&state=${encodeURIComponent(name)}`)
  await ask('/api/v1/city/info', { headers: { 'user-agent': `${credentialNo} ${written.phone}`, referer: `https://example.test/?${query}`, 'x-forwarded-for': credentialNo, 'x-cb-client': credentialNo, 'accept-language': credentialNo, cookie: `__Host-cb=${credentialNo}; ${token}`, [credentialNo]: 'x' } })
  await ask('/api/v1/session/create', { method: 'POST', headers: json, body: JSON.stringify({ host: 'weapp', code, [credentialNo]: name, extra: { credentialNo, phone: written.phone } }) })
  await ask('/api/v1/session/create', { method: 'POST', headers: json, body: `{"host":"weapp","code":"${code}","name":"${name}","credentialNo":"${credentialNo}` })
  await ask('/api/v1/session/create', { method: 'POST', headers: { 'content-type': `text/${credentialNo}` }, body: credentialNo })
  await ask('/api/v1/session/create', { method: 'POST', headers: json, body: JSON.stringify({ host: credentialNo, code: credentialNo }) })
  await ask(`/api/v1/${'x'.repeat(3000)}${credentialNo}`, { method: 'PUT' })
  // A code that WeChat refuses, and one that our own side cannot even send.
  await ask('/api/v1/session/create', { method: 'POST', headers: json, body: JSON.stringify({ host: 'weapp', code: `${credentialNo}-${written.phone}` }) })
  await ask('/api/v1/session/create', { method: 'POST', headers: json, body: JSON.stringify({ host: 'alipay', code: `${credentialNo}${name}` }) })
  for (const body of [`{"name":"${name}","credentialNo":"${credentialNo}"`, JSON.stringify({ name, credentialNo, credentialType: credentialNo, channel: name })]) {
    await fetch(`${city.internalUrl}/internal/binding-codes?${query}`, { method: 'POST', headers: { ...json, authorization: `Bearer ${city.hallSecret}` }, body }).then(answer => answer.text())
  }
}

/** One citizen from sign-in to sign-out or deletion. */
async function one(at: Addresses, city: City, needles: Needles, walk: Walk, id: string, way: 'realName' | 'counter' | 'telephone', end: 'stays' | 'leaves' | 'deletes'): Promise<void> {
  const citizen = new Citizen(at, id)
  const note = <R extends Reply>(reply: R): R => {
    if (reply.ok) walk.good += 1
    else walk.refused[reply.problem?.code ?? 'none'] = (walk.refused[reply.problem?.code ?? 'none'] ?? 0) + 1
    return reply
  }
  let keys = 0
  const key = (): string => `leaks.${id}.${(keys += 1)}`
  note(await citizen.login())
  const { name, credentialType, credentialNo } = citizen.person
  // Wrong first: somebody else's number, a name with a slip, a number that breaks its check rule, numbers in wrong fields.
  note(await citizen.call(identityStartClaim, { method: 'weixinRealName', name: written.name, credentialType, credentialNo }, key()))
  note(await citizen.call(identityStartClaim, { method: 'weixinRealName', name, credentialType: 'residentId', credentialNo: written.number }, key()))
  note(await citizen.call(identityStartClaim, { method: 'weixinRealName', name: credentialNo, credentialType, credentialNo: name, [credentialNo]: name } as never, key()))
  note(await citizen.call(identityBind, { code: 'ZQ7XKM2P' }, key()))
  note(await citizen.call(identityBind, { code: credentialNo, name } as never, key()))
  if (way === 'realName') note(await citizen.realName())
  else {
    const reply = note(await citizen.call(identityBind, { code: await bindingCode(city, needles, citizen.person, way) }, key()))
    if (reply.ok) citizen.accept(reply.data)
  }
  note(await citizen.call(accountMe, {}))
  note(await citizen.call(accountFullNumber, {}))
  note(await citizen.call(accountSetPreferences, { elder: true, locale: 'zh-CN', subjectType: 'natural' }, key()))
  note(await citizen.call(accountSetPreferences, { elder: credentialNo, locale: name, phone: written.phone } as never, key()))
  const labels = await citizen.call(privacyLabels, {})
  if (labels.ok) {
    for (const label of labels.data.labels.filter(label => label.purpose.startsWith('social-security'))) {
      note(await citizen.call(consentsDecide, { purpose: label.purpose, version: label.version, decision: 'granted' }, key()))
    }
  }
  const { socialSecurityStatus, socialSecurityMedicalStatus, socialSecurityPensionAccount, socialSecurityMedicalAccount, socialSecurityContributions } = socialSecurity
  for (const operation of [socialSecurityStatus, socialSecurityMedicalStatus, socialSecurityPensionAccount, socialSecurityMedicalAccount]) note(await citizen.call(operation, {} as never))
  note(await citizen.call(socialSecurityContributions, { insurance: credentialNo, name } as never))
  const draft = note(await citizen.call(draftsOpen, { kind: 'checkRequest' }, key()))
  if (draft.ok) {
    const words = `我是${name},证件号码${credentialNo},电话${written.phone},请核对 ${written.name}`
    const { draftId, version } = draft.data
    note(await citizen.call(draftsSave, { draftId, version, content: { words, [`n${credentialNo}`]: '' } }, key()))
    const about = { draftId, operation: 'socialSecurity.contributions', kind: 'amount', period: '2026-09', dataDate: '2026-10-31', traceId: 'trace-1' }
    note(await citizen.call(checkRequestsCreate, { ...about, words, phone: written.phone } as never, draftId))
    note(await citizen.call(checkRequestsCreate, { ...about, words }, draftId))
  }
  note(await citizen.call(checkRequestsList, { page: 1 }))
  note(await citizen.call(messagesList, { page: 1 }))
  note(await citizen.call(consentsList, {}))
  note(await citizen.call(accountAccessLog, { page: 1 }))
  await wrongPlaces(at, city, citizen)
  if (end === 'deletes') note(await citizen.call(accountDelete, { confirm: '注销账户' }, key()))
  if (end === 'leaves') note(await citizen.call(sessionEnd, {}, key()))
  // A login code that is spent already.
  note(await citizen.call(sessionCreate, { host: 'weapp', code: 'spent-already-1234567890' }))
}

/** Several people at once: confirmed by WeChat, by the counter and by telephone; one deletes the account, one signs out. */
export async function walkByCalls(at: Addresses, city: City, needles: Needles): Promise<Walk> {
  const walk: Walk = { good: 0, refused: {} }
  await Promise.all([
    one(at, city, needles, walk, 'rare-name', 'realName', 'stays'),
    one(at, city, needles, walk, 'dotted-name', 'counter', 'stays'),
    one(at, city, needles, walk, 'hk-permit', 'counter', 'deletes'),
    one(at, city, needles, walk, 'permanent-resident-old', 'telephone', 'leaves'),
    one(at, city, needles, walk, 'gap', 'realName', 'stays')
  ])
  return walk
}
