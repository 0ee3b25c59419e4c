/** `npm run scenario -- --host weapp|alipay|h5 [--only name]`: builds that host when stale and runs the scenarios on the built package. */
import { buildHost, hosts } from './build.mjs'
import { ensureInstalled, run, say } from './ground.mjs'

ensureInstalled()
const args = process.argv.slice(2)
const host = args[args.indexOf('--host') + 1]
if (!args.includes('--host') || !hosts.includes(host)) {
  say(`Say which host: npm run scenario -- --host ${hosts.join('|')}`)
  process.exit(2)
}
if (!(await buildHost(host))) process.exit(1)
process.exit((await run(['test/scenarios/run.ts', ...args])).code)
