/**
 * Loads every script of the built mini-program packages in a bare engine: code generation from strings off, and none of the
 * browser's or Node's names. Then reads all of dist for forbidden calls and for syntax that old engines do not know.
 * `node test/rigs/host-vm/main.ts [--dist folder]`
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import vm from 'node:vm'
import { parse } from 'acorn'
import { readAppJson } from '../mini/shell.ts'
import { distOf } from '../start.ts'

export interface Finding { file: string, problem: string }

/** Oldest syntax that every host engine reads. */
export const ECMA_VERSION = { mini: 2018, h5: 2020 } as const
const FORBIDDEN: [RegExp, string][] = [[/\bnew Function\s*\(/, 'new Function'], [/(?<![\w.$])eval\s*\(/, 'eval('], [/\/\/# sourceMappingURL=[\w./-]+(?:\.map|;base64,[\w+/]{20})/, 'a source map'], [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key']]

/** webpack's own fall-back for engines without globalThis: it compiles these two words only, and the load check proves that it is not needed. */
const WEBPACK_GLOBAL = /new Function\((["'])return this\1\)\(\)/g

function scripts(root: string): string[] {
  return (readdirSync(root, { recursive: true }) as string[]).filter(name => name.endsWith('.js')).sort()
}

/** Engine names a host script may not find; Intl is part of the engine and has to be taken away. */
const REMOVED = ['Intl', 'URL', 'URLSearchParams', 'crypto', 'TextEncoder', 'TextDecoder', 'AbortController', 'structuredClone', 'WebAssembly', 'SharedArrayBuffer', 'queueMicrotask']

/** Loads app.js and then every page of a mini-program package. Gives what failed. */
export function loadEverything(root: string, api: 'wx' | 'my'): { findings: Finding[], pages: number } {
  const findings: Finding[] = []
  let registered = 0
  const names = { App: () => undefined, Page: () => { registered += 1 }, Component: () => undefined, Behavior: () => undefined, getApp: () => ({}), getCurrentPages: () => [] }
  const store: Record<string | symbol, unknown> = {}
  const host = new Proxy(store, { get: (target, name) => (name in target ? target[name] : typeof name === 'string' && !name.includes('webpackJsonp') && !name.startsWith('subpackage_') ? quietFunction : undefined) })
  const sandbox: Record<string, unknown> = { ...names, [api]: host, console: { log() {}, info() {}, warn() {}, error() {}, debug() {} }, setTimeout: () => 0, clearTimeout() {}, setInterval: () => 0, clearInterval() {} }
  if (api === 'my') sandbox.navigator = { userAgent: 'AlipayClient' }
  const context = vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(`for (const name of ${JSON.stringify(REMOVED)}) delete globalThis[name]; globalThis.global = globalThis`, context)
  const loaded = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(file, module)
    const run = vm.compileFunction(readFileSync(file, 'utf8'), ['require', 'module', 'exports'], { parsingContext: context, filename: relative(root, file) })
    run.call(undefined, (name: string) => load(resolve(dirname(file), name.endsWith('.js') ? name : `${name}.js`)), module, module.exports)
    return module.exports
  }
  const { pages } = readAppJson(root)
  for (const name of ['app', ...pages]) {
    const before = registered
    try {
      load(join(root, `${name}.js`))
      if (name !== 'app' && registered === before) findings.push({ file: `${name}.js`, problem: 'registers no page' })
    } catch (error) {
      findings.push({ file: `${name}.js`, problem: error instanceof Error ? error.message : String(error) })
    }
  }
  return { findings, pages: pages.length }
}

function quietFunction(): Record<string, unknown> { return {} }

/** Forbidden calls and too new syntax in every script below `root`. */
export function readEverything(root: string, ecmaVersion: 2018 | 2020): { findings: Finding[], files: number } {
  const findings: Finding[] = []
  const files = scripts(root)
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [pattern, name] of FORBIDDEN) if (pattern.test(text.replace(WEBPACK_GLOBAL, ''))) findings.push({ file, problem: `contains ${name}` })
    try {
      parse(text, { ecmaVersion, sourceType: 'script', allowHashBang: false })
    } catch (error) {
      findings.push({ file, problem: `is not ES${ecmaVersion}: ${(error as Error).message}` })
    }
  }
  return { findings, files: files.length }
}

interface Count { passed: number, failed: number, skipped: number }

/** Runs all checks on what is built: each script read and each page loaded is one check. */
export function checkDist(base?: string): Count {
  const sum: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const host of ['weapp', 'alipay', 'h5'] as const) {
    const root = distOf(host, base)
    if (!existsSync(root)) {
      console.log(`FAIL ${root} is missing: build ${host} first`)
      sum.failed += 1
      continue
    }
    const read = readEverything(root, host === 'h5' ? ECMA_VERSION.h5 : ECMA_VERSION.mini)
    const load = host === 'h5' ? { findings: [], pages: 0 } : loadEverything(root, host === 'weapp' ? 'wx' : 'my')
    const findings = [...read.findings, ...load.findings]
    for (const finding of findings) console.log(`FAIL ${host} ${finding.file}: ${finding.problem}`)
    console.log(`${host}: ${read.files} scripts read${host === 'h5' ? '' : `, app and ${load.pages} pages loaded`}, ${findings.length} findings`)
    const bad = new Set(findings.map(finding => finding.file)).size
    sum.failed += bad
    sum.passed += Math.max(0, read.files + (host === 'h5' ? 0 : load.pages + 1) - bad)
  }
  return sum
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({ options: { dist: { type: 'string' } } })
  const count = checkDist(values.dist)
  console.log(`host-like engine: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  process.exitCode = count.failed > 0 ? 1 : 0
}
