import Taro from '@tarojs/taro'
import { host } from '../host'

export const tabPages = ['/pages/home/index', '/pages/services/index', '/pages/messages/index', '/pages/mine/index'] as const

/** Both hosts keep ten pages; the eleventh `navigateTo` has no effect on Alipay, without a word. */
const deepest = 9

/** Opens a page of ours. Parameters must be public: addresses are logged by hosts. */
export function open(path: string, query: Readonly<Record<string, string>> = {}): void {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const url = pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
  if ((tabPages as readonly string[]).includes(path)) void Taro.switchTab({ url: path })
  else if (Taro.getCurrentPages().length >= deepest) void Taro.redirectTo({ url })
  else void Taro.navigateTo({ url })
}

/** Goes back one page; without one, home. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else home()
}

export function home(): void {
  void Taro.switchTab({ url: tabPages[0] })
}

/** Opens the phone's dialler. A host that refuses leaves the number on screen, where it stands anyway. */
export function call(phone: string): void {
  void host.callPhone(phone)
}

/** Undoes the address encoding once; Alipay decodes by itself, WeChat and the browser do not. */
export function readParam(value: string | undefined): string {
  if (!value) return ''
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
