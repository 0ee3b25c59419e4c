/**
 * The document that miniprogram-simulate draws into. It belongs to the simulator only:
 * the app's own code never sees it (loader.ts hides every browser name from it).
 */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

interface JsdomModule { JSDOM: new (html: string, options: object) => { window: Record<string, unknown> } }

const NAMES = ['document', 'Node', 'Element', 'HTMLElement', 'CustomEvent', 'Event', 'TouchEvent', 'MutationObserver', 'DocumentFragment', 'Text']

/** Puts a jsdom window and the names that the simulator reads on the global object of this process. */
export function installDom(): void {
  // jsdom comes with the jest environment, so that the project does not carry a second version of it.
  const jsdom = createRequire(require.resolve('jest-environment-jsdom'))('jsdom') as JsdomModule
  const { window } = new jsdom.JSDOM('<!DOCTYPE html><html><body></body></html>', { url: 'https://rig.invalid/', pretendToBeVisual: true })
  const target = globalThis as unknown as Record<string, unknown>
  target.window = window
  for (const name of NAMES) target[name] = window[name]
}
