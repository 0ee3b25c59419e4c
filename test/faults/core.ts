/** Kills a working gateway again and again; every acknowledged write is read back, nothing happens twice, the audit verifies. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { City } from '../support/city.ts'
import { startCity } from '../support/city.ts'
import { Citizen, insist } from '../support/citizen.ts'
import { consentsList } from '../../src/contract/platform/account.ts'
import { Ledger } from './ledger.ts'
import { seeded } from './random.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Demo people whom WeChat confirms. */
const people = ['employee', 'flexible', 'forty-years', 'moved']

/** `npm run admin -- verify` against the running gateway; throws when the chain is broken. */
async function verify(city: City): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'src/gateway/admin.ts', 'verify'], { cwd: ROOT, env: { ...process.env, ...city.env } })
  const report = JSON.parse(stdout) as { ok?: boolean, rows?: number }
  if (report.ok !== true) throw new Error(`audit: ${stdout}`)
  return `audit of ${report.rows} rows verified`
}

export interface CoreOptions { storage: 'pglite' | string, kills: number, seed: number }

/**
 * Runs the kills on one database.
 * @throws on the first acknowledged write that is lost, doubled or changed
 */
export async function killCore({ storage, kills, seed }: CoreOptions): Promise<string> {
  const random = seeded(seed)
  // Without Redis the limits begin anew with each process: these people write more than a person may.
  const city = await startCity({ storage, env: { LOG_LEVEL: 'fatal', ADDRESS_LIMIT_PER_MINUTE: '1000000', REDIS_URL: '' } })
  try {
    const ledgers = people.map((id, index) => new Ledger(new Citizen(city, id), seeded(seed * 31 + index)))
    for (const ledger of ledgers) await insist(ledger.citizen, consentsList, {})
    for (let kill = 1; kill <= kills; kill += 1) {
      let alive = true
      const writing = ledgers.map(ledger => ledger.writeUntilKilled(() => alive))
      await new Promise((resolve) => { setTimeout(resolve, 20 + Math.floor(random() * 400)) })
      await city.killGateway()
      alive = false
      await Promise.all(writing)
      await city.restartGateway()
      for (const ledger of ledgers) await ledger.readBack()
      if (kill % 10 === 0) console.log(`  ${kill} kills: ${ledgers.reduce((sum, one) => sum + one.acknowledged, 0)} acknowledged writes read back`)
    }
    const said = await verify(city)
    const sum = (of: (one: Ledger) => number): number => ledgers.reduce((total, one) => total + of(one), 0)
    return `${storage === 'pglite' ? 'PGlite' : 'PostgreSQL'}: ${kills} kills (seed ${seed}), ${sum(one => one.acknowledged)} acknowledged writes and sign-ins, ${sum(one => one.requests.size)} check requests each kept once, ${sum(one => one.repeated)} writes repeated after a kill; ${said}`
  } finally {
    await city.stop()
  }
}
