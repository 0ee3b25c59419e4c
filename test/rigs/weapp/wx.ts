/**
 * WeChat's `wx` for a built package: callbacks, errMsg texts and limits as in miniprogram-api-typings.
 * An interface that is not written here is undefined, so an app that forgets to test for it fails.
 */
import { picked, withQuery, type HostState } from '../mini/host.ts'

type Options = Record<string, unknown> & { success?: (value: unknown) => void, fail?: (value: unknown) => void, complete?: (value: unknown) => void }
type Api = Record<string, unknown>

const STORAGE_LIMIT = 1024 * 1024
const CITY_SERVICE = 'wx308bd2aeb83d3345'

class Refusal extends Error {
  readonly extra: Record<string, unknown>
  constructor(message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.extra = extra
  }
}

/** Turns a function into a wx interface: success, fail and complete, or a promise when none is given. */
function api(name: string, work: (options: Options) => unknown): (options?: Options) => unknown {
  return (options = {}) => {
    const run = async (): Promise<unknown> => {
      try {
        const value = await work(options)
        const answer = { ...(value as object | undefined), errMsg: `${name}:ok` }
        options.success?.(answer)
        options.complete?.(answer)
        return answer
      } catch (error) {
        const answer = { errMsg: `${name}:fail ${(error as Error).message}`, ...(error instanceof Refusal ? error.extra : {}) }
        options.fail?.(answer)
        options.complete?.(answer)
        if (!options.success && !options.fail && !options.complete) throw answer
        return answer
      }
    }
    const promise = run()
    if (options.success || options.fail || options.complete) {
      promise.catch((error: unknown) => { console.error(error) })
      return undefined
    }
    return promise
  }
}

const refuse = (refusal: string | undefined): void => { if (refusal !== undefined) throw new Refusal(refusal) }

