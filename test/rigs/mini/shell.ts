/** The App and Page life cycle and the page stack of a mini-program host, for a built package. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance, Rendered, Simulator } from './simulator.ts'

export const STACK_LIMIT = 10
/** An update below this many bytes draws an empty frame only; the next one is the page's first picture. */
const EMPTY_FRAME_BYTES = 512

export type Query = Record<string, string>
/** What App.onLaunch and App.onShow receive. */
export interface Entry { path: string, query: Query, scene: number, referrerInfo: { appId?: string, extraData?: unknown } }

/** app.json in WeChat's or Alipay's spelling. */
export interface AppJson {
  pages: string[]
  subPackages?: { root: string, pages: string[] }[]
  subpackages?: { root: string, pages: string[] }[]
  window?: Record<string, unknown>
  tabBar?: { list?: { pagePath: string, text: string }[], items?: { pagePath: string, name: string }[], custom?: boolean, customize?: boolean }
}

/** A page in the stack. */
export interface OpenPage { path: string, query: Query, rendered: Rendered, instance: Instance, title: string }

type Methods = Record<string, unknown>
/** One message to the view; `at` is where most of it goes. */
export interface SetDataRecord { page: string, first: boolean, bytes: number, at: string }

function call(target: Methods | undefined, name: string, self: unknown, ...args: unknown[]): void {
  const method = target?.[name]
  if (typeof method === 'function') method.apply(self, args)
}

/** Reads app.json and gives every page path in order, with sub-packages. */
export function readAppJson(root: string): { json: AppJson, pages: string[], tabs: { path: string, text: string }[] } {
  const json = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as AppJson
  const packages = json.subPackages ?? json.subpackages ?? []
  const tabs = [...(json.tabBar?.list ?? []).map(one => ({ path: one.pagePath, text: one.text })), ...(json.tabBar?.items ?? []).map(one => ({ path: one.pagePath, text: one.name }))]
  return { json, pages: [...json.pages, ...packages.flatMap(part => part.pages.map(page => `${part.root.replace(/\/$/, '')}/${page}`))], tabs }
}

/** Splits `/pages/a/index?x=1` relative to the page it was written in. */
export function parseUrl(url: string, from: string, decode: boolean): { path: string, query: Query } {
  const [rawPath = '', rawQuery = ''] = url.split('?', 2)
  const parts = rawPath.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of rawPath.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  const query: Query = {}
  for (const pair of rawQuery.split('&').filter(Boolean)) {
    const at = pair.indexOf('=')
    const value = at < 0 ? '' : pair.slice(at + 1)
    // Alipay decodes a query once before the page sees it, WeChat does not.
    query[at < 0 ? pair : pair.slice(0, at)] = decode ? decodeURIComponent(value) : value
  }
  return { path: parts.join('/'), query }
}

function largestOf(data: Record<string, unknown>): string {
  const sizes = Object.entries(data).map(([place, value]) => ({ place, bytes: JSON.stringify(value)?.length ?? 0 }))
  return sizes.sort((a, b) => b.bytes - a.bytes).slice(0, 3).map(one => `${one.place} (${one.bytes})`).join(', ')
}

export class Shell {
  readonly stack: OpenPage[] = []
  readonly setData: SetDataRecord[] = []
  readonly pages: string[]
  readonly tabs: { path: string, text: string }[]
  readonly json: AppJson
  appOptions: Methods = {}
  readonly root: string
  readonly decodeQuery: boolean
  readonly #simulator: Simulator
  readonly #registered = new Map<string, string>()
  readonly #tabPages = new Map<string, OpenPage>()

  constructor(simulator: Simulator, root: string, decodeQuery: boolean) {
    this.#simulator = simulator
    this.root = root
    this.decodeQuery = decodeQuery
    const read = readAppJson(root)
    this.json = read.json
    this.pages = read.pages
    this.tabs = read.tabs
  }

  /** The host's `Page(options)`: turned into a component whose instance is the page. */
  readonly Page = (options: Methods): void => {
    const methods: Methods = {}
    const values: Methods = {}
    for (const [name, value] of Object.entries(options)) (typeof value === 'function' ? methods : values)[name] = value
    const data = values.data ?? {}
    delete values.data
    const register = (globalThis as unknown as { Component: (definition: object) => void }).Component
    register({ data, methods, attached(this: Instance) { Object.assign(this, values) } })
  }

  /** The host's `App(options)`. */
  readonly App = (options: Methods): void => { this.appOptions = options }
  readonly getApp = (): Methods => this.appOptions
  readonly getCurrentPages = (): Instance[] => this.stack.map(page => page.instance)

  get top(): OpenPage | undefined { return this.stack[this.stack.length - 1] }

  isTab(path: string): boolean { return this.tabs.some(tab => tab.path === path) }

