/**
 * Alipay's `my` for a built package, with Alipay's own meaning: storage takes and gives objects and hides its errors,
 * failures carry `error` and `errorMessage`, HTTP errors may arrive in `fail` with their body dropped.
 * An interface that is not written here is undefined.
 */
import { withQuery, type HostState } from '../mini/host.ts'
import { selectorQuery } from '../weapp/wx.ts'

type Options = Record<string, unknown> & { success?: (value: unknown) => void, fail?: (value: unknown) => void, complete?: (value: unknown) => void }
type Api = Record<string, unknown>

const STORAGE_LIMIT = 200 * 1024

interface Failure { error: number | string, errorMessage: string }
const failure = (error: number | string, errorMessage: string): Failure => ({ error, errorMessage })

function api(name: string, work: (options: Options) => unknown): (options?: Options) => unknown {
  return (options = {}) => {
    const run = async (): Promise<unknown> => {
      try {
        const answer = (await work(options)) ?? { success: true }
        options.success?.(answer)
        options.complete?.(answer)
        return answer
      } catch (error) {
        const answer = error instanceof Error ? failure(2, `${name}: ${error.message}`) : error
        options.fail?.(answer)
        options.complete?.(answer)
        if (!options.fail && !options.complete && !options.success) throw answer
        return answer
      }
    }
    const promise = run()
    promise.catch((error: unknown) => { console.error(error) })
    return promise
  }
}

/** Refusals of the navigation calls are silent at stack depth 10; the others say why. */
function steer(refusal: string | undefined): unknown {
  if (refusal === undefined || refusal.includes('limit exceed')) return { success: true }
  throw failure(2, refusal)
}

