/**
 * Opens every page of app.json with normal, failing and slow requests: as a guest, whose app starts in that weather, and again as a
 * signed-in person, for whom the weather turns later. Within 8 s each page must speak (page-check.ts says how).
 * `node test/scenarios/every-page.ts --host weapp|alipay|h5 [--only words] [--mode normal|fail|slow] [--dist folder]`
 */
import { parseArgs } from 'node:util'
import { HOSTS, createDriver, type Host, type NetworkMode, type Screen } from '../rigs/driver.ts'
import { readAppJson } from '../rigs/mini/shell.ts'
import { createScreen, distOf, whyNot } from '../rigs/start.ts'
import { startCity, type City } from '../support/city.ts'
import { signInByCode } from './citizen.ts'
import { checkPage } from './page-check.ts'
import { TODAY } from './scenario.ts'
import { peopleOf, townOf } from './town.ts'

const { values: options } = parseArgs({ options: { host: { type: 'string', default: 'weapp' }, only: { type: 'string' }, mode: { type: 'string' }, dist: { type: 'string' } } })
const WEATHERS: NetworkMode[] = ['normal', 'fail', 'slow']
/** Two people, so that the guest's account is nobody's. */
const GUEST = 'never-insured'
const SIGNED_IN = 'employee'
/** Pages that have something of the person to show. */
const OWN = /social-security|pages\/(data|checkrequest|messages|mine|person)\//

interface Count { passed: number, failed: number, skipped: number }

async function main(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  const host = options.host as Host
  if (!HOSTS.includes(host)) throw new Error(`--host must be one of ${HOSTS.join(', ')}`)
  const reason = whyNot(host)
  if (reason) {
    console.log(`SKIP every page on ${host}: ${reason}`)
    return { ...count, skipped: 1 }
  }
  // The browser build has no app.json; its pages are those of the mini-program of the same source.
  const app = readAppJson(distOf(host === 'h5' ? 'weapp' : host, options.dist))
  const pages = app.pages.filter(page => options.only === undefined || page.includes(options.only))
  const tabs = app.tabs.map(tab => tab.text)
  const modes = WEATHERS.filter(mode => options.mode === undefined || mode === options.mode)
  const city = await startCity({ env: { H5_DIR: distOf('h5', options.dist), SANDBOX_TODAY: TODAY } })
  const phone = (personId: string): Screen => createScreen(host, { dist: distOf(host, options.dist), gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId })

  async function walk(screen: Screen, mode: NetworkMode, paths: string[], normal: Map<string, string>, signedIn: boolean): Promise<void> {
    for (const page of paths) {
      const name = `${host} ${mode} ${page}${signedIn ? ' (signed in)' : ''}`
      try {
        await screen.open(page)
        const checked = await checkPage(screen, mode, tabs, normal.get(page), signedIn)
        if (mode === 'normal') normal.set(page, checked.text)
        count[checked.ok ? 'passed' : 'failed'] += 1
        console.log(`${checked.ok ? 'ok  ' : 'FAIL'} ${name}: ${checked.said}`)
      } catch (error) {
        count.failed += 1
        console.log(`FAIL ${name}: ${(error as Error).message}`)
      }
    }
  }

  async function asGuest(): Promise<void> {
    const normal = new Map<string, string>()
    // The good day always comes first: it tells which pages a failing network does not touch.
    for (const mode of WEATHERS) {
      if (mode !== 'normal' && !modes.includes(mode)) continue
      const screen = phone(GUEST)
      await screen.network(mode)
      await screen.launch().then(() => walk(screen, mode, pages, normal, false)).finally(() => screen.close())
    }
  }

  async function asPerson(one: City): Promise<void> {
    const own = pages.filter(page => OWN.test(page))
    if (own.length === 0) return
    const screen = phone(SIGNED_IN)
    try {
      await signInByCode(createDriver(screen, () => undefined, undefined, undefined, townOf(one, await peopleOf(one, SIGNED_IN), screen.host)))
      const normal = new Map<string, string>()
      for (const mode of WEATHERS) {
        if (mode !== 'normal' && !modes.includes(mode)) continue
        await screen.network(mode)
        await walk(screen, mode, own, normal, true)
      }
    } finally { await screen.close() }
  }

  try {
    const lanes = await Promise.allSettled([asGuest(), asPerson(city)])
    for (const lane of lanes) {
      if (lane.status === 'fulfilled') continue
      count.failed += 1
      console.log(`FAIL ${host}: ${(lane.reason as Error).message}`)
    }
  } finally { await city.stop() }
  return count
}

const count = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return { passed: 0, failed: 1, skipped: 0 }
})
console.log(`${options.host}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed > 0 ? 1 : 0