  #open(path: string, query: Query): OpenPage {
    let id = this.#registered.get(path)
    if (id === undefined) {
      id = this.#simulator.load(join(this.root, path), this.root)
      this.#registered.set(path, id)
    }
    const rendered = this.#simulator.render(id)
    const instance = rendered.instance
    const config = JSON.parse(readFileSync(join(this.root, `${path}.json`), 'utf8')) as Record<string, unknown>
    const title = String(config.navigationBarTitleText ?? config.defaultTitle ?? this.json.window?.navigationBarTitleText ?? this.json.window?.defaultTitle ?? '')
    const page: OpenPage = { path, query, rendered, instance, title }
    Object.assign(instance, { route: path, __route__: path, options: query })
    this.measure(instance, path)
    return page
  }

  /** Counts what a page or component sends to its view from now on. */
  measure(instance: Instance, path: string): void {
    const write = instance.setData
    let first = true
    instance.setData = (data, done) => {
      const bytes = Buffer.byteLength(JSON.stringify(data))
      this.setData.push({ page: path, first, bytes, at: largestOf(data) })
      first &&= bytes < EMPTY_FRAME_BYTES
      // The host copies the data: what the app changes later must not reach the screen.
      write.call(instance, JSON.parse(JSON.stringify(data)) as Record<string, unknown>, done)
    }
  }

  #begin(page: OpenPage, fresh: boolean): void {
    const life = page.instance as Methods
    if (fresh) {
      page.rendered.attach((globalThis as unknown as { document: { body: unknown } }).document.body)
      call(life, 'onLoad', page.instance, page.query)
    }
    call(life, 'onShow', page.instance)
    if (fresh) setTimeout(() => { call(life, 'onReady', page.instance) }, 0)
  }

  #end(page: OpenPage): void {
    call(page.instance as Methods, 'onUnload', page.instance)
    page.rendered.detach()
    this.#tabPages.delete(page.path)
  }

  #hideTop(): void { if (this.top) call(this.top.instance as Methods, 'onHide', this.top.instance) }

  /** First start: App.onLaunch, App.onShow, first page. */
  launch(entry: Entry): void {
    call(this.appOptions, 'onLaunch', this.appOptions, entry)
    call(this.appOptions, 'onShow', this.appOptions, entry)
    this.#push(entry.path, entry.query)
  }

  /** Back from the background or from another mini-program. */
  show(entry: Entry): void {
    call(this.appOptions, 'onShow', this.appOptions, entry)
    if (this.top) call(this.top.instance as Methods, 'onShow', this.top.instance)
  }

  hide(): void {
    this.#hideTop()
    call(this.appOptions, 'onHide', this.appOptions)
  }

  #push(path: string, query: Query): void {
    const page = this.#open(path, query)
    this.stack.push(page)
    if (this.isTab(path)) this.#tabPages.set(path, page)
    this.#begin(page, true)
  }

  /** Each returns the host's words for a refusal, or undefined. */
  navigateTo(url: string): string | undefined {
    const { path, query } = this.resolve(url)
    const refusal = this.#refuse(path) ?? (this.isTab(path) ? 'can not navigateTo a tabbar page' : undefined)
    if (refusal) return refusal
    if (this.stack.length >= STACK_LIMIT) return 'webview count limit exceed'
    this.#hideTop()
    this.#push(path, query)
    return undefined
  }

  redirectTo(url: string): string | undefined {
    const { path, query } = this.resolve(url)
    const refusal = this.#refuse(path) ?? (this.isTab(path) ? 'can not redirectTo a tabbar page' : undefined)
    if (refusal) return refusal
    const old = this.stack.pop()
    if (old) this.#end(old)
    this.#push(path, query)
    return undefined
  }

  navigateBack(delta = 1): string | undefined {
    if (this.stack.length <= 1) return 'cannot navigate back at first page'
    for (let left = Math.min(delta, this.stack.length - 1); left > 0; left -= 1) this.#end(this.stack.pop() as OpenPage)
    this.#begin(this.top as OpenPage, false)
    return undefined
  }

  switchTab(url: string): string | undefined {
    const { path } = this.resolve(url)
    if (!this.isTab(path)) return 'can not switch to no-tabBar page'
    if (this.top?.path === path) return undefined
    this.#hideTop()
    for (const page of this.stack.splice(0)) if (!this.isTab(page.path)) this.#end(page)
    const kept = this.#tabPages.get(path)
    if (kept) {
      this.stack.push(kept)
      this.#begin(kept, false)
    } else this.#push(path, {})
    return undefined
  }

  reLaunch(url: string): string | undefined {
    const { path, query } = this.resolve(url)
    const refusal = this.#refuse(path)
    if (refusal) return refusal
    for (const page of new Set([...this.stack.splice(0), ...this.#tabPages.values()])) this.#end(page)
    this.#push(path, query)
    return undefined
  }

  resolve(url: string): { path: string, query: Query } { return parseUrl(url, this.top?.path ?? '', this.decodeQuery) }

  #refuse(path: string): string | undefined { return this.pages.includes(path) ? undefined : `page "${path}" is not found` }
}
