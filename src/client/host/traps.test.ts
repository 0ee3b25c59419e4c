import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { HostAdapter } from './types'
import { alipayFailure, alipayHttpStatus, alipaySubscription, bodyText, fontScaleOf, lowerCaseHeaders, weixinEntry, weixinFailure, weixinSubscribeFailure, weixinSubscription } from './normalize'

type Fake = Record<string, unknown>
const globals = globalThis as unknown as { wx?: Fake; my?: Fake; CHENGBAN_GATEWAY?: string; getCurrentPages?: () => unknown[] }
let weapp: HostAdapter
let alipay: HostAdapter

beforeAll(async () => {
  globals.CHENGBAN_GATEWAY = 'http://127.0.0.1:8800'
  globals.getCurrentPages = () => [1, 2]
  globals.wx = {}
  globals.my = {}
  weapp = (await import('./adapter.weapp')).adapter
  alipay = (await import('./adapter.alipay')).adapter
})
afterEach(() => {
  jest.restoreAllMocks()
})

const post = { url: 'http://127.0.0.1:8800/x', method: 'POST' as const, headers: { a: 'b' }, body: '{}', timeoutMs: 1000 }

describe('WeChat traps', () => {
  test('extraData.code is accepted as text and as an object, exactly as given', () => {
    expect(weixinEntry({ referrerInfo: { extraData: { code: 'abc%3D' } } }).realNameCode).toBe('abc%3D')
    expect(weixinEntry({ referrerInfo: { extraData: { code: { auth_code: 'abc%3D' } } } }).realNameCode).toBe('abc%3D')
  })
  test('a return without extraData is the person leaving, and a plain launch is nothing', () => {
    expect(weixinEntry({ referrerInfo: { appId: 'wx308bd2aeb83d3345' } })).toEqual({ realNameCode: null, realNameLeft: true })
    expect(weixinEntry({})).toEqual({ realNameCode: null, realNameLeft: false })
    expect(weixinEntry(undefined)).toEqual({ realNameCode: null, realNameLeft: false })
  })
  test('a login without a code is a failure, not an empty login', async () => {
    globals.wx!.login = (o: { success: (r: object) => void }) => o.success({ errMsg: 'login:ok' })
    expect(await weapp.loginCode()).toEqual({ ok: false, reason: 'failed' })
  })
  test('any HTTP status is an answer and header names come in lower case', async () => {
    globals.wx!.request = (o: { success: (r: object) => void }) => o.success({ statusCode: 503, header: { 'X-CB-Server-Time': 5 }, data: '' })
    expect(await weapp.request(post).reply).toEqual({ ok: true, value: { status: 503, headers: { 'x-cb-server-time': '5' }, text: '' } })
  })
  test('a request cut in the background is told apart from a lost network', () => {
    expect(weixinFailure({ errMsg: 'request:fail interrupted' })).toBe('interrupted')
    expect(weixinFailure({ errMsg: 'request:fail timeout' })).toBe('timeout')
    expect(weixinFailure({ errMsg: 'request:fail -2:net::ERR_FAILED' })).toBe('network')
  })
  test('a cancel is a value', () => {
    expect(weixinFailure({ errMsg: 'navigateToMiniProgram:fail cancel' })).toBe('cancelled')
  })
  test('a refused privacy agreement is told apart from one that was never declared', () => {
    expect(weixinFailure({ errMsg: 'x:fail privacy permission is not authorized' })).toBe('refused')
    expect(weixinFailure({ errMsg: 'x:fail api scope is not declared in the privacy agreement' })).toBe('unavailable')
  })
  test('an old base library without the privacy call goes on', async () => {
    delete globals.wx!.requirePrivacyAuthorize
    expect(await weapp.requirePrivacy()).toEqual({ ok: true, value: true })
  })
  test('storage that throws does not take the page down', () => {
    globals.wx!.setStorageSync = () => {
      throw new Error('quota')
    }
    globals.wx!.getStorageSync = () => ''
    expect(() => weapp.storage.write('k', 'v')).not.toThrow()
    expect(weapp.storage.read('k')).toBeNull()
  })
  test('more than Alipay could keep is not written on WeChat either', () => {
    const set = jest.fn()
    globals.wx!.setStorageSync = set
    weapp.storage.write('k', 'x'.repeat(200 * 1024))
    expect(set).not.toHaveBeenCalled()
  })
})

