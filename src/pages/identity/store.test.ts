import { beforeEach, describe, expect, jest, test } from '@jest/globals'

interface Call { name: string; input: Record<string, unknown> }
const calls: Call[] = []
let answers: Record<string, unknown> = {}
const session = { pendingClaimId: null as string | null, pendingMethod: null as string | null, accepted: [] as unknown[], accept: (grant: unknown) => void session.accepted.push(grant) }
const host = {
  name: 'weapp',
  jump: { ok: true, value: { came: 'elsewhere' } } as unknown,
  support: { ok: true, value: true } as unknown,
  code: { ok: true, value: 'shared' } as unknown,
  left: '' as string,
  faceSupport: () => Promise.resolve(host.support),
  shareCode: () => Promise.resolve(host.code),
  realName: () => Promise.resolve(host.jump),
  leaveTo: (url: string) => {
    host.left = url
    return { ok: true, value: true }
  },
}

jest.unstable_mockModule('@tarojs/taro', () => ({ default: { getCurrentPages: () => [{ route: 'services/social-security/pages/overview/index' }, { route: 'pages/identity/index' }] } }))
jest.unstable_mockModule('../../client/host', () => ({ host }))
jest.unstable_mockModule('../../client/gateway', () => ({
  session,
  gateway: {
    call: (operation: { name: string }, input: Record<string, unknown>) => {
      calls.push({ name: operation.name, input })
      return Promise.resolve(answers[operation.name] ?? refused('internalError'))
    },
  },
}))
const { IdentityFlow } = await import('./store')

const good = (data: unknown) => ({ ok: true, answer: { ok: true, data, asOf: '', sources: [], traceId: 't' } })
const refused = (code: string, more: object = {}) => ({ ok: false, problem: { code, title: code, detail: '', next: 'retry', traceId: 't', ...more } })
const form = { method: 'weixinRealName', name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X' } as const
const names = () => calls.map((one) => one.name)
const noCode = { realNameCode: null, realNameLeft: false }

beforeEach(() => {
  calls.length = 0
  session.pendingClaimId = null
  session.pendingMethod = null
  session.accepted = []
  host.name = 'weapp'
  host.jump = { ok: true, value: { came: 'elsewhere' } }
  host.support = { ok: true, value: true }
  host.code = { ok: true, value: 'shared' }
  answers = {
    'identity.startClaim': good({ claimId: 'c1', expiresAt: '', jump: { kind: 'weixinMiniProgram', appId: 'wx', path: 'p' } }),
    'identity.completeClaim': good({ token: 'new', level: 'L2' }),
    'identity.cancelClaim': good({ done: true }),
    'identity.bind': good({ token: 'bound', level: 'L3' }),
  }
})

describe('identity check through the host', () => {
  test('a form the gateway refuses stays open and names the field', async () => {
    answers['identity.startClaim'] = refused('inputInvalid', { fields: [{ field: 'credentialNo', rule: 'checkDigit', message: '身份证号最后一位对不上' }] })
    const flow = new IdentityFlow()
    await flow.claim(form)
    expect(flow.phase).toBe('form')
    expect(flow.fieldError('credentialNo')).toBe('身份证号最后一位对不上')
    expect(flow.fieldError('name')).toBeUndefined()
    expect(names()).toEqual(['identity.startClaim'])
  })

  test('a jump the person declines is cancelled at the gateway and leaves every way open', async () => {
    host.jump = { ok: false, reason: 'cancelled' }
    const flow = new IdentityFlow()
    await flow.claim(form)
    expect(names()).toEqual(['identity.startClaim', 'identity.cancelClaim'])
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'identityCancelled' } })
  })

  test("coming back without an answer says so; a claim of nobody's is not completed", async () => {
    const flow = new IdentityFlow()
    await flow.resume({ realNameCode: 'stray', realNameLeft: false })
    expect(names()).toEqual([])
    await flow.claim(form)
    await flow.resume({ realNameCode: null, realNameLeft: true })
    expect(flow.phase).toBe('form')
    expect(names()).toEqual(['identity.startClaim'])
  })

  test('a code the host refuses is told, and the person may begin again', async () => {
    answers['identity.completeClaim'] = refused('identityMismatch')
    const flow = new IdentityFlow()
    await flow.claim(form)
    await flow.resume({ realNameCode: 'code', realNameLeft: false })
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'identityMismatch' } })
    expect(session.accepted).toEqual([])
  })

  test('start, jump, return with the code: the session is the new one', async () => {
    const flow = new IdentityFlow()
    await flow.claim(form)
    expect(flow.phase).toBe('jumped')
    expect(calls[0]?.input).toEqual({ ...form, returnTo: '/services/social-security/pages/overview/index' })
    await flow.resume({ realNameCode: 'code', realNameLeft: false })
    expect(calls[1]).toEqual({ name: 'identity.completeClaim', input: { claimId: 'c1', code: 'code' } })
    expect(flow.phase).toBe('done')
    expect(session.accepted).toEqual([{ token: 'new', level: 'L2' }])
  })

  test('the code is used once: showing the app again does not complete again', async () => {
    const flow = new IdentityFlow()
    await flow.claim(form)
    await flow.resume({ realNameCode: 'code', realNameLeft: false })
    await flow.resume(noCode)
    expect(names()).toEqual(['identity.startClaim', 'identity.completeClaim'])
  })

  test('killed during the jump: a fresh start with the code goes on with the claim the session names', async () => {
    session.pendingClaimId = 'c9'
    const flow = new IdentityFlow()
    await flow.resume({ realNameCode: 'code', realNameLeft: false }, true)
    expect(calls).toEqual([{ name: 'identity.completeClaim', input: { claimId: 'c9', code: 'code' } }])
    expect(flow.phase).toBe('done')
  })

  test.each(['weixinRealName', 'alipayCertDoc'])('killed during %s and started without its code: nothing is asked', async (method) => {
    Object.assign(session, { pendingClaimId: 'c9', pendingMethod: method })
    await new IdentityFlow().resume(noCode, true)
    expect(names()).toEqual([])
  })

  test.each(['alipayCertify', 'weixinFace'])('killed during %s: its server is asked quietly at the next start', async (method) => {
    Object.assign(session, { pendingClaimId: 'c9', pendingMethod: method })
    answers['identity.completeClaim'] = refused('identityCancelled')
    const flow = new IdentityFlow()
    await flow.resume(noCode, true)
    expect(calls).toEqual([{ name: 'identity.completeClaim', input: { claimId: 'c9' } }])
    expect(flow).toMatchObject({ phase: 'form', trouble: null })
  })

  test('a host that answers at once completes without a code', async () => {
    host.jump = { ok: true, value: { came: 'back', code: null } }
    const flow = new IdentityFlow()
    await flow.claim(form)
    expect(calls[1]?.input).toEqual({ claimId: 'c1' })
    expect(flow.phase).toBe('done')
  })

  test('a second press while the first works does not start a second claim', async () => {
    const flow = new IdentityFlow()
    await Promise.all([flow.claim(form), flow.claim(form)])
    expect(names()).toEqual(['identity.startClaim'])
  })
})

