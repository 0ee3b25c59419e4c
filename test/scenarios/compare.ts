/**
 * Compares the last runs of all scenarios: on every host the same text must have made the same number of steps and assertions.
 * A host on which a scenario did not run fails, unless this machine cannot run that host at all.
 * `node test/scenarios/compare.ts`
 */
import { readdirSync } from 'node:fs'
import { HOSTS } from '../rigs/driver.ts'
import { whyNot } from '../rigs/start.ts'
import { difference, readResults } from './results.ts'
import type { Scenario } from './scenario.ts'

const names = readdirSync(import.meta.dirname).filter(file => file.endsWith('.scenario.ts')).map(file => file.replace('.scenario.ts', '')).sort()
const count = { passed: 0, failed: 0, skipped: 0 }
const here = HOSTS.filter((host) => {
  const reason = whyNot(host)
  if (reason) console.log(`SKIP ${host}: ${reason}`)
  return reason === undefined
})

for (const name of names) {
  const { default: scenario } = await import(`./${name}.scenario.ts`) as { default: Scenario }
  const hosts = here.filter(host => scenario.only?.hosts.includes(host) ?? true)
  if (hosts.length < 2) {
    count.skipped += 1
    console.log(`SKIP ${name}: fewer than two hosts to compare`)
    continue
  }
  const said = difference(name, hosts)
  count[said === undefined ? 'passed' : 'failed'] += 1
  const run = readResults(hosts[0] as typeof hosts[number])[name]
  console.log(said === undefined ? `ok   ${name}: ${run?.steps} steps, ${run?.assertions} assertions on ${hosts.join(', ')}` : `FAIL ${said}`)
}
console.log(`scenarios alike: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed > 0 ? 1 : 0
