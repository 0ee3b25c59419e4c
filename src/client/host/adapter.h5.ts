import type { HostAdapter, HostResult, HttpReply, HttpRequest, RunningRequest } from './types'
import { files } from './files.h5'
import { lowerCaseHeaders } from './normalize'

declare const CHENGBAN_GATEWAY: string

function request(one: HttpRequest): RunningRequest {
  const controller = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort()
  }, one.timeoutMs)
  const reply = (async (): Promise<HostResult<HttpReply>> => {
    try {
      const answer = await fetch(one.url, {
        method: one.method,
        headers: one.headers,
        body: one.body,
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: controller.signal,
      })
      const text = await answer.text()
      return { ok: true, value: { status: answer.status, headers: lowerCaseHeaders(Object.fromEntries(answer.headers)), text } }
    } catch {
      if (timedOut) return { ok: false, reason: 'timeout' }
      return { ok: false, reason: controller.signal.aborted ? 'cancelled' : 'network' }
    } finally {
      clearTimeout(timer)
    }
  })()
  return { reply, abort: () => controller.abort() }
}

/** The browser. Its unified identity page is reached by leaving the tab and coming back. */
export const adapter: HostAdapter = {
  name: 'h5',
  ...files,
  gatewayOrigin: CHENGBAN_GATEWAY,
  loginCode: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  request,
  storage: {
    read(key) {
      try {
        return window.localStorage.getItem(key)
      } catch {
        return null
      }
    },
    write(key, value) {
      try {
        window.localStorage.setItem(key, value)
      } catch {
        // Private windows may refuse; preferences are a convenience.
      }
    },
  },
  hints() {
    const matches = (query: string) => window.matchMedia?.(query).matches ?? false
    return { dark: matches('(prefers-color-scheme: dark)'), reducedMotion: matches('(prefers-reduced-motion: reduce)') }
  },
  realName: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  faceSupport: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  shareCode: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  readEntry: () => ({ realNameCode: null, realNameLeft: false }),
  leaveTo(url) {
    // Only a web address: a `javascript:` URL from a broken answer must never run.
    if (!/^https?:\/\//.test(url)) return { ok: false, reason: 'failed' }
    window.location.assign(url)
    return { ok: true, value: true }
  },
  stackDepth: () => 1,
  callPhone(number) {
    window.location.href = `tel:${number.replace(/[^0-9+-]/g, '')}`
    return Promise.resolve({ ok: true, value: true })
  },
  async copyText(text) {
    try {
      await window.navigator.clipboard.writeText(text)
      return { ok: true, value: true }
    } catch {
      return { ok: false, reason: 'refused' }
    }
  },
  requirePrivacy: () => Promise.resolve({ ok: true, value: true }),
  subscribe: () => Promise.resolve({ ok: false, reason: 'unavailable' }),
  returnParams() {
    const query = window.location.hash.split('?')[1] ?? ''
    return Object.fromEntries(new URLSearchParams(query))
  },
}
