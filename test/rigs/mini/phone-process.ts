/**
 * One run of the app on one phone: a process of its own, so that killing it is what a host does, and starting
 * it again finds nothing but the host's storage. Started by phone.ts, spoken to by messages.
 */
import { createAlipayHost } from '../alipay/my.ts'
import { findField, findTap, squash } from '../find.ts'
import { createWx } from '../weapp/wx.ts'
import { createFinger } from './act.ts'
import { HostState, type NetworkMode, type PhoneSettings, type Pick } from './host.ts'
import { createLoader, type Loader } from './loader.ts'
import { Shell, parseUrl } from './shell.ts'
import { startSimulator, type Instance } from './simulator.ts'
import { readPage, type Held, type Picture, type TreeNode } from './tree.ts'

const settings = JSON.parse(process.argv[2] ?? '{}') as PhoneSettings
const errors: string[] = []
for (const name of ['error', 'warn', 'log', 'info', 'debug'] as const) {
  console[name] = (...parts: unknown[]) => {
    const text = parts.map(part => part instanceof Error ? part.stack : typeof part === 'string' ? part : JSON.stringify(part)).join(' ')
    if (name === 'error') errors.push(text.slice(0, 500))
    process.stderr.write(`[${settings.host} ${name}] ${text}\n`)
  }
}
process.on('unhandledRejection', (reason) => { console.error('unhandled rejection', reason) })
process.on('uncaughtException', (error) => { console.error('uncaught', error) })

// The simulator registers a component anew for every page that uses it; its script runs once, as on a phone.
const definitions = new Map<string, object>()
let running = ''
const register = (definition: object): void => { (globalThis as unknown as { Component: (definition: object) => void }).Component(definition) }
const simulator = startSimulator((path) => {
  const known = definitions.get(path)
  if (known) return register(known)
  running = path
  loader.run(path)
})
const shell = new Shell(simulator, settings.root, settings.host === 'alipay')
const state = new HostState(settings, shell)
const held: Held = new Map()
const finger = createFinger(simulator, held, (button, kind) => {
  const done: Record<string, string> = { agreePrivacyAuthorization: 'agreeprivacyauthorization', getPhoneNumber: 'getphonenumber', getAuthorize: 'getauthorize' }
  if (kind === 'agreePrivacyAuthorization') state.write('__host_privacy', true, 1024)
  if (done[kind]) simulator.fire(button.node, done[kind], { errMsg: `${kind}:ok` }, false)
})
const hostApi = settings.host === 'weapp' ? { wx: createWx(state) } : { my: createAlipayHost(state), navigator: { userAgent: 'Mozilla/5.0 (Linux; Android 14) AlipayClient/10.6.0' } }
const loader: Loader = createLoader(settings.root, {
  ...hostApi, App: shell.App, Page: shell.Page, getApp: shell.getApp, getCurrentPages: shell.getCurrentPages,
  Component: (definition: object) => {
    const measured = { ...definition, created(this: Instance) { shell.measure(this, running) } }
    definitions.set(running, measured)
    register(measured)
  }
})
let largest = 0

function picture(): Picture {
  const root = shell.top?.instance._exparserNode.__templateInstance?._vt
  if (!root) return { nodes: [], lines: [], components: 0, heading: '' }
  const read = readPage(root, held)
  largest = Math.max(largest, read.components)
  return read
}

/** Everything the citizen can read now, host surfaces included. */
function look(): { lines: string[], title: string, heading: string, path: string, screen: string, busy: boolean } {
  const top = shell.top
  if (state.screen) return { lines: [state.screen.words], title: state.screen.words, heading: '', path: top?.path ?? '', screen: state.screen.id, busy: false }
  const page = picture()
  const tabs = top && shell.isTab(top.path) && !shell.json.tabBar?.custom && !shell.json.tabBar?.customize ? shell.tabs.map(tab => tab.text) : []
  const dialog = state.dialog ? [state.dialog.title, state.dialog.content, ...state.dialog.buttons] : []
  return { lines: [...page.lines, ...tabs, ...dialog, state.toast, state.loading].filter(Boolean), title: top?.title ?? '', heading: page.heading, path: top?.path ?? '', screen: '', busy: false }
}

