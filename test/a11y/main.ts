/**
 * Accessibility of the browser edition against the running city: axe's rules for WCAG 2.2 A and AA on every page, in the normal and the elder
 * edition; besides, no page may be wider than a 320 px screen, have more than 600 nodes or controls below 44 px (elder 52 px).
 * One check per page and edition. `node test/a11y/main.ts [--only words]`. Builds nothing.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { createDriver, type Driver } from '../rigs/driver.ts'
import { BrowserScreen } from '../rigs/h5/browser.ts'
import { distOf, whyNot } from '../rigs/start.ts'
import { hostOwned } from '../scenarios/host-owned.ts'
import { startCity, type City } from '../support/city.ts'
import { measureInPage } from './measure.ts'
import { signedIn, signedOut, undecided } from './pages.ts'

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const BUSY = /正在查询|正在办理/
const MODES = [{ name: 'normal', least: 44, elder: false }, { name: 'elder', least: 52, elder: true }] as const
type Mode = (typeof MODES)[number]
interface Violation { id: string, help: string, nodes: { target: string[], failureSummary?: string }[] }

const sum = { passed: 0, failed: 0, skipped: 0 }
let screen: BrowserScreen
let app: Driver

async function settle(): Promise<void> {
  let last = ''
  for (let round = 0; round < 40; round += 1) {
    const text = (await screen.look()).lines.join('\n')
    if (text !== '' && text === last && !BUSY.test(text)) return
    last = text
    await screen.page.waitForTimeout(120)
  }
}

/** What is wrong on the open page, in lines. */
async function faultsOf(mode: Mode): Promise<string[]> {
  const { page } = screen
  await page.evaluate(axe)
  const violations = await page.evaluate(async (tags) => {
    const run = (window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> } }).axe
    return (await run.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })).violations
  }, rules)
  await page.setViewportSize({ width: 320, height: 640 })
  const { nodes, wider, small } = await page.evaluate(measureInPage, mode.least)
  await page.setViewportSize({ width: 375, height: 812 })
  return [
    ...violations.map(one => `${one.id}: ${one.help} – ${one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')}`),
    ...(wider > 0 ? [`${wider} px wider than a 320 px screen`] : []),
    ...(nodes > 600 ? [`${nodes} nodes`] : []),
    ...small.map(one => `smaller than ${mode.least} px: ${one}`),
  ]
}

async function check([path, ...taps]: readonly string[], mode: Mode, about: string): Promise<void> {
  const name = `${[path, ...taps].join(' → ')} ${mode.name}${about}`
  if (!name.includes(options.only)) return
  await app.open(path ?? '')
  await settle()
  for (const words of taps) await app.tap(words)
  if (taps.length > 0) await settle()
  const faults = await faultsOf(mode)
  sum[faults.length > 0 ? 'failed' : 'passed'] += 1
  if (faults.length > 0) console.log(`FAIL ${name}\n${faults.map(one => `     ${one}`).join('\n')}`)
}

async function each(paths: readonly (readonly string[])[], about: string): Promise<void> {
  for (const mode of MODES) {
    await app.open('pages/settings/index')
    await app.expectText('长辈版')
    const elder = await screen.page.evaluate(() => (localStorage.getItem('chengban.preferences') ?? '').includes('"elder":true'))
    if (elder !== mode.elder) await app.tap('长辈版')
    for (const path of paths) await check(path, mode, about)
  }
}

async function visit(city: City): Promise<void> {
  screen = new BrowserScreen({ dist: distOf('h5'), gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId: 'employee' })
  const own = hostOwned.find(one => one.host === 'h5')
  app = createDriver(screen, () => undefined, 12_000, { there: (own?.way ?? []).map(([words]) => [words]), back: own?.wayBack ?? [] })
  try {
    await each(signedOut, ', signed out')
    await app.open('pages/mine/index')
    await app.tap('去实名核验')
    await app.identify('agree')
    await app.expectText('已实名')
    await each(undecided, ', before consent')
    await app.open('services/social-security/pages/overview/index')
    await app.tap('阅读说明并决定')
    await app.tap('同意并继续查询')
    await app.expectText('查看缴费记录')
    await app.open('pages/checkrequest/index')
    await app.fill('请说说哪里不对', '九月的缴费基数和工资单上的不一样。')
    await app.tap('提交核对申请')
    await app.expectText('核对申请已收到')
    await each(signedIn, '')
  } finally { await screen.close() }
}

async function main(): Promise<void> {
  const reason = whyNot('h5') ?? (existsSync(distOf('h5')) ? undefined : `${distOf('h5')} is missing: npm run build -- --host h5 makes it`)
  if (reason) {
    console.log(`SKIP ${reason}`)
    sum.skipped = 2 * (signedOut.length + undecided.length + signedIn.length)
    return
  }
  const city = await startCity({ env: { H5_DIR: distOf('h5') } })
  try {
    await visit(city)
  } catch (error) {
    sum.failed += 1
    console.log(`FAIL the way through the pages: ${error instanceof Error ? error.message : String(error)}`)
  } finally { await city.stop() }
}

await main()
console.log(`accessibility: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed > 0 ? 1 : 0
