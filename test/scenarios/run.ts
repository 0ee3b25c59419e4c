/**
 * Runs the scenarios on one host: `node test/scenarios/run.ts --host weapp|alipay|h5 [--only name] [--loud] [--shots folder] [--dist folder]`.
 * One of them runs also against a copy of the build in which taps reach nobody, and must fail; `--self-test` does only that.
 * Builds nothing: dist/<host> must be there. Each scenario gets a fresh phone; they share cities, unless a scenario orders faults.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HOSTS, createDriver, type Host } from '../rigs/driver.ts'
import { breakTaps } from '../rigs/sabotage.ts'
import { createScreen, distOf, whyNot } from '../rigs/start.ts'
import { startCity, type City } from '../support/city.ts'
import { MOST, hostOwned } from './host-owned.ts'
import { keepResults, readResults, type Result } from './results.ts'
import { TODAY, type Scenario } from './scenario.ts'
import { peopleOf, townOf, wayOf } from './town.ts'

const { values: options } = parseArgs({ options: { host: { type: 'string', default: 'weapp' }, only: { type: 'string' }, dist: { type: 'string' }, shots: { type: 'string' }, loud: { type: 'boolean', default: false }, 'self-test': { type: 'boolean', default: false } } })
/** The gateway serves the browser build that is tested; the departments' records stand still, so that figures can be literal. */
/** Nothing is held until the morning: scenarios run at any hour. */
const env = { H5_DIR: distOf('h5', options.dist), SANDBOX_TODAY: TODAY, QUIET_HOURS: '00:00-00:00' }
const FIRST_LIMIT = 64 * 1024
/**
 * The budget of later updates. How many parts of a long list meet in one update depends on how busy the machine is, so being over is said,
 * and only what no machine excuses – more than a first picture may weigh – fails.
 */
const LATER_BUDGET = 16 * 1024
const NODE_LIMIT = 600
/** Scenarios mostly wait: two at a time use the machine better. */
const AT_ONCE = 2
/** A short scenario whose person never signs in, so that it begins alike in every city. */
const SELF_TEST = 'under-fourteen'

function screenOf(host: Host, scenario: Scenario, city: City, dist: string, alterScript?: (text: string) => string): ReturnType<typeof createScreen> {
  // The browser belongs to nobody; at the unified identity the scenario's own person signs in.
  const personId = host === 'h5' ? scenario.person : scenario.phoneOf ?? scenario.person
  return createScreen(host, { dist, gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId, loud: options.loud, ...(alterScript ? { alterScript } : {}) })
}

/** Of everything that says what a scenario does: counts of different texts are not compared. */
function digestOf(name: string): string {
  const digest = createHash('sha256')
  for (const file of [`${name}.scenario.ts`, 'citizen.ts', 'figures.ts']) digest.update(readFileSync(join(import.meta.dirname, file)))
  return digest.digest('hex')
}

async function runOne(host: Host, name: string, scenario: Scenario, city: City): Promise<Result> {
  const screen = screenOf(host, scenario, city, distOf(host, options.dist))
  const screens: string[] = []
  const person = await peopleOf(city, scenario.person)
  const app = createDriver(screen, (id) => { screens.push(id) }, undefined, wayOf(host, person), townOf(city, person, host))
  const begin = performance.now()
  let error: string | undefined
  try {
    await scenario.steps(app)
  } catch (problem) {
    error = problem instanceof Error ? problem.message : String(problem)
    if (options.shots) await screen.screenshot(join(options.shots, `${name}.png`)).catch(() => false)
  }
  const figures = await screen.figures().catch(() => ({ setData: [], nodes: 0, errors: [] }))
  await screen.close()
  const largest = (first: boolean): number => Math.max(0, ...figures.setData.filter(one => one.first === first).map(one => one.bytes))
  const [firstSetData, laterSetData] = [largest(true), largest(false)]
  const heavy = figures.setData.filter(candidate => candidate.bytes > (candidate.first ? FIRST_LIMIT : LATER_BUDGET)).map(one => `${one.page} sent ${one.bytes} bytes at ${one.at}`)
  if (error === undefined && (firstSetData > FIRST_LIMIT || laterSetData > FIRST_LIMIT || figures.nodes > NODE_LIMIT)) {
    error = [`too much drawn at once: first setData ${firstSetData}, later ${laterSetData} of ${FIRST_LIMIT} bytes, nodes ${figures.nodes} of ${NODE_LIMIT}`, ...heavy].join('\n  ')
  } else if (heavy.length > 0) console.log(`OVER ${host} ${name}: later setData ${laterSetData} of the budgeted ${LATER_BUDGET} bytes\n     ${heavy.join('\n     ')}`)
  if (error !== undefined && figures.errors.length > 0) error += `\nthe app's console:\n${figures.errors.slice(-6).map(line => `  ${line}`).join('\n')}`
  return { host, name, digest: digestOf(name), title: scenario.title, ok: error === undefined, ...app.counts, ms: Math.round(performance.now() - begin), hostScreens: screens, firstSetData, laterSetData, nodes: figures.nodes, ...(error === undefined ? {} : { error }) }
}