describe('face check', () => {
  const face = { claimId: 'c2', expiresAt: '', jump: { kind: 'weixinFace', verifyId: 'v1' } }
  const method = (more: object = {}) => ({ id: 'weixinFace', available: true, reason: null, level: 'L3', accepts: ['residentId'], face: true, ...more }) as never
  beforeEach(() => {
    answers['identity.stepUp'] = good(face)
    answers['identity.completeClaim'] = good({ token: 'strong', level: 'L3' })
    host.jump = { ok: true, value: { came: 'back', code: null } }
  })

  test('without the agreement the gateway refuses and no camera opens', async () => {
    answers['identity.stepUp'] = refused('consentRequired', { purposes: ['platform.face'] })
    const flow = new IdentityFlow()
    await flow.stepUp('weixinFace', '/pages/person/index')
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'consentRequired' } })
    expect(names()).toEqual(['identity.stepUp'])
  })

  test('passed on the phone and not on the server is not passed', async () => {
    answers['identity.completeClaim'] = refused('faceNotPassed')
    const flow = new IdentityFlow()
    await flow.stepUp('weixinFace', '/pages/person/index')
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'faceNotPassed' } })
    expect(session.accepted).toEqual([])
  })

  test.each(['failed', 'timeout', 'network', 'cancelled', 'refused'])('the phone says %s: the server is asked, and its pass counts', async (reason) => {
    host.jump = { ok: false, reason }
    const flow = new IdentityFlow()
    await flow.stepUp('weixinFace', '/pages/person/index')
    expect(names()).toEqual(['identity.stepUp', 'identity.completeClaim'])
    expect(flow.phase).toBe('done')
  })

  test('a camera that was refused is told in words, and every other way is open', async () => {
    host.jump = { ok: false, reason: 'refused' }
    answers['identity.completeClaim'] = refused('cameraRefused')
    const flow = new IdentityFlow()
    await flow.stepUp('weixinFace', '/pages/person/index')
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'cameraRefused' } })
  })

  test('a host that turns out too old says so, gives the claim up, and the way is not offered again', async () => {
    host.jump = { ok: false, reason: 'unavailable' }
    const flow = new IdentityFlow()
    await flow.stepUp('weixinFace', '/pages/person/index')
    expect(names()).toEqual(['identity.stepUp', 'identity.cancelClaim'])
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'identityMethodUnavailable' } })
    expect(flow.reasonOf(method())).toBe('hostTooOld')
  })

  test.each([['unavailable', 'hostTooOld'], ['refused', 'phoneCannot']])('a phone that is %s is known when the ways are listed', async (reason, expected) => {
    host.support = { ok: false, reason }
    answers['identity.methods'] = good({ methods: [method()] })
    const flow = new IdentityFlow()
    await flow.loadMethods()
    expect(flow.reasonOf(method())).toBe(expected)
    expect(flow.reasonOf(method({ face: false }))).toBeNull()
    expect(flow.reasonOf(method({ available: false, reason: 'switchedOff' }))).toBe('switchedOff')
  })

  test('a passed check is the new session, and where to go on travels with the claim', async () => {
    const flow = new IdentityFlow()
    await Promise.all([flow.stepUp('weixinFace', '/pages/person/index?then=number'), flow.stepUp('weixinFace', '/pages/home/index')])
    expect(calls.map((one) => one.input)).toEqual([{ method: 'weixinFace', returnTo: '/pages/person/index?then=number' }, { claimId: 'c2' }])
    expect(session.accepted).toEqual([{ token: 'strong', level: 'L3' }])
  })
})

