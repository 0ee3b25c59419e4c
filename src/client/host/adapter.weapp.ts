import type { HostAdapter, HostResult, HttpReply, HttpRequest, RealNameReturn, RunningRequest } from './types'
import { files } from './files.weapp'
import { bodyText, fontScaleOf, lowerCaseHeaders, storageCapBytes, weixinEntry, weixinFaceFailure, weixinFailure, weixinSubscribeFailure, weixinSubscription } from './normalize'

declare const CHENGBAN_GATEWAY: string

interface Callbacks<T> {
  success?: (result: T) => void
  fail?: (error: unknown) => void
}
interface Weixin {
  login(o: { timeout: number } & Callbacks<{ code?: string }>): void
  request(
    o: { url: string; method: string; header: object; data: string | undefined; dataType: string; responseType: string; timeout: number } & Callbacks<{
      statusCode: number
      header: object
      data: unknown
    }>,
  ): { abort?: () => void } | undefined
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: string): void
  getAppBaseInfo?(): { fontSizeSetting?: number; fontSizeScaleFactor?: number; theme?: string }
  navigateToMiniProgram(o: { appId: string; path: string; envVersion: string } & Callbacks<unknown>): void
  makePhoneCall(o: { phoneNumber: string } & Callbacks<unknown>): void
  setClipboardData(o: { data: string } & Callbacks<unknown>): void
  requirePrivacyAuthorize?(o: Callbacks<unknown>): void
  requestSubscribeMessage?(o: { tmplIds: readonly string[] } & Callbacks<unknown>): void
  /** Both from library 3.8.12 on, without promise style. */
  checkIsSupportFacialRecognition?(o: Callbacks<{ errCode?: number }>): void
  requestFacialVerify?(o: { verifyId: string } & Callbacks<{ errCode?: number }>): void
}
declare const wx: Weixin
declare const getCurrentPages: () => unknown[]

/** Callback style into a result; no promise style, because some newer host methods have none. */
function asked<T>(start: (callbacks: Required<Callbacks<T>>) => void): Promise<HostResult<T>> {
  return new Promise((resolve) => {
    start({
      success: (value) => resolve({ ok: true, value }),
      fail: (error) => resolve({ ok: false, reason: weixinFailure(error) }),
    })
  })
}

async function askedForTrue(start: (callbacks: Required<Callbacks<unknown>>) => void): Promise<HostResult<true>> {
  const result = await asked(start)
  return result.ok ? { ok: true, value: true } : result
}

function request(one: HttpRequest): RunningRequest {
  let task: { abort?: () => void } | undefined
  const reply = new Promise<HostResult<HttpReply>>((resolve) => {
    task = wx.request({
      url: one.url,
      method: one.method,
      header: one.headers,
      data: one.body,
      dataType: 'text',
      responseType: 'text',
      timeout: one.timeoutMs,
      success: (r) =>
        resolve({ ok: true, value: { status: r.statusCode, headers: lowerCaseHeaders(r.header), text: bodyText(r.data) } }),
      fail: (error) => resolve({ ok: false, reason: weixinFailure(error) }),
    })
  })
  return { reply, abort: () => task?.abort?.() }
}

/** The face check of WeChat's own page. Its result is only how it looked on this phone. */
function faceVerify(verifyId: string): Promise<HostResult<RealNameReturn>> {
  if (!wx.requestFacialVerify) return Promise.resolve({ ok: false, reason: 'unavailable' })
  return new Promise((resolve) => {
    const ended = (answer: { errCode?: number } | null | undefined, failed: boolean) => {
      const errCode = answer?.errCode
      if (errCode === 0 || (!failed && errCode === undefined)) resolve({ ok: true, value: { came: 'back', code: null } })
      else resolve({ ok: false, reason: weixinFaceFailure(errCode, answer) })
    }
    wx.requestFacialVerify?.({ verifyId, success: (answer) => ended(answer, false), fail: (error) => ended(error as { errCode?: number }, true) })
  })
}

/** WeChat's mini-program host. */
export const adapter: HostAdapter = {
  name: 'weapp',
  ...files,
  gatewayOrigin: CHENGBAN_GATEWAY,
  async loginCode() {
    const result = await asked<{ code?: string }>((callbacks) => wx.login({ timeout: 5000, ...callbacks }))
    if (!result.ok) return result
    return result.value.code ? { ok: true, value: result.value.code } : { ok: false, reason: 'failed' }
  },
  request,
  storage: {
    read(key) {
      try {
        const value = wx.getStorageSync(key)
        return typeof value === 'string' && value !== '' ? value : null
      } catch {
        return null
      }
    },
    write(key, value) {
      if (value.length * 2 > storageCapBytes) return
      try {
        wx.setStorageSync(key, value)
      } catch {
        // Quota or a broken phone: preferences are a convenience.
      }
    },
  },
  hints() {
    const base = wx.getAppBaseInfo?.() ?? {}
    const fontScale = fontScaleOf(base.fontSizeSetting, base.fontSizeScaleFactor)
    return { fontScale, largeType: fontScale >= 1.35, ...(base.theme ? { dark: base.theme === 'dark' } : {}) }
  },
  async realName(jump) {
    if (jump.kind === 'weixinFace') return faceVerify(jump.verifyId)
    if (jump.kind !== 'weixinMiniProgram') return { ok: false, reason: 'unavailable' }
    const result = await asked((callbacks) =>
      wx.navigateToMiniProgram({ appId: jump.appId, path: jump.path, envVersion: 'release', ...callbacks }),
    )
    return result.ok ? { ok: true, value: { came: 'elsewhere' } } : result
  },
  async faceSupport() {
    if (!wx.checkIsSupportFacialRecognition || !wx.requestFacialVerify) return { ok: false, reason: 'unavailable' }
    const result = await asked<{ errCode?: number }>((callbacks) => wx.checkIsSupportFacialRecognition?.(callbacks))
    return result.ok && (result.value.errCode ?? 0) === 0 ? { ok: true, value: true } : { ok: false, reason: 'refused' }
  },
  shareCode: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  readEntry: weixinEntry,
  leaveTo: () => ({ ok: false, reason: 'unavailable' }),
  stackDepth: () => getCurrentPages().length,
  callPhone: (phoneNumber) => askedForTrue((callbacks) => wx.makePhoneCall({ phoneNumber, ...callbacks })),
  copyText: (data) => askedForTrue((callbacks) => wx.setClipboardData({ data, ...callbacks })),
  requirePrivacy: () =>
    wx.requirePrivacyAuthorize
      ? askedForTrue((callbacks) => wx.requirePrivacyAuthorize?.(callbacks))
      : Promise.resolve({ ok: true, value: true }),
  subscribe(templateIds) {
    if (!wx.requestSubscribeMessage) return Promise.resolve({ ok: false, reason: 'unavailable' })
    return new Promise((resolve) => {
      wx.requestSubscribeMessage?.({
        tmplIds: templateIds,
        success: (result) => resolve({ ok: true, value: weixinSubscription(result, templateIds) }),
        fail: (error) => resolve({ ok: false, reason: weixinSubscribeFailure(error) }),
      })
    })
  },
  returnParams: () => ({}),
}