describe('Alipay traps', () => {
  test('login asks for the silent scope only', async () => {
    const asked: unknown[] = []
    globals.my!.getAuthCode = (o: { scopes: string; success: (r: object) => void }) => {
      asked.push(o.scopes)
      o.success({ authCode: 'c' })
    }
    expect(await alipay.loginCode()).toEqual({ ok: true, value: 'c' })
    expect(asked).toEqual(['auth_base'])
  })
  test('the Android back key is a cancel', () => {
    expect(alipayFailure({ error: 3 })).toBe('cancelled')
    expect(alipayFailure({ error: '11' })).toBe('cancelled')
  })
  test('an HTTP error that arrives in fail is still an HTTP answer', async () => {
    globals.my!.request = (o: { fail: (e: object) => void }) => o.fail({ error: 19, errorMessage: 'http status error 504' })
    expect(await alipay.request(post).reply).toMatchObject({ ok: true, value: { status: 504, text: '' } })
    expect(alipayHttpStatus({ error: 19, errorMessage: '' })).toBe(500)
    expect(alipayHttpStatus({ error: 12 })).toBeNull()
  })
  test('both spellings of status and headers are read', async () => {
    globals.my!.request = (o: { success: (r: object) => void }) => o.success({ status: 200, headers: { 'X-A': '1' }, data: '{}' })
    expect(await alipay.request(post).reply).toMatchObject({ ok: true, value: { status: 200, headers: { 'x-a': '1' } } })
  })
  test('the answer is asked for as text, so that a proxy page is not lost as error 14', async () => {
    let dataType = ''
    globals.my!.request = (o: { dataType: string; success: (r: object) => void }) => {
      dataType = o.dataType
      o.success({ status: 502, data: '<html>' })
    }
    expect(await alipay.request(post).reply).toMatchObject({ value: { text: '<html>' } })
    expect(dataType).toBe('text')
  })
  test('a storage write that fails silently is survived', () => {
    globals.my!.setStorageSync = () => ({ success: false })
    globals.my!.getStorageSync = () => ({ data: null })
    expect(() => alipay.storage.write('k', 'v')).not.toThrow()
    expect(alipay.storage.read('k')).toBeNull()
  })
  test.each([
    ['9000', { ok: true, value: { came: 'back', code: null } }],
    ['6001', { ok: false, reason: 'cancelled' }],
    ['6002', { ok: false, reason: 'network' }],
    ['4000', { ok: false, reason: 'failed' }],
  ])('certification that ends with %s is only a sign to ask the server', async (resultStatus, expected) => {
    delete globals.my!.startAPVerify
    globals.my!.call = (_: string, __: object, done: (r: object) => void) => done({ resultStatus })
    expect(await alipay.realName({ kind: 'alipayCertify', certifyId: 'c', url: 'https://x' })).toEqual(expected)
  })
  test('an agreement brings its code back; a person who refuses it is a cancel, and WeChat knows nothing of it', async () => {
    const asked: object[] = []
    globals.my!.getAuthCode = (o: { scopes: string; certVerifyId?: string; success: (r: object) => void }) => {
      asked.push({ scopes: o.scopes, certVerifyId: o.certVerifyId })
      o.success({ authCode: 'a1' })
    }
    const jump = { kind: 'alipayAuthorise', scope: 'id_verify', verifyId: 'v1' } as const
    expect(await alipay.realName(jump)).toEqual({ ok: true, value: { came: 'back', code: 'a1' } })
    expect(await alipay.shareCode()).toEqual({ ok: true, value: 'a1' })
    expect(asked).toEqual([{ scopes: 'id_verify', certVerifyId: 'v1' }, { scopes: 'auth_user', certVerifyId: undefined }])
    globals.my!.getAuthCode = (o: { fail: (e: object) => void }) => o.fail({ error: 11 })
    expect(await alipay.realName(jump)).toEqual({ ok: false, reason: 'cancelled' })
    expect(await weapp.realName(jump)).toEqual({ ok: false, reason: 'unavailable' })
  })
  test('a certification whose result is null is a failure', async () => {
    globals.my!.call = (_: string, __: object, done: (r: null) => void) => done(null)
    expect(await alipay.realName({ kind: 'alipayCertify', certifyId: 'c', url: 'https://x' })).toEqual({ ok: false, reason: 'failed' })
  })
  test('a font setting below 4 is a level and the large-type edition turns the elder hint on', () => {
    expect(fontScaleOf(1)).toBe(1)
    expect(fontScaleOf(24)).toBe(1.5)
    expect(fontScaleOf(undefined)).toBe(1)
    expect(fontScaleOf(17, 1.4)).toBe(1.4)
    globals.my!.getAppBaseInfo = () => ({ fontSizeSetting: 1, appMode: 'bigFontSize' })
    expect(alipay.hints()).toMatchObject({ fontScale: 1, largeType: true })
  })
})

