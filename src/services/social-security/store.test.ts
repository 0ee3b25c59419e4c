import { beforeEach, describe, expect, jest, test } from '@jest/globals'

interface Call { name: string; input: { page: number; insurance?: string; year?: number }; answer: (outcome: unknown) => void }
const calls: Call[] = []
const session = { level: 'L2' }

jest.unstable_mockModule('@tarojs/taro', () => ({ default: {}, useDidShow: () => undefined }))
jest.unstable_mockModule('../../client/gateway', () => ({
  session,
  gateway: {
    call: (operation: { name: string }, input: Call['input']) =>
      new Promise((answer) => {
        calls.push({ name: operation.name, input, answer })
      }),
  },
}))
const { decisions, MonthList, Questions, quietUntil } = await import('./store')

const soon = () => new Promise((resolve) => setTimeout(resolve, 0))
const row = (month: string, insurance = '110') => ({ month, insurance })
const good = (data: unknown) => ({ ok: true, answer: { ok: true, data, asOf: '2026-11-22', sources: [], traceId: 't' } })
const refused = (code: string, more: object = {}) => ({ ok: false, problem: { code, title: code, detail: '', next: 'giveConsent', traceId: 't', ...more } })
const next = async (outcome: unknown) => {
  const call = calls.shift()
  if (!call) throw new Error('nothing was asked')
  call.answer(outcome)
  await soon()
  return call
}
const loaded = async (months: string[]) => {
  const list = new MonthList()
  void list.askFirst()
  await next(good({ rows: months.map((one) => row(one)), total: 40 }))
  return list
}

beforeEach(() => {
  calls.length = 0
  decisions.reset()
})

describe('the list of months', () => {
  test('a next page that is refused is an error for the list, and the rows stay', async () => {
    const list = await loaded(['2026-10'])
    const more = expect(list.more()).rejects.toThrow('departmentTimeout')
    await next(refused('departmentTimeout'))
    await more
    expect(list.rows.map((one) => one.month)).toEqual(['2026-10'])
  })

  test('pages follow each other and are appended', async () => {
    const list = await loaded(['2026-10'])
    void list.more()
    expect((await next(good({ rows: [row('2026-09')], total: 40 }))).input.page).toBe(2)
    void list.more()
    expect((await next(good({ rows: [row('2026-08')], total: 40 }))).input.page).toBe(3)
    expect(list.rows.map((one) => one.month)).toEqual(['2026-10', '2026-09', '2026-08'])
  })

  test('a page of the former filter that comes late is not put into the new list', async () => {
    const list = await loaded(['2026-10'])
    void list.more()
    void list.choose({ year: 2020 })
    const [late, chosen] = calls.splice(0, 2)
    expect(chosen?.input).toEqual({ page: 1, year: 2020 })
    chosen?.answer(good({ rows: [row('2020-12')], total: 12 }))
    await soon()
    late?.answer(good({ rows: [row('2026-09')], total: 40 }))
    await soon()
    expect(list.rows.map((one) => one.month)).toEqual(['2020-12'])
  })

  test('of two filters chosen quickly the last one counts, whichever answer comes first', async () => {
    const list = await loaded(['2026-10'])
    void list.choose({ year: 2020 })
    void list.choose({ insurance: '210' })
    const [first, second] = calls.splice(0, 2)
    second?.answer(good({ rows: [row('2020-01', '210')], total: 1 }))
    await soon()
    first?.answer(good({ rows: [row('2020-12')], total: 12 }))
    await soon()
    expect(second?.input).toEqual({ page: 1, year: 2020, insurance: '210' })
    expect(list.rows.map((one) => one.insurance)).toEqual(['210'])
  })

  test('after sign-out nothing is left, and a late page of the person is thrown away', async () => {
    const list = await loaded(['2026-10'])
    void list.more()
    list.reset()
    await next(good({ rows: [row('2026-09')], total: 40 }))
    expect(list.rows).toEqual([])
    expect(list.load.answer).toBeNull()
  })

  test('medical months are asked of the medical authority', async () => {
    const list = new MonthList()
    list.authority = 'yb'
    void list.askFirst()
    expect(calls[0]?.name).toBe('socialSecurity.medicalContributions')
  })
})

describe('consent', () => {
  const consent = (more: object = {}) => ({ purpose: 'social-security.rs', outdated: false, quietUntil: null, ...more })
  const ask = async (state: object | null) => {
    const questions = new Questions()
    void questions.askStatus()
    await next(refused('consentRequired', { purposes: ['social-security.rs'] }))
    await next(state ? good({ consents: [state] }) : refused('internalError'))
    return questions
  }

  test('what was never decided is asked', async () => {
    const questions = await ask(consent())
    expect(questions.purposesToDecide).toEqual(['social-security.rs'])
    expect(quietUntil(['social-security.rs'])).toBeNull()
  })

  test('a refusal is not asked again while it is quiet', async () => {
    await ask(consent({ quietUntil: '2026-12-22T09:00:00+08:00' }))
    expect(quietUntil(['social-security.rs'])).toBe('2026-12-22T09:00:00+08:00')
  })

  test('a text that changed since the refusal is asked again', async () => {
    await ask(consent({ quietUntil: '2026-12-22T09:00:00+08:00', outdated: true }))
    expect(quietUntil(['social-security.rs'])).toBeNull()
  })

  test('when the decisions cannot be had, it is asked', async () => {
    const questions = await ask(null)
    expect(questions.status.trouble?.code).toBe('consentRequired')
    expect(quietUntil(['social-security.rs'])).toBeNull()
  })

  test('data shown before go when consent was withdrawn', async () => {
    const questions = new Questions()
    void questions.askStatus()
    await next(good({ insured: true }))
    void questions.askStatus()
    await next(refused('consentRequired', { purposes: ['social-security.rs'] }))
    await next(good({ consents: [consent()] }))
    expect(questions.status.answer).toBeNull()
  })

  test('two questions refused at once learn the decisions once', async () => {
    const questions = new Questions()
    void questions.askStatus()
    void questions.askMedicalStatus()
    for (const one of calls.splice(0, 2)) one.answer(refused('consentRequired', { purposes: ['social-security.rs'] }))
    await soon()
    expect(calls.map((one) => one.name)).toEqual(['consents.list'])
    await next(good({ consents: [consent()] }))
    expect([questions.status.phase, questions.medicalStatus.phase]).toEqual(['trouble', 'trouble'])
  })
})
