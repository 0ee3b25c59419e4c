/** The one place that touches miniprogram-simulate and its untyped insides. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installDom } from './dom.ts'

const require = createRequire(import.meta.url)

/** One node of the tree that WeChat's wcc produced for the present data. */
export interface VirtualNode {
  type: string | number
  tagName: string
  componentId: string
  content: string
  children: VirtualNode[]
  attrs: { name: string, value: unknown }[]
  event: Record<string, { name: string, handler: unknown, isCatch: boolean }>
  exparserNode?: ExparserNode
}

/** The part of an exparser node that the rigs use. */
export interface ExparserNode {
  __templateInstance?: { _vt: VirtualNode }
  shadowRoot?: { _vt: VirtualNode }
}

/** What a page or component instance looks like to the code of the app (`this`). */
export interface Instance {
  data: Record<string, unknown>
  setData: (data: Record<string, unknown>, done?: () => void) => void
  _exparserNode: ExparserNode
  [name: string]: unknown
}

/** A component that the simulator has rendered. */
export interface Rendered { instance: Instance, attach(parent: unknown): void, detach(): void }

interface Exparser {
  Event: { create(name: string, detail: unknown, options: object): unknown, dispatchEvent(node: ExparserNode, event: unknown): void }
}

/** The simulator as the rigs use it. */
export interface Simulator {
  /** Registers a page with its template. `run` is called with each script path (without .js). */
  load(path: string, root: string): string
  render(id: string): Rendered
  /** Fires a host event on a node; it climbs through the parents when `bubbles` is true. */
  fire(node: ExparserNode, name: string, detail: unknown, bubbles: boolean): void
}

/** Compiled templates are kept between cold starts, under a name made from every template's text. */
function compileOnce(compiler: { wxmlToJs(root: string, options?: object): string }): void {
  const compile = compiler.wxmlToJs.bind(compiler)
  compiler.wxmlToJs = (root, options) => {
    const digest = createHash('sha256')
    for (const name of (readdirSync(root, { recursive: true }) as string[]).sort()) {
      if (/\.(wxml|wxs)$/.test(name)) digest.update(name).update(readFileSync(join(root, name)))
    }
    const folder = join(tmpdir(), 'chengban-wcc')
    const file = join(folder, `${digest.digest('hex')}.js`)
    if (existsSync(file)) return readFileSync(file, 'utf8')
    const text = compile(root, options)
    mkdirSync(folder, { recursive: true })
    const own = `${file}.${process.pid}`
    writeFileSync(own, text)
    renameSync(own, file)
    return text
  }
}

/**
 * Starts the simulator in this process.
 * @param runScript evaluates one script of the package; it is given the path without `.js`
 */
export function startSimulator(runScript: (path: string) => void): Simulator {
  installDom()
  const simulate = require('miniprogram-simulate') as { load(path: string, options: object): string, render(id: string): Rendered }
  const exparser = require('miniprogram-exparser') as Exparser
  const utils = require('miniprogram-simulate/src/utils') as { runJs: (path: string) => void }
  const styles = require('miniprogram-simulate/src/wxss') as { getContent: (path: string) => string }
  utils.runJs = runScript
  // Layout and styles are beyond the simulator: leaving the sheets out saves a second per page.
  styles.getContent = () => ''
  compileOnce(require('miniprogram-compiler') as { wxmlToJs(root: string, options?: object): string })
  return {
    load: (path, root) => simulate.load(path, { rootPath: root, compilerOptions: { maxBuffer: 64 * 1024 * 1024 } }),
    render: id => simulate.render(id),
    fire(node, name, detail, bubbles) {
      exparser.Event.dispatchEvent(node, exparser.Event.create(name, detail, { bubbles, composed: bubbles, capturePhase: true, extraFields: { touches: [], changedTouches: [] } }))
    }
  }
}

/** True where WeChat's template compiler can run: its binary is built for x64 Linux only. */
export function compilerRunsHere(): boolean {
  return process.platform === 'linux' && process.arch === 'x64'
}