describe('other ways', () => {
  test('an agreement at Alipay that is refused asks nobody; a given one is sent with its code', async () => {
    host.code = { ok: false, reason: 'cancelled' }
    const flow = new IdentityFlow()
    await flow.share()
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'identityCancelled' } })
    host.code = { ok: true, value: 'shared' }
    answers['identity.share'] = good({ token: 'shared', level: 'L2' })
    await flow.share()
    expect(calls).toEqual([{ name: 'identity.share', input: { code: 'shared' } }])
    expect(flow.phase).toBe('done')
  })

  test('the code of a comparison goes on with the claim', async () => {
    answers['identity.startClaim'] = good({ claimId: 'c3', expiresAt: '', jump: { kind: 'alipayAuthorise', scope: 'id_verify', verifyId: 'v1' } })
    host.jump = { ok: true, value: { came: 'back', code: 'agreed' } }
    const flow = new IdentityFlow()
    await flow.claim({ ...form, method: 'alipayCertDoc' })
    expect(calls[1]?.input).toEqual({ claimId: 'c3', code: 'agreed' })
  })

  test('the browser asks for the high level and where to go on', async () => {
    answers['session.unifiedStart'] = good({ url: 'http://127.0.0.1/identity' })
    await new IdentityFlow().unified({ from: '/pages/person/index?then=number' })
    expect(calls[0]?.input).toEqual({ returnTo: '/pages/person/index?then=number', level: 'L3' })
  })

  test('a wrong binding code is told and nothing is granted', async () => {
    answers['identity.bind'] = refused('bindingCodeWrong')
    const flow = new IdentityFlow()
    await flow.bind(' abcd2345 ')
    expect(calls[0]?.input).toEqual({ code: 'ABCD2345' })
    expect(flow).toMatchObject({ phase: 'form', trouble: { code: 'bindingCodeWrong' } })
  })

  test('a binding code pressed twice is sent once', async () => {
    const flow = new IdentityFlow()
    await Promise.all([flow.bind('ABCD2345'), flow.bind('ABCD2345')])
    expect(names()).toEqual(['identity.bind'])
    expect(flow.phase).toBe('done')
  })

  test('the browser leaves for the unified identity page', async () => {
    answers['session.unifiedStart'] = good({ url: 'http://127.0.0.1/identity' })
    const flow = new IdentityFlow()
    await flow.unified()
    expect(host.left).toBe('http://127.0.0.1/identity')
    expect(flow.phase).toBe('jumped')
  })
})
