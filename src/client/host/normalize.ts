import { hostAnswers } from '../../contract/platform/topics'
import type { HostAnswer } from '../../contract/platform/topics'
import type { AppEntry, HostFailure } from './types'

/** Largest text one key may hold on every host: Alipay's 200 KB is the smaller. */
export const storageCapBytes = 200 * 1024

/** Header names in lower case: neither host normalises them. */
export function lowerCaseHeaders(headers: unknown): Record<string, string> {
  const result: Record<string, string> = {}
  if (headers && typeof headers === 'object') {
    for (const [name, value] of Object.entries(headers)) {
      result[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
    }
  }
  return result
}

/** Body as text: a host may have parsed it although it was asked for text. */
export function bodyText(data: unknown): string {
  if (typeof data === 'string') return data
  return data === undefined || data === null ? '' : JSON.stringify(data)
}

/** WeChat's `{errMsg, errno}` as a reason. */
export function weixinFailure(error: unknown): HostFailure {
  const { errMsg = '', errno } = (error ?? {}) as { errMsg?: string; errno?: number }
  if (/cancel/i.test(errMsg)) return 'cancelled'
  if (/privacy permission|auth deny|authorize no response/i.test(errMsg) || errno === 103 || errno === 104) return 'refused'
  if (/interrupted/i.test(errMsg)) return 'interrupted'
  if (/time ?out/i.test(errMsg)) return 'timeout'
  if (/api scope is not declared/i.test(errMsg) || errno === 112) return 'unavailable'
  if (/(?:request|downloadFile|uploadFile):fail|network/i.test(errMsg)) return 'network'
  return 'failed'
}

/** `errCode` of wx.requestFacialVerify: 0 says that the check came to an end, not that it was passed. */
export function weixinFaceFailure(errCode: number | undefined, error: unknown): HostFailure {
  if (errCode === 90001 || errCode === 90109) return 'unavailable'
  if (errCode !== undefined && errCode >= 90002 && errCode <= 90006) return 'cancelled'
  if (errCode === 90008 || errCode === 90009 || errCode === 90010) return 'refused'
  if (errCode === 90007 || errCode === 90012) return 'network'
  if (errCode === 90017 || errCode === 90107) return 'timeout'
  return errCode === undefined ? weixinFailure(error) : 'failed'
}

/** Alipay's `{error, errorMessage}` as a reason. 3 is also the Android back key. */
export function alipayFailure(error: unknown): HostFailure {
  const code = Number((error as { error?: number | string } | null)?.error)
  if (code === 11 || code === 10 || code === 3) return 'cancelled'
  if (code === 2001 || code === 2002 || code === 2003) return 'refused'
  if (code === 1) return 'interrupted'
  if (code === 12 || code === 14) return 'network'
  if (code === 13) return 'timeout'
  return 'failed'
}

/**
 * Alipay gives HTTP errors to `fail` with error 19 and may drop the body; the status is then only in words.
 * @returns the status, or null when this is no HTTP error
 */
export function alipayHttpStatus(error: unknown): number | null {
  const { error: code, errorMessage = '', status } = (error ?? {}) as { error?: number | string; errorMessage?: string; status?: number }
  if (Number(code) !== 19) return null
  const inWords = /\b([45]\d\d)\b/.exec(errorMessage)
  return status ?? (inWords ? Number(inWords[1]) : 500)
}

const cityServiceAppId = 'wx308bd2aeb83d3345'

/**
 * `referrerInfo.extraData.code` comes as text or as `{auth_code}`. It may be URL-encoded and must go on exactly as given.
 * Query and referrerInfo may be absent.
 */
export function weixinEntry(options: unknown): AppEntry {
  const referrer = (options as { referrerInfo?: { appId?: string; extraData?: { code?: unknown } } } | null)?.referrerInfo
  const code = referrer?.extraData?.code
  const text = typeof code === 'string' ? code : (code as { auth_code?: unknown } | null | undefined)?.auth_code
  const realNameCode = typeof text === 'string' && text !== '' ? text : null
  return { realNameCode, realNameLeft: realNameCode === null && referrer?.appId === cityServiceAppId }
}

/**
 * The host's text size against its standard. WeChat gives px (iOS standard 17, Android a factor on 16); Alipay's value
 * below 4 is a level, not px.
 */
export function fontScaleOf(setting: unknown, factor?: unknown): number {
  if (typeof factor === 'number' && factor > 0) return factor
  const value = Number(setting)
  if (!Number.isFinite(value) || value <= 0) return 1
  return value < 4 ? 0.875 + 0.125 * Math.max(1, value) : value / 16
}

/** WeChat's `{errMsg, [tmplId]: 'accept' | …}`: an id without a known answer counts as a no. */
export function weixinSubscription(result: unknown, templateIds: readonly string[]): Record<string, HostAnswer> {
  const said = (result ?? {}) as Record<string, unknown>
  return Object.fromEntries(templateIds.map((id) => [id, hostAnswers.find((one) => one === said[id]) ?? 'reject']))
}

/** 20004: the person switched messages of this mini-program off; 20005: the host banned them. 10002 and 10003: no network. */
export function weixinSubscribeFailure(error: unknown): HostFailure {
  const { errCode } = (error ?? {}) as { errCode?: number }
  if (errCode === 20004 || errCode === 20005) return 'refused'
  if (errCode === 10002 || errCode === 10003) return 'network'
  return weixinFailure(error)
}

/** Alipay's lists of subscribed ids; `behavior: 'cancel'` may come as a success as well. */
export function alipaySubscription(result: unknown, templateIds: readonly string[]): Record<string, HostAnswer> {
  const said = (result ?? {}) as { behavior?: string; result?: { subscribedEntityIds?: unknown; currentSubscribedEntityIds?: unknown } } & Record<string, unknown>
  const lists = [said.result?.subscribedEntityIds, said.result?.currentSubscribedEntityIds].flatMap((list) => (Array.isArray(list) ? list.map(String) : []))
  return Object.fromEntries(templateIds.map((id) => [id, lists.includes(id) || said[id] === 'accept' ? 'accept' : 'reject']))
}
