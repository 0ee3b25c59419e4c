/**
 * `npm run faults -- core|feed [--kills 100] [--seed 1] [--database pglite|postgres]`: kills on each database. `core` tries all writes and then
 * one department that hangs for 30 s under load (only in runs of 50 kills and more: it is a measurement); `feed` tries alerts. The last line counts.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { killCore } from './core.ts'
import { killFeed } from './feed.ts'

const { values, positionals } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, database: { type: 'string' } },
  allowPositionals: true
})
const count = { passed: 0, failed: 0, skipped: 0 }

/** A database of this run's own on the server; null with the reason printed when there is none. */
async function ownDatabase(): Promise<{ url: string, drop(): Promise<void> } | null> {
  const server = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'
  const name = `chengban_faults_${process.pid}`
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2000 })
    await client.connect()
    try { await client.query(statement) } finally { await client.end() }
  }
  try {
    await onServer(`create database ${name}`)
  } catch (error) {
    if (process.env.CHENGBAN_REQUIRE_SERVICES === '1') throw error
    console.log(`SKIP PostgreSQL: it does not answer (${(error as Error).message})`)
    return null
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: () => onServer(`drop database ${name} with (force)`) }
}

const tries: Record<string, typeof killCore> = { core: killCore, feed: killFeed }
const kill = tries[positionals[0] ?? '']
if (!kill) {
  console.error('Say what to try: npm run faults -- core|feed [--kills N] [--seed N] [--database pglite|postgres]')
  process.exit(2)
}
const on = async (storage: string): Promise<void> => {
  try {
    console.log(await kill({ storage, kills: Number(values.kills), seed: Number(values.seed) }))
    count.passed += 1
  } catch (error) {
    console.error((error as Error).stack)
    count.failed += 1
  }
}

if (values.database !== 'postgres') await on('pglite')
if (values.database !== 'pglite') {
  const own = await ownDatabase()
  if (own) {
    await on(own.url)
    await own.drop()
  } else count.skipped += 1
}
if (positionals[0] === 'core' && Number(values.kills) >= 50) {
  const hang = spawnSync(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'test/bench/main.ts', 'gateway', '--only', 'one hangs on PostgreSQL'], { stdio: 'inherit' })
  if (hang.status === 0) count.passed += 1
  else count.failed += 1
}
console.log(`faults: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exit(count.failed > 0 ? 1 : 0)
