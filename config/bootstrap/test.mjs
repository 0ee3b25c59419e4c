/** `npm test`: everything that must hold, in one run. The last line adds up what passed, failed and was skipped. */
import { buildHost, hosts } from './build.mjs'
import { ensureInstalled, say } from './ground.mjs'
import { audit, ensureChromium, ensurePdfReader, jest, sbom, step } from './steps.mjs'

const skip = (reason) => {
  say(`SKIP ${reason}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

ensureInstalled()
const chromium = ensureChromium()
ensurePdfReader()
const mini = process.platform === 'linux' && process.arch === 'x64'
const browserEnv = chromium ? { CHROMIUM_PATH: chromium } : {}
const builds = async () => {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const host of hosts) total[(await buildHost(host)) ? 'passed' : 'failed'] += 1
  return total
}
const onHost = (host, args) => async ({ later } = {}) => {
  if (host === 'h5' && !chromium) return skip(`${args[0]} on h5: no Chromium`)
  if (host !== 'h5' && !mini) return skip(`${args[0]} on ${host}: WeChat's template compiler runs on linux-x64 only`)
  return step([...args, '--host', host], { env: browserEnv, later })
}
/** The two mini-programs side by side, because they mostly wait; the browser, which does not, after them. */
const eachHost = (label, args) => {
  const one = (host) => [`${label}, ${host}`, onHost(host, args)]
  return [[one('weapp'), one('alipay')], one('h5')]
}

/** Name of the step and what it runs, or several of these that run side by side; a step given by `--only <words>` runs alone. */
const steps = [
  ['audit of run-time dependencies', audit],
  ['bill of materials', sbom],
  [
    ['lint', ({ later }) => step(['node_modules/eslint/bin/eslint.js', '.'], { counts: false, later })],
    ['types', ({ later }) => step(['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'], { counts: false, later })],
  ],
  ['openapi.json is what the declarations say', () => step(['src/gateway/openapi/generate.ts', '--check'], { counts: false })],
  ['docs', () => step(['test/docs/check.ts'])],
  ['unit and contract tests', () => jest(['unit'])],
  ['the official Alipay SDK against the sandbox', () => jest(['sdk'])],
  ['storage tests', () => jest(['storage'])],
  ['builds of three hosts', builds],
  ['size budgets', () => step(['test/size/main.ts', '--check'])],
  ['packages load in a host-like engine', () => (mini ? step(['test/rigs/host-vm/main.ts']) : skip('host-like engine: linux-x64 only'))],
  ...eachHost('scenarios', ['test/scenarios/run.ts']),
  ['scenarios count alike', () => step(['test/scenarios/compare.ts'])],
  ...eachHost('every page in three weathers', ['test/scenarios/every-page.ts']),
  ['accessibility', () => (chromium ? step(['test/a11y/main.ts'], { env: browserEnv }) : skip('accessibility: no Chromium'))],
  ['leak scan', () => (chromium && mini ? step(['test/leaks/main.ts'], { env: browserEnv }) : skip('leak scan: needs Chromium and linux-x64'))],
  ['a service is added by its document', () => step(['test/docs/add-a-service.ts'])],
  ['crashes, short run', () => step(['test/faults/main.ts', 'core', '--kills', '6'])],
  ['crashes while alerts go out, short run', () => step(['test/faults/main.ts', 'feed', '--kills', '4'])],
]

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : ''
const sum = { passed: 0, failed: 0, skipped: 0 }
const table = []
async function runStep(name, work, later) {
  if (!later) say(`\n── ${name}`)
  const began = Date.now()
  let one = { passed: 0, failed: 1, skipped: 0 }
  try {
    one = await work({ later })
  } catch (error) {
    say(String(error?.stack ?? error))
  }
  for (const key of Object.keys(sum)) sum[key] += one[key]
  table.push(`${one.failed ? 'FAIL' : one.passed ? 'ok  ' : 'skip'}  ${name}: ${one.passed} passed, ${one.failed} failed, ${one.skipped} skipped (${Math.round((Date.now() - began) / 1000)} s)`)
}
for (const entry of steps) {
  const together = (Array.isArray(entry[0]) ? entry : [entry]).filter(([name]) => name.includes(only))
  if (together.length > 1) say(`\n── ${together.map(([name]) => name).join(' | ')}`)
  await Promise.all(together.map(([name, work]) => runStep(name, work, together.length > 1)))
}
say(`\n${table.join('\n')}\n`)
say(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed ? 1 : 0)