/** True when the scenario notices that taps reach nobody. */
async function selfTest(host: Host, name: string, scenario: Scenario, city: City): Promise<boolean> {
  const broken = breakTaps(host, distOf(host, options.dist))
  const screen = screenOf(host, scenario, city, broken.dist, broken.alterScript)
  const person = await peopleOf(city, scenario.person)
  const app = createDriver(screen, () => undefined, 4000, wayOf(host, person), townOf(city, person, host))
  try {
    await scenario.steps(app)
    console.log(`FAIL self-test ${host}: ${name} stayed green although taps reach nobody`)
    return false
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n')
    if (app.counts.steps === 0) {
      console.log(`FAIL self-test ${host}: ${name} failed before its first step: ${reason}`)
      return false
    }
    console.log(`ok   self-test ${host}: ${name} turned red after ${app.counts.steps} steps: ${reason}`)
    return true
  } finally {
    await screen.close()
    broken.remove()
  }
}

async function main(): Promise<number> {
  const host = options.host as Host
  if (!HOSTS.includes(host)) throw new Error(`--host must be one of ${HOSTS.join(', ')}`)
  const reason = whyNot(host)
  if (reason) {
    console.log(`SKIP scenarios on ${host}: ${reason}`)
    console.log(`${host}: 0 passed, 0 failed, 1 skipped`)
    return 0
  }
  if (!existsSync(distOf(host, options.dist))) throw new Error(`${distOf(host, options.dist)} is missing: build ${host} first`)
  if (hostOwned.length > MOST) throw new Error(`${hostOwned.length} host-owned screens are listed, at most ${MOST} may be`)
  if (options.shots) mkdirSync(options.shots, { recursive: true })
  const all = readdirSync(import.meta.dirname).filter(file => file.endsWith('.scenario.ts')).map(file => file.replace('.scenario.ts', '')).sort()
  const names = all.filter(name => options.only === undefined || name.includes(options.only))
  if (names.length === 0) throw new Error(`no scenario is named ${options.only ?? ''}`)

  const read = async (name: string): Promise<Scenario> => {
    const file = await import(`./${name}.scenario.ts`) as { default?: Scenario } & Scenario
    return file.default ?? file
  }

  const results: Result[] = []
  const cities = new Map<string, Promise<City>>()
  const guests = new Map<string, string>()
  /** A person who is somebody's in a shared city already would be known there: a second scenario about the same person gets a city of its own. */
  const ownCity = (name: string, scenario: Scenario): boolean => {
    if (scenario.faults) return true
    const seat = `${scenario.phoneOf ? 'borrowed' : 'own'} ${scenario.person}`
    if (!guests.has(seat)) guests.set(seat, name)
    return guests.get(seat) !== name
  }
  const cityFor = (name: string, scenario: Scenario): Promise<City> => {
    const key = ownCity(name, scenario) ? name : scenario.phoneOf ? 'borrowed phones' : 'own phones'
    const known = cities.get(key) ?? startCity({ faults: scenario.faults ?? [], env })
    cities.set(key, known)
    return known
  }
  // The long ones first, so that the two lanes end together.
  const before = readResults(host)
  const left = (options['self-test'] ? [] : [...names]).sort((a, b) => (before[b]?.ms ?? 0) - (before[a]?.ms ?? 0))
  let skipped = 0
  let noticed: boolean | undefined
  async function worker(): Promise<void> {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const scenario = await read(name)
      if (scenario.only && !scenario.only.hosts.includes(host)) {
        skipped += 1
        console.log(`SKIP ${host} ${name}: ${scenario.only.why}`)
        continue
      }
      const city = await cityFor(name, scenario)
      const result = await runOne(host, name, scenario, city)
      if (ownCity(name, scenario)) await city.stop()
      results.push(result)
      console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${host} ${name}: ${scenario.title} (${result.steps} steps, ${result.assertions} assertions, ${result.ms} ms${host === 'h5' ? '' : `, setData ${result.firstSetData}/${result.laterSetData} B, ${result.nodes} nodes`})`)
      if (result.error) console.log(result.error.split('\n').map(line => `     ${line}`).join('\n'))
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    // Last, when the city is idle: its failing step must fail for the broken binding and nothing else.
    if (options['self-test'] || options.only === undefined) {
      const scenario = await read(SELF_TEST)
      noticed = await selfTest(host, SELF_TEST, scenario, await cityFor(SELF_TEST, scenario))
    }
  } finally { await Promise.all([...cities.values()].map(city => city.then(one => one.stop()).catch(() => undefined))) }

  keepResults(host, results, all)
  const used = new Set(Object.values(readResults(host)).flatMap(result => result.hostScreens))
  const problems: string[] = []
  for (const id of used) if (!hostOwned.some(one => one.host === host && one.id === id)) problems.push(`the host-owned screen ${id} is not listed in host-owned.ts`)
  const whole = options.only === undefined && !options['self-test'] && results.every(result => result.ok)
  if (whole) for (const one of hostOwned) if (one.host === host && !used.has(one.id)) problems.push(`no scenario uses the host-owned screen ${one.id}`)
  for (const problem of problems) console.log(`FAIL ${problem}`)
  const sum = (key: 'steps' | 'assertions'): number => results.reduce((total, result) => total + result[key], 0)
  const failed = results.filter(result => !result.ok).length + problems.length + Number(noticed === false)
  const passed = results.filter(result => result.ok).length + Number(noticed === true)
  console.log(`${host}: ${sum('steps')} steps, ${sum('assertions')} assertions`)
  console.log(`${host}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed > 0 ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
