import type { HostAdapter, HostResult, HttpReply, HttpRequest, RealNameReturn, RunningRequest } from './types'
import { files } from './files.alipay'
import { alipayFailure, alipayHttpStatus, alipaySubscription, bodyText, fontScaleOf, lowerCaseHeaders, storageCapBytes } from './normalize'

declare const CHENGBAN_GATEWAY: string

interface Callbacks<T> {
  success?: (result: T) => void
  fail?: (error: unknown) => void
}
interface AlipayReply {
  status?: number
  statusCode?: number
  headers?: object
  header?: object
  data?: unknown
}
interface Alipay {
  getAuthCode(o: { scopes: string; certVerifyId?: string } & Callbacks<{ authCode?: string }>): void
  request(
    o: { url: string; method: string; headers: object; data: string | undefined; dataType: string; timeout: number } & Callbacks<AlipayReply>,
  ): { abort?: () => void } | undefined
  getStorageSync(o: { key: string }): { data?: unknown } | null
  setStorageSync(o: { key: string; data: string }): { success?: boolean } | undefined
  getAppBaseInfo?(): { fontSizeSetting?: number; appMode?: string }
  getSystemInfoSync?(): { fontSizeSetting?: number; appMode?: string }
  startAPVerify?(o: { url: string; certifyId: string } & Callbacks<{ resultStatus?: string }>): void
  call?(name: string, params: object, done: (result: { resultStatus?: string } | null) => void): void
  requestSubscribeMessage?(o: { entityIds: readonly string[] } & Callbacks<unknown>): void
  makePhoneCall(o: { number: string } & Callbacks<unknown>): void
  setClipboard(o: { text: string } & Callbacks<unknown>): void
}
declare const my: Alipay
declare const getCurrentPages: () => unknown[]

function asked<T>(start: (callbacks: Required<Callbacks<T>>) => void): Promise<HostResult<T>> {
  return new Promise((resolve) => {
    start({
      success: (value) => resolve({ ok: true, value }),
      fail: (error) => resolve({ ok: false, reason: alipayFailure(error) }),
    })
  })
}

function request(one: HttpRequest): RunningRequest {
  let task: { abort?: () => void } | undefined
  const reply = new Promise<HostResult<HttpReply>>((resolve) => {
    const answered = (r: AlipayReply, status: number) =>
      resolve({ ok: true, value: { status, headers: lowerCaseHeaders(r.headers ?? r.header), text: bodyText(r.data) } })
    task = my.request({
      url: one.url,
      method: one.method,
      headers: one.headers,
      data: one.body,
      // `json` would turn a proxy's HTML page into error 14 and lose it.
      dataType: 'text',
      timeout: one.timeoutMs,
      success: (r) => answered(r, r.statusCode ?? r.status ?? 200),
      fail: (error) => {
        const status = alipayHttpStatus(error)
        if (status === null) resolve({ ok: false, reason: alipayFailure(error) })
        else answered((error ?? {}) as AlipayReply, status)
      },
    })
  })
  return { reply, abort: () => task?.abort?.() }
}

/** 9000 means "came to an end on the phone" and proves nothing; the gateway asks Alipay's server. */
function certifyOutcome(resultStatus: string | undefined): HostResult<RealNameReturn> {
  if (resultStatus === '9000') return { ok: true, value: { came: 'back', code: null } }
  if (resultStatus === '6001') return { ok: false, reason: 'cancelled' }
  if (resultStatus === '6002') return { ok: false, reason: 'network' }
  return { ok: false, reason: 'failed' }
}

function certify(certifyId: string, url: string): Promise<HostResult<RealNameReturn>> {
  return new Promise((resolve) => {
    if (my.startAPVerify) {
      my.startAPVerify({
        url,
        certifyId,
        success: (r) => resolve(certifyOutcome(r.resultStatus)),
        fail: (error) => resolve({ ok: false, reason: alipayFailure(error) }),
      })
    } else if (my.call) {
      const param = JSON.stringify({ certifyId, url })
      my.call('startBizService', { name: 'open-certify', param }, (r) => resolve(certifyOutcome(r?.resultStatus)))
    } else {
      resolve({ ok: false, reason: 'unavailable' })
    }
  })
}

/** Single-use code of a scope; for all but `auth_base` Alipay asks the person. */
async function authCode(scopes: string, more: { certVerifyId?: string } = {}): Promise<HostResult<string>> {
  // Taro.login would force the same scope every time; the native call says what happens.
  const result = await asked<{ authCode?: string }>((callbacks) => my.getAuthCode({ scopes, ...more, ...callbacks }))
  if (!result.ok) return result
  return result.value.authCode ? { ok: true, value: result.value.authCode } : { ok: false, reason: 'failed' }
}

/** Alipay's mini-program host. */
export const adapter: HostAdapter = {
  name: 'alipay',
  ...files,
  gatewayOrigin: CHENGBAN_GATEWAY,
  loginCode: () => authCode('auth_base'),
  request,
  storage: {
    read(key) {
      try {
        const value = my.getStorageSync({ key })?.data
        return typeof value === 'string' && value !== '' ? value : null
      } catch {
        return null
      }
    },
    write(key, value) {
      if (value.length * 2 > storageCapBytes) return
      try {
        // A full storage is reported in the answer, not thrown; the preference is then simply not kept.
        my.setStorageSync({ key, data: value })
      } catch {
        // Same as above for hosts that do throw.
      }
    },
  },
  hints() {
    const base = my.getAppBaseInfo?.() ?? my.getSystemInfoSync?.() ?? {}
    return { fontScale: fontScaleOf(base.fontSizeSetting), largeType: base.appMode === 'bigFontSize' }
  },
  async realName(jump) {
    if (jump.kind === 'alipayCertify') return certify(jump.certifyId, jump.url)
    if (jump.kind !== 'alipayAuthorise') return { ok: false, reason: 'unavailable' }
    const code = await authCode(jump.scope, { certVerifyId: jump.verifyId })
    return code.ok ? { ok: true, value: { came: 'back', code: code.value } } : code
  },
  // Alipay's own page asks the phone; only a host without the page is known beforehand.
  faceSupport: () => Promise.resolve(my.startAPVerify || my.call ? { ok: true, value: true } : { ok: false, reason: 'unavailable' }),
  shareCode: () => authCode('auth_user'),
  readEntry: () => ({ realNameCode: null, realNameLeft: false }),
  leaveTo: () => ({ ok: false, reason: 'unavailable' }),
  stackDepth: () => getCurrentPages().length,
  async callPhone(number) {
    const result = await asked((callbacks) => my.makePhoneCall({ number, ...callbacks }))
    return result.ok ? { ok: true, value: true } : result
  },
  async copyText(text) {
    const result = await asked((callbacks) => my.setClipboard({ text, ...callbacks }))
    return result.ok ? { ok: true, value: true } : result
  },
  requirePrivacy: () => Promise.resolve({ ok: true, value: true }),
  async subscribe(templateIds) {
    if (!my.requestSubscribeMessage) return { ok: false, reason: 'unavailable' }
    // A cancel arrives as error 11.
    const result = await asked<unknown>((callbacks) => my.requestSubscribeMessage?.({ entityIds: templateIds, ...callbacks }))
    return result.ok ? { ok: true, value: alipaySubscription(result.value, templateIds) } : result
  },
  returnParams: () => ({}),
}
