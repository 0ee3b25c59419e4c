/**
 * Runs the scenarios on one host: `node test/scenarios/run.ts --host weapp|alipay|h5 [--only name] [--loud] [--shots folder] [--dist folder]`.
 * With `--self-test` the first of them runs against a copy of the build in which taps reach nobody, and must fail.
 * Builds nothing: dist/<host> must be there. Each scenario gets a fresh phone; all share one city, unless a scenario orders faults.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HOSTS, createDriver, type Host, type Way } from '../rigs/driver.ts'
import { breakTaps } from '../rigs/sabotage.ts'
import { createScreen, distOf, whyNot } from '../rigs/start.ts'
import { startCity, type City } from '../support/city.ts'
import { MOST, hostOwned } from './host-owned.ts'
import { differences, keepResults, readResults, type Result } from './results.ts'
import type { Scenario } from './scenario.ts'

const { values: options } = parseArgs({ options: { host: { type: 'string', default: 'weapp' }, only: { type: 'string' }, dist: { type: 'string' }, shots: { type: 'string' }, loud: { type: 'boolean', default: false }, 'self-test': { type: 'boolean', default: false } } })
/** The gateway serves the browser build that is tested. */
const env = { H5_DIR: distOf('h5', options.dist) }
const FIRST_LIMIT = 64 * 1024
const LATER_LIMIT = 16 * 1024
const NODE_LIMIT = 600

/** The way to the host's identity screen, in the name of the scenario's person. */
async function wayOf(host: Host, person: string, city: City): Promise<Way> {
  const { people } = await fetch(`${city.sandboxUrl}/people`, { headers: { accept: 'application/json' } }).then(answer => answer.json() as Promise<{ people: { id: string, name: string, credentialNo: string }[] }>)
  const one = people.find(candidate => candidate.id === person)
  if (!one) throw new Error(`the sandbox knows no person ${person}`)
  const own = hostOwned.find(candidate => candidate.host === host)
  const there: Way['there'] = (own?.way ?? []).map(([words, value]) => (value === undefined ? [words] : [words, value === '{name}' ? one.name : one.credentialNo]))
  return { there, back: own?.wayBack ?? [] }
}

async function runOne(host: Host, name: string, scenario: Scenario, city: City): Promise<Result> {
  const screen = createScreen(host, { dist: distOf(host, options.dist), gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId: scenario.person, loud: options.loud })
  const screens: string[] = []
  const app = createDriver(screen, (id) => { screens.push(id) }, undefined, await wayOf(host, scenario.person, city))
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
  if (error === undefined && (firstSetData > FIRST_LIMIT || laterSetData > LATER_LIMIT || figures.nodes > NODE_LIMIT)) {
    error = `too much drawn at once: first setData ${firstSetData} of ${FIRST_LIMIT} bytes, later ${laterSetData} of ${LATER_LIMIT}, nodes ${figures.nodes} of ${NODE_LIMIT}`
  }
  if (error !== undefined && figures.errors.length > 0) error += `\nthe app's console:\n${figures.errors.slice(-6).map(line => `  ${line}`).join('\n')}`
  const digest = createHash('sha256').update(readFileSync(join(import.meta.dirname, `${name}.scenario.ts`))).digest('hex')
  return { host, name, digest, title: scenario.title, ok: error === undefined, ...app.counts, ms: Math.round(performance.now() - begin), hostScreens: screens, firstSetData, laterSetData, nodes: figures.nodes, ...(error === undefined ? {} : { error }) }
}

/** True when the scenario notices that taps reach nobody. */
async function selfTest(host: Host, name: string, scenario: Scenario): Promise<boolean> {
  const broken = breakTaps(host, distOf(host, options.dist))
  const city = await startCity({ env })
  const screen = createScreen(host, { ...broken, gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId: scenario.person })
  const app = createDriver(screen, () => undefined, 4000, await wayOf(host, scenario.person, city))
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
    await city.stop()
    broken.remove()
  }
}

async function main(): Promise<number> {
  const host = options.host as Host
  if (!HOSTS.includes(host)) throw new Error(`--host must be one of ${HOSTS.join(', ')}`)
  const reason = whyNot(host)
  if (reason) {
    console.log(`SKIP scenarios on ${host}: ${reason}`)
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
  if (options['self-test']) return await selfTest(host, names[0] as string, await read(names[0] as string)) ? 0 : 1

  const results: Result[] = []
  let shared: City | undefined
  try {
    for (const name of names) {
      const scenario = await read(name)
      const own = scenario.faults ? await startCity({ faults: scenario.faults, env }) : undefined
      const city = own ?? (shared ??= await startCity({ env }))
      const result = await runOne(host, name, scenario, city)
      await own?.stop()
      results.push(result)
      console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${host} ${name}: ${scenario.title} (${result.steps} steps, ${result.assertions} assertions, ${result.ms} ms${host === 'h5' ? '' : `, setData ${result.firstSetData}/${result.laterSetData} B, ${result.nodes} nodes`})`)
      if (result.error) console.log(result.error.split('\n').map(line => `     ${line}`).join('\n'))
    }
  } finally { await shared?.stop() }

  keepResults(host, results, all)
  const used = new Set(Object.values(readResults(host)).flatMap(result => result.hostScreens))
  const problems = differences(all)
  for (const id of used) if (!hostOwned.some(one => one.host === host && one.id === id)) problems.push(`the host-owned screen ${id} is not listed in host-owned.ts`)
  const whole = options.only === undefined && results.every(result => result.ok)
  if (whole) for (const one of hostOwned) if (one.host === host && !used.has(one.id)) problems.push(`no scenario uses the host-owned screen ${one.id}`)
  const sum = (key: 'steps' | 'assertions'): number => results.reduce((total, result) => total + result[key], 0)
  const failed = results.filter(result => !result.ok).length
  console.log(`${host}: ${results.length - failed} of ${results.length} scenarios passed, ${sum('steps')} steps, ${sum('assertions')} assertions`)
  for (const problem of problems) console.log(`FAIL ${problem}`)
  return failed > 0 || problems.length > 0 ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
