/** What both mini-program hosts have beside the app: network, storage, dialogs, the jump to a host-owned screen. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Entry, Shell } from './shell.ts'

export type NetworkMode = 'normal' | 'fail' | 'slow'

/** Set once when the phone process starts. */
export interface PhoneSettings {
  host: 'weapp' | 'alipay'
  /** Folder of the (converted) package. */
  root: string
  /** The address built into the package, and where it really is. */
  builtOrigin: string
  gatewayUrl: string
  sandboxUrl: string
  personId: string
  /** File that outlives a kill: the host's storage for this app. */
  storageFile: string
  /** Alipay only: HTTP errors arrive in `fail` with error 19 and no body. */
  httpErrorsInFail: boolean
}

/** A native dialog drawn by the host. `answer` is given the words of the chosen button. */
export interface Dialog { title: string, content: string, buttons: string[], answer: (words: string) => void }

/** A full screen owned by the host (real-name page, face check). */
export interface HostScreen { id: string, words: string, answer: (answer: string) => Promise<void> }

/** What the citizen picks when the host asks for a file: the document opened last, the same with one byte changed, a picture, a large file, or nothing. */
export type Pick = 'opened' | 'changed' | 'picture' | 'large' | 'nothing'

/** Bytes for a pick; undefined when the citizen chooses none. */
export function picked(pick: Pick, opened: Buffer | undefined): Buffer | undefined {
  if (pick === 'nothing') return undefined
  if (pick === 'picture') return Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  if (pick === 'large') return Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * 1024 * 1024)])
  if (!opened) throw new Error('no document was opened yet')
  const copy = Buffer.from(opened)
  if (pick === 'changed') copy[Math.floor(copy.length / 2)] = (copy[Math.floor(copy.length / 2)] ?? 0) ^ 1
  return copy
}

export interface HttpAnswer { status: number, headers: Record<string, string>, body: Buffer }

/** Slow network: longer than the 8 s after which a page must offer a way out. */
export const SLOW_MS = 20_000

export class HostState {
  network: NetworkMode = 'normal'
  dialog: Dialog | undefined
  toast = ''
  loading = ''
  screen: HostScreen | undefined
  requests = 0
  title = ''
  clipboard = ''
  /** Files in the host's temporary place, by the path the app was given. */
  readonly files = new Map<string, Buffer>()
  /** The document the host's viewer showed last. */
  opened: Buffer | undefined
  pick: Pick = 'nothing'
  /** Text of the code in front of the camera; undefined: the citizen goes back. */
  code: string | undefined
  /** Calls with an effect outside the app: phone, clipboard, other mini-programs. */
  readonly calls: string[] = []
  readonly settings: PhoneSettings
  readonly shell: Shell
  #storage: Record<string, string>

  constructor(settings: PhoneSettings, shell: Shell) {
    this.settings = settings
    this.shell = shell
    this.#storage = existsSync(settings.storageFile) ? JSON.parse(readFileSync(settings.storageFile, 'utf8')) as Record<string, string> : {}
  }

  read(key: string): unknown {
    const text = this.#storage[key]
    return text === undefined ? undefined : JSON.parse(text) as unknown
  }

  /** Writes a value; `limit` in bytes per key. Returns false when it is too large. */
  write(key: string, value: unknown, limit: number): boolean {
    const text = JSON.stringify(value ?? null)
    if (Buffer.byteLength(text) > limit) return false
    this.#storage[key] = text
    this.#save()
    return true
  }

  remove(key?: string): void {
    if (key === undefined) this.#storage = {}
    else delete this.#storage[key]
    this.#save()
  }

  keys(): string[] { return Object.keys(this.#storage) }
  #save(): void { writeFileSync(this.settings.storageFile, JSON.stringify(this.#storage)) }

  /** Keeps a file in the temporary place. */
  keep(path: string, bytes: Buffer): string {
    this.files.set(path, bytes)
    return path
  }

  file(path: unknown): Buffer {
    const bytes = this.files.get(String(path))
    if (!bytes) throw new Error('file not exist')
    return bytes
  }

  /** The host's viewer: shows what it is told to be a PDF and is one. */
  show(path: unknown, type: unknown): void {
    const bytes = this.file(path)
    if (type !== 'pdf') throw new Error('filetype not supported')
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('file is broken')
    this.opened = bytes
    this.calls.push(`openDocument pdf ${bytes.length > 10_000 ? 'whole' : 'short'}`)
  }

  /** Real HTTP to the running gateway. Throws an Error named TimeoutError or with the system's code. */
  async http(url: string, init: { method: string, headers: Record<string, string>, body?: string | Uint8Array | FormData, timeout: number, signal: AbortSignal }): Promise<HttpAnswer> {
    this.requests += 1
    if (this.network === 'fail') throw new Error('net::ERR_INTERNET_DISCONNECTED')
    const limit = AbortSignal.timeout(init.timeout)
    const signal = AbortSignal.any([limit, init.signal])
    if (this.network === 'slow') await pause(SLOW_MS, signal)
    const { builtOrigin, gatewayUrl } = this.settings
    const target = url.startsWith(builtOrigin) ? gatewayUrl + url.slice(builtOrigin.length) : url
    const request: RequestInit = { method: init.method, headers: init.headers, signal, redirect: 'follow' }
    if (init.body !== undefined) request.body = init.body as NonNullable<RequestInit['body']>
    const answer = await fetch(target, request)
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()) }
  }

  /** Asks the sandbox's device endpoint, as the host's own app would ask its server. */
  async device(path: string, body: Record<string, unknown>): Promise<Record<string, unknown>> {
    const answer = await fetch(this.settings.sandboxUrl + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
    return await answer.json() as Record<string, unknown>
  }

  /** The app comes back to the front. */
  entry(referrerInfo: Entry['referrerInfo']): Entry {
    const top = this.shell.top
    return { path: top?.path ?? '', query: top?.query ?? {}, scene: Object.keys(referrerInfo).length > 0 ? 1038 : 1001, referrerInfo }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    })
  })
}

/** Query string of a GET's `data`, as both hosts build it. */
export function withQuery(url: string, data: unknown): string {
  if (data === undefined || data === null || typeof data !== 'object') return url
  const pairs = Object.entries(data as Record<string, unknown>).filter(([, value]) => value !== undefined).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
  return pairs.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`
}
