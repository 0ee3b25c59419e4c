/**
 * Loads the scripts of a built package the way a host does: each file is a function, and every browser or
 * Node name that the host lacks is hidden from it. Code that reaches for one of them fails here as on a phone.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compileFunction } from 'node:vm'

/** Names that neither mini-program host offers (or that differ so much that using them is a mistake). */
export const HIDDEN = ['window', 'document', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'fetch', 'XMLHttpRequest', 'WebSocket',
  'Intl', 'URL', 'URLSearchParams', 'crypto', 'TextEncoder', 'TextDecoder', 'AbortController', 'structuredClone', 'process', 'Buffer', 'self',
  'Blob', 'FormData', 'Headers', 'Request', 'Response', 'Element', 'HTMLElement', 'Node', 'Event', 'CustomEvent', 'MutationObserver', 'performance', 'atob', 'btoa']

/** The host's Function: usable with instanceof, but it compiles no text. */
const NoCompile = new Proxy(Function, {
  apply() { throw new EvalError('code generation from strings is off on this host') },
  construct() { throw new EvalError('code generation from strings is off on this host') }
})

/** Evaluates scripts of one package; every file once, as the hosts do. */
export interface Loader { run(path: string): unknown }

/**
 * @param root folder of the built package
 * @param provided the host's globals for the app's code (App, Page, wx or my, …)
 */
export function createLoader(root: string, provided: Record<string, unknown>): Loader {
  const modules = new Map<string, { exports: unknown }>()
  const shared: Record<string, unknown> = { ...provided, Object, Array, Promise, Symbol, Map, Set, WeakMap, WeakSet, Error, TypeError, Date, Math, JSON, String, Number, Boolean, RegExp, setTimeout, clearTimeout, setInterval, clearInterval, Function: NoCompile }
  shared.global = shared
  const names = ['require', 'module', 'exports', 'global', 'globalThis', 'Function', ...Object.keys(provided), ...HIDDEN.filter(name => !(name in provided))]

  function load(path: string): unknown {
    const file = path.endsWith('.js') ? path : `${path}.js`
    const known = modules.get(file)
    if (known) return known.exports
    if (!file.startsWith(root)) throw new Error(`${file} is outside the package`)
    const module = { exports: {} as unknown }
    modules.set(file, module)
    const script = compileFunction(readFileSync(file, 'utf8'), names, { filename: file })
    const requireHere = (name: string): unknown => load(name.startsWith('/') ? join(root, name) : join(dirname(file), name))
    script.call(undefined, requireHere, module, module.exports, shared, shared, NoCompile, ...Object.values(provided))
    return module.exports
  }
  return { run: load }
}