/** Builds `wx` for one phone. */
export function createWx(state: HostState): Api {
  const { shell, settings } = state
  const appBase = { SDKVersion: '3.8.12', version: '8.0.60', language: 'zh_CN', theme: 'light', fontSizeSetting: 16, fontSizeScaleFactor: 1, enableDebug: false, host: { env: 'WeChat', appId: '' } }
  const device = { brand: 'rig', model: 'rig', platform: 'android', system: 'Android 14', benchmarkLevel: 20, abi: 'arm64' }
  const windowInfo = { pixelRatio: 2, screenWidth: 375, screenHeight: 812, windowWidth: 375, windowHeight: 724, statusBarHeight: 24, screenTop: 88, safeArea: { left: 0, right: 375, top: 24, bottom: 778, width: 375, height: 754 } }

  function request(options: Options): unknown {
    const abort = new AbortController()
    api('request', async () => {
      const method = String(options.method ?? 'GET').toUpperCase()
      if (method === 'PATCH') throw new Refusal('method is invalid')
      const headers = Object.fromEntries(Object.entries((options.header ?? {}) as Record<string, unknown>).map(([key, value]) => [key, String(value)]))
      if (!Object.keys(headers).some(key => key.toLowerCase() === 'content-type')) headers['content-type'] = 'application/json'
      const form = Object.entries(headers).some(([key, value]) => key.toLowerCase() === 'content-type' && value.includes('urlencoded'))
      const plain = method === 'GET' || method === 'HEAD'
      const data = options.data
      const body = plain || data === undefined ? undefined : typeof data === 'string' || data instanceof ArrayBuffer ? data : form ? withQuery('', data).slice(1) : JSON.stringify(data)
      const url = plain ? withQuery(String(options.url), data) : String(options.url)
      try {
        const answer = await state.http(url, { method, headers, ...(body === undefined ? {} : { body: body as string }), timeout: Number(options.timeout ?? 60_000), signal: abort.signal })
        const text = answer.body.toString('utf8')
        let value: unknown = options.responseType === 'arraybuffer' ? answer.body.buffer.slice(answer.body.byteOffset, answer.body.byteOffset + answer.body.length) : text
        if (options.responseType !== 'arraybuffer' && (options.dataType ?? 'json') === 'json') {
          try { value = JSON.parse(text) } catch { /* the host hands over the text as it is */ }
        }
        return { data: value, statusCode: answer.status, header: answer.headers, cookies: [] }
      } catch (error) {
        if (abort.signal.aborted) throw new Refusal('abort')
        if ((error as Error).name === 'TimeoutError') throw new Refusal('timeout', { errno: 5 })
        throw new Refusal(`errcode:-102 cronet_error_code:-102 error_msg:${(error as Error).message}`, { errno: 600001 })
      }
    })(options.success || options.fail || options.complete ? options : { ...options, fail: () => undefined })
    return { abort: () => { abort.abort() }, onHeadersReceived: () => undefined, offHeadersReceived: () => undefined, onChunkReceived: () => undefined, offChunkReceived: () => undefined }
  }

  async function leaveTo(options: Options): Promise<unknown> {
    state.calls.push(`navigateToMiniProgram ${String(options.appId)} ${String(options.path ?? '')}`)
    if (options.appId !== CITY_SERVICE) throw new Refusal('appId is not allowed here')
    shell.hide()
    state.screen = {
      id: 'weapp-realname', words: '城市服务 实名信息授权', answer: async (answer) => {
        state.screen = undefined
        const given = answer === 'agree' ? await state.device('/weixin-device/realname', { personId: settings.personId }) : {}
        shell.show(state.entry({ appId: CITY_SERVICE, ...given }))
      }
    }
    return {}
  }

  const wx: Api = {
    request,
    login: api('login', async () => ({ code: (await state.device('/weixin-device/login', { personId: settings.personId })).code })),
    checkSession: api('checkSession', () => ({})),
    navigateToMiniProgram: api('navigateToMiniProgram', leaveTo),
    checkIsSupportFacialRecognition: api('checkIsSupportFacialRecognition', async () => {
      const { errCode } = await state.device('/weixin-device/face-support', {})
      if (errCode !== 0) throw new Refusal('not support', { errCode })
      return { errCode }
    }),
    // No promise style, as in the typings.
    requestFacialVerify: (options: Options) => {
      state.screen = {
        id: 'weapp-face', words: '微信 人脸核验', answer: async (answer) => {
          state.screen = undefined
          const { errCode } = await state.device('/weixin-device/face', { verifyId: options.verifyId, personId: settings.personId, outcome: answer === 'cancel' ? 'cancelled' : 'passed' })
          // Ended meanwhile: the host's server knows the answer, the app never hears of it.
          if (answer === 'kill') return
          const told = { errCode, errMsg: `requestFacialVerify:${errCode === 0 ? 'ok' : 'fail'}` }
          if (errCode === 0) options.success?.(told)
          else options.fail?.(told)
          options.complete?.(told)
        }
      }
    },
    uploadFile: (options: Options) => {
      const abort = new AbortController()
      api('uploadFile', async () => {
        const form = new FormData()
        form.append(String(options.name), new Blob([new Uint8Array(state.file(options.filePath))]), 'upload.bin')
        for (const [key, value] of Object.entries((options.formData ?? {}) as Record<string, unknown>)) form.append(key, String(value))
        const answer = await state.http(String(options.url), { method: 'POST', headers: (options.header ?? {}) as Record<string, string>, body: form, timeout: 60_000, signal: abort.signal })
        return { data: answer.body.toString('utf8'), statusCode: answer.status }
      })(options)
      return { abort: () => { abort.abort() }, onProgressUpdate: () => undefined }
    },
    downloadFile: (options: Options) => {
      const abort = new AbortController()
      api('downloadFile', async () => {
        const answer = await state.http(String(options.url), { method: 'GET', headers: (options.header ?? {}) as Record<string, string>, timeout: 60_000, signal: abort.signal })
        // Any status is a success, and what came is saved under a name without an ending.
        return { tempFilePath: state.keep(`http://tmp/${state.files.size}`, answer.body), statusCode: answer.status, dataLength: answer.body.length }
      })(options)
      return { abort: () => { abort.abort() }, onProgressUpdate: () => undefined }
    },
    openDocument: api('openDocument', (options) => { state.show(options.filePath, options.fileType) }),
    chooseMessageFile: api('chooseMessageFile', () => {
      const bytes = picked(state.pick, state.opened)
      if (!bytes) throw new Refusal('cancel')
      return { tempFiles: [{ path: state.keep(`http://tmp/${state.files.size}`, bytes), name: '参保证明.pdf', size: bytes.length, time: 1, type: 'file' }] }
    }),
    getStorageSync: (key: string) => state.read(key) ?? '',
    setStorageSync: (key: string, value: unknown) => { if (!state.write(key, value, STORAGE_LIMIT)) throw new Error('setStorageSync:fail entry size limit reached') },
    removeStorageSync: (key: string) => { state.remove(key) },
    clearStorageSync: () => { state.remove() },
    getStorageInfoSync: () => ({ keys: state.keys(), currentSize: 1, limitSize: 10240 }),
    getStorage: api('getStorage', (options) => {
      const data = state.read(String(options.key))
      if (data === undefined) throw new Refusal('data not found')
      return { data }
    }),
    setStorage: api('setStorage', (options) => { if (!state.write(String(options.key), options.data, STORAGE_LIMIT)) throw new Refusal('entry size limit reached') }),
    removeStorage: api('removeStorage', (options) => { state.remove(String(options.key)) }),
    clearStorage: api('clearStorage', () => { state.remove() }),
    navigateTo: api('navigateTo', options => refuse(shell.navigateTo(String(options.url)))),
    redirectTo: api('redirectTo', options => refuse(shell.redirectTo(String(options.url)))),
    navigateBack: api('navigateBack', options => refuse(shell.navigateBack(Number(options.delta ?? 1)))),
    switchTab: api('switchTab', options => refuse(shell.switchTab(String(options.url)))),
    reLaunch: api('reLaunch', options => refuse(shell.reLaunch(String(options.url)))),
    setNavigationBarTitle: api('setNavigationBarTitle', (options) => { if (shell.top) shell.top.title = String(options.title) }),
    setNavigationBarColor: api('setNavigationBarColor', () => ({})),
    showModal: api('showModal', options => new Promise((resolve) => {
      const confirm = String(options.confirmText ?? '确定')
      const cancel = String(options.cancelText ?? '取消')
      state.dialog = { title: String(options.title ?? ''), content: String(options.content ?? ''), buttons: options.showCancel === false ? [confirm] : [cancel, confirm], answer: (words) => { resolve({ confirm: words === confirm, cancel: words !== confirm }) } }
    })),
    showActionSheet: api('showActionSheet', options => new Promise((resolve, reject) => {
      const list = options.itemList as string[]
      state.dialog = { title: '', content: '', buttons: [...list, '取消'], answer: (words) => {
        if (list.includes(words)) resolve({ tapIndex: list.indexOf(words) })
        else reject(new Refusal('cancel'))
      } }
    })),
    showToast: api('showToast', (options) => { state.toast = String(options.title ?? '') }),
    hideToast: api('hideToast', () => { state.toast = '' }),
    showLoading: api('showLoading', (options) => { state.loading = String(options.title ?? '') }),
    hideLoading: api('hideLoading', () => { state.loading = '' }),
    makePhoneCall: api('makePhoneCall', (options) => { state.calls.push(`makePhoneCall ${String(options.phoneNumber)}`) }),
    setClipboardData: api('setClipboardData', (options) => {
      state.clipboard = String(options.data)
      state.calls.push('setClipboardData')
    }),
    getClipboardData: api('getClipboardData', () => ({ data: state.clipboard })),
    scanCode: api('scanCode', () => {
      if (state.code === undefined) throw new Refusal('cancel')
      return { result: state.code, scanType: 'QR_CODE', charSet: 'utf-8', rawData: '' }
    }),
    chooseImage: api('chooseImage', () => { throw new Refusal('cancel') }),
    getLocation: api('getLocation', () => { throw new Refusal('auth deny', { errno: 103 }) }),
    getSetting: api('getSetting', () => ({ authSetting: {} })),
    openSetting: api('openSetting', () => ({ authSetting: {} })),
    requestSubscribeMessage: api('requestSubscribeMessage', async (options) => {
      const ids = (options.tmplIds ?? []) as string[]
      if (ids.length === 0 || ids.length > 5) throw new Refusal('request list of template is wrong', { errCode: ids.length === 0 ? 10001 : 20003 })
      const answers = Object.fromEntries(ids.map(id => [id, 'accept']))
      const said = await state.device('/weixin-device/subscribe', { personId: settings.personId, answers })
      if (said.errCode !== undefined) throw new Refusal(String(said.errMsg), { errCode: said.errCode })
      state.calls.push(`requestSubscribeMessage ${ids.join(' ')}`)
      return answers
    }),
    getRandomValues: api('getRandomValues', options => ({ randomValues: crypto.getRandomValues(new Uint8Array(Number(options.length))).buffer })),
    getPrivacySetting: api('getPrivacySetting', () => ({ needAuthorization: state.read('__host_privacy') !== true, privacyContractName: '《用户隐私保护指引》' })),
    requirePrivacyAuthorize: api('requirePrivacyAuthorize', () => { state.write('__host_privacy', true, STORAGE_LIMIT) }),
    openPrivacyContract: api('openPrivacyContract', () => { state.calls.push('openPrivacyContract') }),
    onNeedPrivacyAuthorization: () => undefined,
    getAppBaseInfo: () => appBase,
    getDeviceInfo: () => device,
    getWindowInfo: () => windowInfo,
    getSystemSetting: () => ({ locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }),
    getSystemInfoSync: () => ({ ...appBase, ...device, ...windowInfo }),
    getSystemInfo: api('getSystemInfo', () => ({ ...appBase, ...device, ...windowInfo })),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wxrig', envVersion: 'release', version: '1.0.0' } }),
    getLaunchOptionsSync: () => state.entry({}),
    getEnterOptionsSync: () => state.entry({}),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 28, right: 365, bottom: 60, left: 278 }),
    getNetworkType: api('getNetworkType', () => ({ networkType: state.network === 'fail' ? 'none' : '4g' })),
    getUpdateManager: () => ({ onCheckForUpdate: () => undefined, onUpdateReady: () => undefined, onUpdateFailed: () => undefined, applyUpdate: () => undefined }),
    onNetworkStatusChange: () => undefined, offNetworkStatusChange: () => undefined,
    onAppShow: () => undefined, onAppHide: () => undefined, onError: () => undefined, onUnhandledRejection: () => undefined, onPageNotFound: () => undefined,
    onThemeChange: () => undefined, offThemeChange: () => undefined, onWindowResize: () => undefined, offWindowResize: () => undefined,
    canIUse: (name: string) => name.split('.')[0] as string in wx,
    nextTick: (work: () => void) => { setTimeout(work, 0) },
    pageScrollTo: api('pageScrollTo', () => ({})),
    stopPullDownRefresh: api('stopPullDownRefresh', () => ({})),
    startPullDownRefresh: api('startPullDownRefresh', () => ({})),
    setScreenBrightness: api('setScreenBrightness', () => ({})),
    getScreenBrightness: api('getScreenBrightness', () => ({ value: 0.5 })),
    vibrateShort: api('vibrateShort', () => ({})),
    hideShareMenu: api('hideShareMenu', () => ({})), showShareMenu: api('showShareMenu', () => ({})),
    hideHomeButton: api('hideHomeButton', () => ({})),
    setTabBarItem: api('setTabBarItem', () => ({})), setTabBarBadge: api('setTabBarBadge', () => ({})), removeTabBarBadge: api('removeTabBarBadge', () => ({})), setTabBarStyle: api('setTabBarStyle', () => ({})),
    showTabBarRedDot: api('showTabBarRedDot', () => ({})), hideTabBarRedDot: api('hideTabBarRedDot', () => ({})),
    setBackgroundColor: api('setBackgroundColor', () => ({})), setBackgroundTextStyle: api('setBackgroundTextStyle', () => ({})),
    getLogManager: () => ({ debug() {}, info() {}, log() {}, warn() {} }), getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {} }),
    createSelectorQuery: () => selectorQuery(),
    createIntersectionObserver: () => ({ relativeToViewport() { return this }, observe: () => undefined, disconnect: () => undefined }),
    env: { USER_DATA_PATH: 'http://usr' }
  }
  return wx
}

/** Answers every query with null: there is no layout in the simulator. */
export function selectorQuery(): unknown {
  const results: unknown[] = []
  const query: Record<string, unknown> = {}
  const chain = (): unknown => query
  const node = new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? () => { results.push(null); return query } : undefined) })
  Object.assign(query, { in: chain, select: () => node, selectAll: () => node, selectViewport: () => node, exec: (done?: (value: unknown[]) => void) => { setTimeout(() => done?.(results), 0) } })
  return query
}
