/**
 * Opens every page of app.json with normal, failing and slow requests. Within 8 s each page must show a heading,
 * say what is the matter, and offer a next step that does something when it is tapped.
 * `node test/scenarios/every-page.ts --host weapp|alipay|h5 [--only words] [--mode normal|fail|slow] [--dist folder]`
 */
import { parseArgs } from 'node:util'
import { HOSTS, poll, type Host, type Look, type NetworkMode, type Screen } from '../rigs/driver.ts'
import { squash, type Shown } from '../rigs/find.ts'
import { readAppJson } from '../rigs/mini/shell.ts'
import { createScreen, distOf, whyNot } from '../rigs/start.ts'
import { startCity } from '../support/city.ts'

const { values: options } = parseArgs({ options: { host: { type: 'string', default: 'weapp' }, only: { type: 'string' }, mode: { type: 'string' }, dist: { type: 'string' }, person: { type: 'string', default: 'employee' } } })
/** What the design allows before a page has to speak. */
const LIMIT_MS = 8000
/** How long a tap may take to show an effect. */
const EFFECT_MS = 2500
const TRIES = 8
const CAUSE: Record<NetworkMode, RegExp> = {
  normal: /[\u4e00-\u9fff]{4}/,
  fail: /网络|没有|未能|无法|不能|失败|断开|暂时|连不上|超时|稍后/,
  slow: /正在|还在|等待|较慢|很慢|稍候|请稍|时间较长|超过/
}
/** The step that a citizen would take first. */
const LIKELY = [/重试|再试|重新|取消/, /去|查|办|登录|核验|认证|开始/, /首页|全部服务/, /拨打|电话|12345/]
/** The header's way back is the host's own on two of three hosts; it is not the page's offer. */
const NOT_AN_OFFER = new Set(['返回'])
const AT_ONCE = 2

function content(look: Look, tabs: string[]): string[] {
  return look.lines.filter(line => !tabs.includes(line) && squash(line) !== squash(look.heading) && squash(line) !== squash(look.title))
}

/** What is missing on the page now, in words; undefined when nothing is. */
function missing(look: Look, mode: NetworkMode, tabs: string[], normal: string | undefined): string | undefined {
  if (look.heading === '' && look.title === '') return 'no heading'
  const rest = content(look, tabs)
  if (rest.length === 0) return 'blank: nothing but heading and tabs'
  // A page that looks just as it does on a good day is not touched by the failure.
  if (mode !== 'normal' && normal !== undefined && squash(rest.join('')) === normal) return undefined
  return rest.some(line => squash(line).length >= 6 && CAUSE[mode].test(line)) ? undefined : `no sentence of cause (${mode})`
}

function steps(shown: Shown[], look: Look, tabs: string[]): string[] {
  const names = shown.filter(one => one.actionable && !one.disabled && !['textbox', 'searchbox', 'checkbox', 'radio', 'switch', 'img'].includes(one.role)).map(one => one.label || one.text)
  const fit = [...new Set(names)].filter(name => name !== '' && name.length <= 40 && !tabs.includes(name) && !NOT_AN_OFFER.has(name) && squash(name) !== squash(look.heading))
  const rank = (name: string): number => {
    const at = LIKELY.findIndex(pattern => pattern.test(name))
    return at < 0 ? LIKELY.length : at
  }
  return fit.sort((a, b) => rank(a) - rank(b) || a.length - b.length).slice(0, TRIES)
}

/** Taps until something happens; gives the words that worked. */
async function workingStep(screen: Screen, tabs: string[]): Promise<string | undefined> {
  const look = await screen.look()
  for (const words of steps(await screen.shown(), look, tabs)) {
    const before = JSON.stringify([await screen.look(), await screen.activity()])
    const tapped = await screen.tap(words).catch(() => false)
    if (!tapped) continue
    const changed = await poll('no effect', async () => JSON.stringify([await screen.look(), await screen.activity()]) !== before, EFFECT_MS).catch(() => false)
    if (changed) return words
  }
  return undefined
}

async function main(): Promise<number> {
  const host = options.host as Host
  if (!HOSTS.includes(host)) throw new Error(`--host must be one of ${HOSTS.join(', ')}`)
  const reason = whyNot(host)
  if (reason) {
    console.log(`SKIP every page on ${host}: ${reason}`)
    return 0
  }
  // The browser build has no app.json; its pages are those of the mini-program of the same source.
  const app = readAppJson(distOf(host === 'h5' ? 'weapp' : host, options.dist))
  const pages = app.pages.filter(page => options.only === undefined || page.includes(options.only))
  const tabs = app.tabs.map(tab => tab.text)
  const modes = (options.mode ? [options.mode] : ['normal', 'fail', 'slow']) as NetworkMode[]
  const city = await startCity({ env: { H5_DIR: distOf('h5', options.dist) } })
  let failures = 0

  async function check(page: string, mode: NetworkMode, normal: string | undefined): Promise<{ text: string, said: string, ok: boolean }> {
    const screen = createScreen(host, { dist: distOf(host, options.dist), gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId: options.person })
    let text = ''
    try {
      await screen.network(mode)
      await screen.launch(page)
      let lack: string | undefined = 'nothing'
      const begin = Date.now()
      await poll('', async () => {
        lack = missing(await screen.look(), mode, tabs, normal)
        return lack === undefined
      }, LIMIT_MS).catch(() => undefined)
      const ms = Date.now() - begin
      const look = await screen.look()
      text = squash(content(look, tabs).join(''))
      const next = await workingStep(screen, tabs)
      if (lack === undefined && next !== undefined) return { text, ok: true, said: `ok   ${host} ${mode} ${page}: spoke after ${ms} ms, next step "${next}"` }
      const why = [lack, next === undefined ? 'no next step works' : ''].filter(Boolean).join('; ')
      return { text, ok: false, said: `FAIL ${host} ${mode} ${page}: ${why}\n${look.lines.slice(0, 14).map(line => `       | ${line}`).join('\n')}` }
    } catch (error) {
      return { text, ok: false, said: `FAIL ${host} ${mode} ${page}: ${(error as Error).message}` }
    } finally { await screen.close() }
  }

  async function checkPage(page: string): Promise<void> {
    // The good day is always looked at: it tells which pages a failing network does not touch.
    const normal = await check(page, 'normal', undefined)
    for (const mode of modes) {
      const result = mode === 'normal' ? normal : await check(page, mode, normal.text)
      if (!result.ok) failures += 1
      console.log(result.said)
    }
  }

  try {
    const left = [...pages]
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let page = left.shift(); page !== undefined; page = left.shift()) await checkPage(page)
    }))
  } finally { await city.stop() }
  console.log(`${host}: ${pages.length} pages × ${modes.length} kinds of network, ${failures} failures`)
  return failures > 0 ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