describe('WeChat face check', () => {
  const jump = { kind: 'weixinFace', verifyId: 'v1' } as const
  const phone = (answer: (o: { verifyId: string; success: (r: object) => void; fail: (e: object) => void }) => void) => {
    globals.wx!.requestFacialVerify = answer
    globals.wx!.checkIsSupportFacialRecognition = (o: { success: (r: object) => void }) => o.success({ errCode: 0 })
  }

  test('a host without the interfaces is too old, a phone that cannot is told apart from it', async () => {
    delete globals.wx!.requestFacialVerify
    delete globals.wx!.checkIsSupportFacialRecognition
    expect(await weapp.faceSupport()).toEqual({ ok: false, reason: 'unavailable' })
    expect(await weapp.realName(jump)).toEqual({ ok: false, reason: 'unavailable' })
    phone(() => undefined)
    expect(await weapp.faceSupport()).toEqual({ ok: true, value: true })
    globals.wx!.checkIsSupportFacialRecognition = (o: { fail: (e: object) => void }) => o.fail({ errCode: 90001, errMsg: 'fail' })
    expect(await weapp.faceSupport()).toEqual({ ok: false, reason: 'refused' })
    globals.wx!.checkIsSupportFacialRecognition = (o: { success: (r: object) => void }) => o.success({ errCode: 90109 })
    expect(await weapp.faceSupport()).toEqual({ ok: false, reason: 'refused' })
  })
  test.each([
    [90001, 'unavailable'], [90002, 'cancelled'], [90006, 'cancelled'], [90007, 'network'], [90008, 'refused'], [90009, 'refused'], [90010, 'refused'],
    [90017, 'timeout'], [90018, 'failed'], [90199, 'failed'], [84001, 'failed'],
  ])('errCode %i is %s', async (errCode, reason) => {
    phone((o) => o.fail({ errCode, errMsg: 'requestFacialVerify:fail' }))
    expect(await weapp.realName(jump)).toEqual({ ok: false, reason })
  })
  test('errCode 0 says that it ended, and nothing of a pass; the id goes on as given', async () => {
    let given = ''
    phone((o) => {
      given = o.verifyId
      o.success({ errCode: 0 })
    })
    expect(await weapp.realName(jump)).toEqual({ ok: true, value: { came: 'back', code: null } })
    expect(given).toBe('v1')
    phone((o) => o.success({ errCode: 90014 }))
    expect(await weapp.realName(jump)).toEqual({ ok: false, reason: 'failed' })
  })
})

describe('traps of both', () => {
  test('a body the host parsed by itself becomes text again', () => {
    expect(bodyText({ a: 1 })).toBe('{"a":1}')
    expect(bodyText(undefined)).toBe('')
  })
  test('repeated headers are joined', () => {
    expect(lowerCaseHeaders({ 'Set-Thing': ['a', 'b'] })).toEqual({ 'set-thing': 'a, b' })
    expect(lowerCaseHeaders(null)).toEqual({})
  })
})