/** Builds `my` for one phone. */
export function createAlipayHost(state: HostState): Api {
  const { shell, settings } = state
  const system = { app: 'alipay', platform: 'Android', brand: 'rig', model: 'rig', system: '14', version: '10.6.0', language: 'zh-Hans', fontSizeSetting: 16, pixelRatio: 2, screenWidth: 375, screenHeight: 812, windowWidth: 375, windowHeight: 724, statusBarHeight: 24, titleBarHeight: 48, screen: { width: 375, height: 812 }, safeArea: { left: 0, right: 375, top: 24, bottom: 778, width: 375, height: 754 } }

  function request(options: Options): unknown {
    const abort = new AbortController()
    void api('request', async () => {
      const method = String(options.method ?? 'GET').toUpperCase()
      const headers: Record<string, string> = {}
      for (const [key, value] of Object.entries((options.headers ?? options.header ?? {}) as Record<string, unknown>)) {
        if (typeof value !== 'string') throw failure(2, `header ${key} is not a string`)
        headers[key.toLowerCase()] = value
      }
      headers['content-type'] ??= method === 'GET' ? 'application/json' : 'application/x-www-form-urlencoded'
      const plain = method === 'GET'
      const data = options.data
      const body = plain || data === undefined ? undefined : typeof data === 'string' ? data : headers['content-type'].includes('json') ? JSON.stringify(data) : withQuery('', data).slice(1)
      const url = plain ? withQuery(String(options.url), data) : String(options.url)
      if (url.length > 2000) throw failure(2, 'url is too long')
      let answer
      try {
        answer = await state.http(url, { method, headers, ...(body === undefined ? {} : { body }), timeout: Math.min(Number(options.timeout ?? 30_000), 60_000), signal: abort.signal })
      } catch (error) {
        if (abort.signal.aborted) throw failure(9, 'request aborted')
        if ((error as Error).name === 'TimeoutError') throw failure(13, '请求超时')
        throw failure(12, '网络出错')
      }
      if (answer.status >= 400 && settings.httpErrorsInFail) throw { ...failure(19, `http status error`), status: answer.status, statusCode: answer.status }
      const text = answer.body.toString('utf8')
      let value: unknown = text
      if (options.dataType === 'arraybuffer') value = new Uint8Array(answer.body).buffer
      else if (String(options.dataType ?? 'json').toLowerCase() === 'json') {
        try { value = JSON.parse(text) } catch { throw failure(14, 'JSON parse data error') }
      }
      return { data: value, status: answer.status, statusCode: answer.status, headers: answer.headers, header: answer.headers }
    })(options)
    return { abort: () => { abort.abort() } }
  }

  /** The host's certification screen: the citizen's answer, then the host server's record, then resultStatus. */
  function certify(certifyId: unknown, url: unknown, done: (result: { resultStatus: string, result?: unknown }) => void): void {
    state.screen = {
      id: 'alipay-certify', words: '支付宝 身份验证', answer: async (answer) => {
        state.screen = undefined
        const outcome = answer === 'cancel' ? 'leave' : 'pass'
        const result = await state.device('/alipay-device/certify', { certifyId, personId: settings.personId, outcome, ...(url === undefined ? {} : { url }) })
        // Ended meanwhile: the host's server knows the answer, the app never hears of it.
        if (answer !== 'kill') done(result as { resultStatus: string })
      }
    }
  }

  async function authCode(options: Options): Promise<unknown> {
    const scopes = Array.isArray(options.scopes) ? options.scopes as string[] : [String(options.scopes ?? 'auth_base')]
    const ask = async (): Promise<unknown> => {
      const verify = options.certVerifyId ?? options.cert_verify_id
      const given = await state.device('/alipay-device/auth-code', { personId: settings.personId, scopes, ...(verify === undefined ? {} : { verifyId: verify }) })
      return { authCode: given.authCode ?? given.code, authSuccessScopes: scopes, authErrorScopes: {} }
    }
    if (scopes.every(scope => scope === 'auth_base')) return ask()
    return new Promise((resolve, reject) => {
      state.screen = {
        id: 'alipay-authorise', words: '支付宝 授权', answer: async (answer) => {
          state.screen = undefined
          if (answer === 'agree') resolve(await ask())
          else reject(failure(11, '用户取消授权'))
        }
      }
    })
  }

  const my: Api = {
    request,
    httpRequest: request,
    getAuthCode: api('getAuthCode', authCode),
    call: (name: string, argument?: unknown, done?: (value: unknown) => void) => {
      const reply = typeof argument === 'function' ? argument as (value: unknown) => void : done
      if (name !== 'startBizService') {
        reply?.(failure(1, 'not supported'))
        return
      }
      const { name: service, param } = argument as { name: string, param: string }
      if (service !== 'open-certify') {
        reply?.(failure(2, `unknown service ${service}`))
        return
      }
      const asked = JSON.parse(param) as { certifyId: string, url?: string }
      certify(asked.certifyId, asked.url, value => reply?.(value))
    },
    startAPVerify: (options: Options) => { certify(options.certifyId, options.url, (value) => { options.success?.(value); options.complete?.(value) }) },
    uploadFile: (options: Options) => {
      const abort = new AbortController()
      void api('uploadFile', async () => {
        const form = new FormData()
        form.append(String(options.fileName ?? options.name), new Blob([new Uint8Array(state.file(options.filePath))]), 'upload.bin')
        const answer = await state.http(String(options.url), { method: 'POST', headers: (options.headers ?? options.header ?? {}) as Record<string, string>, body: form, timeout: 60_000, signal: abort.signal })
        return { data: answer.body.toString('utf8'), statusCode: answer.status }
      })(options)
      return { abort: () => { abort.abort() }, onProgressUpdate: () => undefined }
    },
    downloadFile: (options: Options) => {
      const abort = new AbortController()
      void api('downloadFile', async () => {
        const answer = await state.http(String(options.url), { method: 'GET', headers: (options.headers ?? options.header ?? {}) as Record<string, string>, timeout: 60_000, signal: abort.signal })
        if (answer.status >= 400 && settings.httpErrorsInFail) throw { ...failure(19, 'http status error'), status: answer.status, statusCode: answer.status }
        return { apFilePath: state.keep(`https://resource/${state.files.size}`, answer.body) }
      })(options)
      return { abort: () => { abort.abort() } }
    },
    openDocument: api('openDocument', (options) => { state.show(options.filePath, options.fileType) }),
    getStorageSync: (options: { key: string }) => ({ data: state.read(options.key) ?? null, success: true }),
    setStorageSync: (options: { key: string, data: unknown }) => (state.write(options.key, options.data, STORAGE_LIMIT) ? { success: true } : { success: false, error: 14, errorMessage: '超出单个 key 限制' }),
    removeStorageSync: (options: { key: string }) => { state.remove(options.key); return { success: true } },
    clearStorageSync: () => { state.remove(); return { success: true } },
    getStorageInfoSync: () => ({ keys: state.keys(), currentSize: 1, limitSize: 10240, success: true }),
    getStorage: api('getStorage', options => ({ data: state.read(String(options.key)) ?? null })),
    setStorage: api('setStorage', (options) => { if (!state.write(String(options.key), options.data, STORAGE_LIMIT)) throw failure(14, '超出单个 key 限制') }),
    removeStorage: api('removeStorage', (options) => { state.remove(String(options.key)) }),
    clearStorage: api('clearStorage', () => { state.remove() }),
    navigateTo: api('navigateTo', options => steer(shell.navigateTo(String(options.url)))),
    redirectTo: api('redirectTo', options => steer(shell.redirectTo(String(options.url)))),
    navigateBack: api('navigateBack', options => steer(shell.navigateBack(Number(options.delta ?? 1)))),
    switchTab: api('switchTab', options => steer(shell.switchTab(String(options.url)))),
    reLaunch: api('reLaunch', options => steer(shell.reLaunch(String(options.url)))),
    setNavigationBar: api('setNavigationBar', (options) => { if (shell.top && options.title !== undefined) shell.top.title = String(options.title) }),
    confirm: api('confirm', options => new Promise((resolve) => {
      const yes = String(options.confirmButtonText ?? '确定')
      state.dialog = { title: String(options.title ?? ''), content: String(options.content ?? ''), buttons: [String(options.cancelButtonText ?? '取消'), yes], answer: (words) => { resolve({ confirm: words === yes, cancel: words !== yes }) } }
    })),
    alert: api('alert', options => new Promise((resolve) => {
      state.dialog = { title: String(options.title ?? ''), content: String(options.content ?? ''), buttons: [String(options.buttonText ?? '确定')], answer: () => { resolve({ success: true }) } }
    })),
    showActionSheet: api('showActionSheet', options => new Promise((resolve) => {
      const items = options.items as string[]
      state.dialog = { title: String(options.title ?? ''), content: '', buttons: [...items, '取消'], answer: (words) => { resolve({ index: items.indexOf(words) }) } }
    })),
    showToast: api('showToast', (options) => { state.toast = String(options.content ?? '') }),
    hideToast: api('hideToast', () => { state.toast = '' }),
    showLoading: api('showLoading', (options) => { state.loading = String(options.content ?? '') }),
    hideLoading: api('hideLoading', () => { state.loading = '' }),
    makePhoneCall: api('makePhoneCall', (options) => { state.calls.push(`makePhoneCall ${String(options.number)}`) }),
    setClipboard: api('setClipboard', (options) => {
      state.clipboard = String(options.text)
      state.calls.push('setClipboardData')
    }),
    getClipboard: api('getClipboard', () => ({ text: state.clipboard })),
    scan: api('scan', () => {
      if (state.code === undefined) throw failure(10, '用户取消')
      return { code: state.code, qrCode: state.code, result: state.code }
    }),
    chooseImage: api('chooseImage', () => { throw failure(11, '用户取消') }),
    getLocation: api('getLocation', () => { throw failure(2001, '用户拒绝授权') }),
    getSetting: api('getSetting', () => ({ authSetting: {} })),
    openSetting: api('openSetting', () => ({ authSetting: {} })),
    getSystemInfoSync: () => system,
    getSystemInfo: api('getSystemInfo', () => system),
    getAppBaseInfo: () => ({ version: '10.6.0', fontSizeSetting: 16, language: 'zh-Hans', appMode: '' }),
    getWindowInfo: () => system,
    getDeviceBaseInfo: () => system,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'myrig', envVersion: 'release', version: '1.0.0' } }),
    getAppIdSync: () => ({ appId: 'myrig' }),
    getLaunchOptionsSync: () => state.entry({}),
    getEnterOptionsSync: () => state.entry({}),
    getNetworkType: api('getNetworkType', () => ({ networkType: state.network === 'fail' ? 'NOTREACHABLE' : 'WIFI', networkAvailable: state.network !== 'fail' })),
    getUpdateManager: () => ({ onCheckForUpdate: () => undefined, onUpdateReady: () => undefined, onUpdateFailed: () => undefined, applyUpdate: () => undefined }),
    navigateToMiniProgram: api('navigateToMiniProgram', (options) => { state.calls.push(`navigateToMiniProgram ${String(options.appId)}`) }),
    requestSubscribeMessage: api('requestSubscribeMessage', async (options) => {
      const ids = (options.entityIds ?? []) as string[]
      if (ids.length === 0 || ids.length > 3) throw failure(203, '参数错误')
      const said = await state.device('/alipay-device/subscribe', { personId: settings.personId, subscribed: ids })
      if (said.error !== undefined) throw failure(said.error as number, '模板不存在')
      state.calls.push(`requestSubscribeMessage ${ids.join(' ')}`)
      return { behavior: 'subscribe', keep: false, refuse: false, show: true, result: { subscribedEntityIds: ids, unsubscribedEntityIds: [], currentSubscribedEntityIds: ids } }
    }),
    isScreenReaderEnabled: api('isScreenReaderEnabled', () => ({ screenReaderEnabled: false })),
    onNetworkStatusChange: () => undefined, offNetworkStatusChange: () => undefined,
    onAppShow: () => undefined, onAppHide: () => undefined, onError: () => undefined, onUnhandledRejection: () => undefined, onPageNotFound: () => undefined,
    canIUse: (name: string) => ['nextTick', 'request', 'page-meta'].includes(name) || (name.split('.')[0] as string) in my,
    nextTick: (work: () => void) => { setTimeout(work, 0) },
    pageScrollTo: api('pageScrollTo', () => ({ success: true })),
    stopPullDownRefresh: api('stopPullDownRefresh', () => ({ success: true })),
    setScreenBrightness: api('setScreenBrightness', () => ({ success: true })),
    getScreenBrightness: api('getScreenBrightness', () => ({ brightness: 0.5 })),
    setTabBarItem: api('setTabBarItem', () => ({ success: true })), setTabBarBadge: api('setTabBarBadge', () => ({ success: true })), setTabBarStyle: api('setTabBarStyle', () => ({ success: true })),
    setBackgroundColor: api('setBackgroundColor', () => ({ success: true })),
    createSelectorQuery: () => selectorQuery(),
    env: { USER_DATA_PATH: 'https://usr', platform: 'Android' }
  }
  return my
}
