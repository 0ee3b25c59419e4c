/** The parent's side of a phone: starts the app's process, speaks to it, kills it, and keeps what a phone keeps. */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { convertPackage } from '../alipay/convert.ts'
import type { Figures, HostAnswer, Look, NetworkMode, RigOptions, Screen } from '../driver.ts'
import type { Shown } from '../find.ts'
import type { PhoneSettings, Pick } from './host.ts'

const PROCESS = join(import.meta.dirname, 'phone-process.ts')

export class MiniPhone implements Screen {
  readonly host: 'weapp' | 'alipay'
  readonly #settings: PhoneSettings
  readonly #folder: string
  readonly #loud: boolean
  #child: ChildProcess | undefined
  #waiting = new Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>()
  #next = 0
  #mode: NetworkMode = 'normal'
  #log = ''
  /** Figures of the processes that were killed. */
  #past: Figures = { setData: [], nodes: 0, errors: [] }

  constructor(options: RigOptions & { host: 'weapp' | 'alipay' }) {
    this.host = options.host
    this.#loud = options.loud ?? false
    this.#folder = mkdtempSync(join(tmpdir(), `chengban-${options.host}-`))
    let root = resolve(options.dist)
    if (options.host === 'alipay') {
      root = join(this.#folder, 'package')
      convertPackage(resolve(options.dist), root)
    }
    this.#settings = {
      host: options.host, root, builtOrigin: options.builtOrigin ?? 'http://127.0.0.1:8800', gatewayUrl: options.gatewayUrl, sandboxUrl: options.sandboxUrl,
      personId: options.personId, storageFile: join(this.#folder, 'storage.json'), httpErrorsInFail: options.httpErrorsInFail ?? true
    }
  }

  /** The host's storage for this app; gone when the phone is closed. */
  get storageFile(): string { return this.#settings.storageFile }

  async #start(): Promise<void> {
    const child = fork(PROCESS, [JSON.stringify(this.#settings)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning'] })
    this.#child = child
    const keep = (chunk: Buffer): void => {
      this.#log = (this.#log + chunk.toString('utf8')).slice(-8000)
      if (this.#loud) process.stderr.write(chunk)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    await new Promise<void>((done, fail) => {
      child.on('exit', (code) => {
        const error = new Error(`the app's process ended (${code})\n${this.#log}`)
        fail(error)
        for (const one of this.#waiting.values()) one.reject(error)
        this.#waiting.clear()
        if (this.#child === child) this.#child = undefined
      })
      child.on('message', (message: { ready?: boolean, id: number, value?: unknown, error?: string }) => {
        if (message.ready) return done()
        const waiting = this.#waiting.get(message.id)
        this.#waiting.delete(message.id)
        if (message.error === undefined) waiting?.resolve(message.value)
        else waiting?.reject(new Error(message.error))
      })
    })
  }

  #ask<T>(name: string, ...args: unknown[]): Promise<T> {
    const child = this.#child
    if (!child) return Promise.reject(new Error('the app is not running'))
    const id = this.#next += 1
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      child.send({ id, name, args })
    })
  }

  async launch(path = ''): Promise<void> {
    if (this.#child) await this.kill()
    await this.#start()
    await this.#ask('network', this.#mode)
    await this.#ask('launch', path)
  }

  async open(path: string): Promise<void> {
    if (this.#child) await this.#ask('open', path)
    else await this.launch(path)
  }

  look(): Promise<Look> { return this.#ask('look') }
  shown(): Promise<Shown[]> { return this.#ask('shown') }
  tap(words: string): Promise<boolean> { return this.#ask('tap', words) }
  fill(label: string, value: string): Promise<boolean> { return this.#ask('fill', label, value) }
  value(label: string): Promise<string | undefined> { return this.#ask('value', label) }
  choose(label: string, option: string): Promise<boolean> { return this.#ask('choose', label, option) }
  back(): Promise<boolean> { return this.#ask('back') }
  activity(): Promise<{ requests: number, calls: string[] }> { return this.#ask('activity') }
  pick(pick: Pick): Promise<void> { return this.#ask('pick', pick) }
  code(text: string): Promise<void> { return this.#ask('code', text) }
  background(): Promise<void> { return this.#ask('background') }
  foreground(): Promise<void> { return this.#ask('foreground') }

  async hostScreen(answer: HostAnswer): Promise<string> {
    if (answer !== 'kill') return this.#ask('hostScreen', answer)
    const { screen } = await this.look()
    if (screen === '') return ''
    // The host ended our app while its own screen was in front; the citizen agrees and comes back to a cold start.
    // WeChat's city service is another app and brings a code along; the other screens are the host's own, and only its server knows.
    const url = screen === 'weapp-realname' ? '/weixin-device/realname' : ''
    if (url === '') await this.#ask('hostScreen', 'kill')
    await this.kill()
    const given = url === '' ? undefined : await fetch(this.#settings.sandboxUrl + url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ personId: this.#settings.personId }) }).then(reply => reply.json() as Promise<unknown>)
    await this.#start()
    await this.#ask('network', this.#mode)
    await this.#ask('launch', '', given === undefined ? undefined : { appId: 'wx308bd2aeb83d3345', ...(given as object) })
    return screen
  }

  async network(mode: NetworkMode): Promise<void> {
    this.#mode = mode
    if (this.#child) await this.#ask('network', mode)
  }

  async figures(): Promise<Figures> {
    const now: Figures = this.#child ? await this.#ask<Figures>('figures') : { setData: [], nodes: 0, errors: [] }
    return { setData: [...this.#past.setData, ...now.setData], nodes: Math.max(this.#past.nodes, now.nodes), errors: [...this.#past.errors, ...now.errors] }
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#past = await this.figures().catch(() => this.#past)
    this.#child = undefined
    const ended = new Promise<void>((done) => { child.once('exit', () => { done() }) })
    child.kill('SIGKILL')
    await ended
  }

  async screenshot(): Promise<boolean> { return false }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