describe('files on both hosts', () => {
  const asked = { url: 'http://127.0.0.1:8800/files/t', headers: { authorization: 'Bearer x' }, timeoutMs: 1000, name: '参保证明.pdf' }
  test('WeChat saves an error page as if it were the document: any other status than 200 is no file', async () => {
    globals.wx!.downloadFile = (o: { success: (r: object) => void }) => o.success({ statusCode: 410, tempFilePath: 'http://tmp/1', dataLength: 300 })
    expect(await weapp.download(asked)).toEqual({ ok: true, value: { status: 410, file: null } })
  })
  test('a temporary path has no ending, so the viewer is told that it is a PDF', async () => {
    const told: object[] = []
    globals.wx!.openDocument = (o: { success: (r: object) => void }) => { told.push(o); o.success({}) }
    globals.my!.openDocument = (o: { success: (r: object) => void }) => { told.push(o); o.success({}) }
    const file = { handle: 'http://tmp/1', name: 'x', size: 1 }
    expect([await weapp.openDocument(file), await alipay.openDocument(file)]).toEqual([{ ok: true, value: true }, { ok: true, value: true }])
    expect(told).toMatchObject([{ filePath: 'http://tmp/1', fileType: 'pdf', showMenu: true }, { filePath: 'http://tmp/1', fileType: 'pdf' }])
  })
  test('Alipay names the file apFilePath and gives HTTP errors to fail', async () => {
    globals.my!.downloadFile = (o: { headers: object; header: object; success: (r: object) => void }) => {
      expect([o.headers, o.header]).toEqual([asked.headers, asked.headers])
      o.success({ apFilePath: 'https://resource/1' })
    }
    expect(await alipay.download(asked)).toMatchObject({ ok: true, value: { status: 200, file: { handle: 'https://resource/1', name: '参保证明.pdf' } } })
    globals.my!.downloadFile = (o: { fail: (e: object) => void }) => o.fail({ error: 19, errorMessage: 'http status error 410' })
    expect(await alipay.download(asked)).toEqual({ ok: true, value: { status: 410, file: null } })
  })
  test('an upload that is lost on the way is the network, not an answer', async () => {
    globals.wx!.uploadFile = (o: { fail: (e: object) => void }) => o.fail({ errMsg: 'uploadFile:fail -102:net::ERR_CONNECTION_REFUSED' })
    expect(await weapp.upload({ ...asked, file: { handle: 'p', name: 'x', size: 1 } })).toEqual({ ok: false, reason: 'network' })
  })
  test('an old WeChat without file choosing and Alipay, which has none, say so', async () => {
    delete globals.wx!.chooseMessageFile
    expect([await weapp.chooseFile(), await alipay.chooseFile(), alipay.can.chooseFile]).toEqual([{ ok: false, reason: 'unavailable' }, { ok: false, reason: 'unavailable' }, false])
  })
  test('going back from the camera is a cancel, and Alipay calls the text code', async () => {
    globals.wx!.scanCode = (o: { fail: (e: object) => void }) => o.fail({ errMsg: 'scanCode:fail cancel' })
    globals.my!.scan = (o: { success: (r: object) => void }) => o.success({ code: 'https://x' })
    expect([await weapp.scanCode(), await alipay.scanCode()]).toEqual([{ ok: false, reason: 'cancelled' }, { ok: true, value: 'https://x' }])
  })
})

describe('asking for messages', () => {
  test('a template that WeChat does not answer for, or answers in an unknown word, counts as a no', () => {
    expect(weixinSubscription({ errMsg: 'requestSubscribeMessage:ok', a: 'accept', b: 'ban', c: 'filter', d: 'maybe' }, ['a', 'b', 'c', 'd', 'e'])).toEqual({ a: 'accept', b: 'ban', c: 'filter', d: 'reject', e: 'reject' })
  })
  test('messages switched off at the host are a refusal, a lost network is not', () => {
    expect([20004, 20005, 10002].map((errCode) => weixinSubscribeFailure({ errMsg: 'requestSubscribeMessage:fail', errCode }))).toEqual(['refused', 'refused', 'network'])
  })
  test("Alipay's answer stands in lists; a cancelled dialog that comes as a success is a no", () => {
    expect(alipaySubscription({ behavior: 'subscribe', result: { subscribedEntityIds: ['a'], currentSubscribedEntityIds: ['a', 'b'] } }, ['a', 'b', 'c'])).toEqual({ a: 'accept', b: 'accept', c: 'reject' })
    expect(alipaySubscription({ behavior: 'cancel' }, ['a'])).toEqual({ a: 'reject' })
  })
  test('a host without the call says so and a cancel is a value', async () => {
    delete globals.wx!.requestSubscribeMessage
    delete globals.my!.requestSubscribeMessage
    expect(await weapp.subscribe(['a'])).toEqual({ ok: false, reason: 'unavailable' })
    expect(await alipay.subscribe(['a'])).toEqual({ ok: false, reason: 'unavailable' })
    globals.my!.requestSubscribeMessage = (o: { fail: (e: object) => void }) => o.fail({ error: 11, errorMessage: 'cancel' })
    expect(await alipay.subscribe(['a'])).toEqual({ ok: false, reason: 'cancelled' })
  })
})