function tap(words: string): boolean {
  if (state.screen) return false
  if (state.dialog) {
    const dialog = state.dialog
    const button = dialog.buttons.find(one => squash(one) === squash(words))
    if (button === undefined) return false
    state.dialog = undefined
    dialog.answer(button)
    return true
  }
  const { nodes } = picture()
  const found = findTap(nodes.map(node => node.shown), words)
  const tab = shell.top && shell.isTab(shell.top.path) ? shell.tabs.find(one => squash(one.text) === squash(words)) : undefined
  if (tab && !(found?.actionable && squash(found.label || found.text) === squash(words))) {
    shell.switchTab(`/${tab.path}`)
    return true
  }
  if (!found) return false
  let node: TreeNode | undefined = nodes[found.index]
  let live: TreeNode | undefined = node
  while (live && !live.shown.actionable) live = live.parent
  if (!node || !live) throw new Error(`"${words}" is on the page, but nothing happens when it is tapped`)
  if (live.shown.disabled) throw new Error(`"${words}" is disabled`)
  if (live.tag !== node.tag && ['button', 'label', 'checkbox', 'radio', 'switch', 'picker', 'navigator'].includes(live.tag)) node = live
  finger.tap(node)
  return true
}

function field(label: string): TreeNode | undefined {
  const { nodes } = picture()
  const found = findField(nodes.map(node => node.shown), label)
  return found ? nodes[found.index] : undefined
}

const commands: Record<string, (...args: never[]) => unknown> = {
  launch(url: string, extraData?: unknown) {
    loader.run(`${settings.root}/app.js`)
    const { path, query } = parseUrl(url.startsWith('/') ? url : `/${url}`, '', shell.decodeQuery)
    shell.launch({ path: path || (shell.pages[0] as string), query, scene: extraData === undefined ? 1001 : 1038, referrerInfo: extraData === undefined ? {} : extraData as object })
  },
  open(url: string) {
    shell.hide()
    shell.show(state.entry({}))
    const refusal = shell.isTab(parseUrl(`/${url.replace(/^\//, '')}`, '', false).path) ? shell.switchTab(`/${url.replace(/^\//, '')}`) : shell.reLaunch(`/${url.replace(/^\//, '')}`)
    if (refusal) throw new Error(refusal)
  },
  look,
  tap,
  shown: () => picture().nodes.map(node => node.shown),
  fill(label: string, value: string) {
    const found = field(label)
    if (!found) return false
    finger.fill(found, value)
    return true
  },
  value: (label: string) => field(label)?.shown.value,
  choose(label: string, option: string) {
    const { nodes } = picture()
    const found = findField(nodes.map(node => node.shown), label) ?? findTap(nodes.map(node => node.shown), label)
    const node = found && nodes[found.index]
    if (!node) return false
    finger.choose(node, option)
    return true
  },
  back() {
    if (state.dialog) return false
    const refusal = shell.navigateBack()
    if (refusal) throw new Error(refusal)
    return true
  },
  async hostScreen(answer: string) {
    if (!state.screen) return ''
    const { id } = state.screen
    await state.screen.answer(answer)
    return id
  },
  network(mode: NetworkMode) { state.network = mode },
  pick(pick: Pick) { state.pick = pick },
  code(text: string) { state.code = text.replace('{origin}', settings.builtOrigin) },
  background() { shell.hide() },
  foreground() { shell.show(state.entry({})) },
  activity: () => ({ requests: state.requests, calls: [...state.calls] }),
  figures: () => ({ setData: shell.setData, nodes: largest, errors })
}

process.on('message', (message: { id: number, name: string, args: never[] }) => {
  Promise.resolve().then(() => commands[message.name]?.(...message.args)).then(
    (value) => { process.send?.({ id: message.id, value }) },
    (error: unknown) => { process.send?.({ id: message.id, error: error instanceof Error ? error.message : String(error) }) }
  )
})
process.on('disconnect', () => { process.exit(0) })
process.send?.({ ready: true })
