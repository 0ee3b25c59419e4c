import { beforeEach, describe, expect, jest, test } from '@jest/globals'

interface Call { name: string; input: Record<string, unknown> }
const calls: Call[] = []
let answers: Record<string, unknown> = {}
const session = { pendingClaimId: null as string | null, accepted: [] as unknown[], accept: (grant: unknown) => void session.accepted.push(grant) }
const host = {
  name: 'weapp',
  jump: { ok: true, value: 'elsewhere' } as unknown,
  left: '' as string,
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
  session.accepted = []
  host.name = 'weapp'
  host.jump = { ok: true, value: 'elsewhere' }
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

  test('killed during the jump and started without a code: nothing happens in WeChat, Alipay asks its server quietly', async () => {
    session.pendingClaimId = 'c9'
    await new IdentityFlow().resume(noCode, true)
    expect(names()).toEqual([])
    host.name = 'alipay'
    answers['identity.completeClaim'] = refused('identityCancelled')
    const flow = new IdentityFlow()
    await flow.resume(noCode, true)
    expect(calls).toEqual([{ name: 'identity.completeClaim', input: { claimId: 'c9' } }])
    expect(flow).toMatchObject({ phase: 'form', trouble: null })
  })

  test('a host that answers at once completes without a code', async () => {
    host.jump = { ok: true, value: 'returned' }
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

describe('other ways', () => {
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
