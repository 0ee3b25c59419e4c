/**
 * Looks for secrets and personal data where none may be: logs, addresses, database, data folder, browser profile, phone storage,
 * packages. First it proves on planted canaries that it would find them. `node test/leaks/main.ts [--journey]` (--journey: without the proof)
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { HOSTS } from '../rigs/driver.ts'
import { ROOT, distOf, whyNot } from '../rigs/start.ts'
import { startCity } from '../support/city.ts'
import { prove } from './canaries.ts'
import { dump, ownDatabase, withFolder, withServer } from './dump.ts'
import { walkByCalls, type Walk } from './journey-calls.ts'
import { walkOnHost, type Trace } from './journey-rigs.ts'
import { Needles, addCity, addPeople } from './needles.ts'
import { startRecorder } from './recorder.ts'
import { formsOf, scanBytes, scanFolder, type Hit } from './scanner.ts'

const count = { passed: 0, failed: 0, skipped: 0 }

function report(what: string, ok: boolean, detail = ''): void {
  count[ok ? 'passed' : 'failed'] += 1
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${what}${ok || detail === '' ? '' : `: ${detail}`}`)
}

function skip(what: string): void {
  count.skipped += 1
  console.log(`SKIP ${what}`)
}

/** One area searched: a hit is told by place, kind and spelling, never by its value. */
function area(what: string, size: string, hits: Hit[]): void {
  const told = [...new Set(hits.map(hit => `${hit.where}: ${hit.what}, ${hit.how}`))]
  report(`nothing in ${what} (${size})`, told.length === 0, `${told.length} kinds of hit\n${told.slice(0, 30).map(line => `       | ${line}`).join('\n')}`)
}

/** Lines searched one by one, so that a hit names its line. */
function inLines(what: string, lines: readonly string[], needles: Needles, which?: RegExp): void {
  const forms = formsOf(needles.list(which))
  const all = scanBytes(Buffer.from(lines.join('\n')), forms, what)
  const hits = all.length === 0 ? [] : lines.flatMap((line, index) => scanBytes(Buffer.from(line), forms, `${what} ${index + 1} (${line.replace(/[?#].*/, '').slice(0, 50)})`))
  if (all.length > 0 && hits.length === 0) hits.push(...all)
  area(what, `${lines.length} lines`, hits)
}

const kib = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`

async function town(kind: 'PGlite' | 'PostgreSQL', databaseUrl: string | undefined, work: string): Promise<void> {
  const needles = new Needles()
  addPeople(needles)
  const recorder = await startRecorder(needles)
  const dataDir = join(work, `data-${kind}`)
  mkdirSync(dataDir)
  const written: Record<'gateway' | 'sandbox', Buffer[]> = { gateway: [], sandbox: [] }
  const logFile = join(dataDir, 'logs', 'gateway.log')
  const city = await startCity({
    ...(databaseUrl === undefined ? {} : { storage: databaseUrl }),
    onOutput: (part, chunk) => { written[part].push(chunk) },
    env: {
      CHENGBAN_DATA_DIR: dataDir, LOG_LEVEL: 'debug', H5_DIR: distOf('h5'), PUBLIC_ORIGIN: recorder.url,
      SANDBOX_IDENTITY_REDIRECT_URIS: `${recorder.url}/auth/unified/callback,${recorder.url}/auth/unified/ticket`,
      // With one database the log goes to its file, with the other to standard output.
      ...(kind === 'PGlite' ? { LOG_FILE: logFile } : {})
    }
  })
  recorder.pointAt(city.gatewayUrl)
  addCity(needles, city.env, dataDir)
  const at = { gatewayUrl: recorder.url, sandboxUrl: city.sandboxUrl }
  const profile = join(work, 'profile')
  const traces: Trace[] = []
  let walk: Walk = { good: 0, refused: {} }
  try {
    const people = { weapp: 'employee', alipay: 'moved', h5: 'forty-years' } as const
    for (const host of kind === 'PGlite' ? HOSTS : []) {
      const reason = whyNot(host)
      if (reason) {
        skip(`journey on ${host}: ${reason}`)
        continue
      }
      try {
        const trace = await walkOnHost(host, people[host], recorder.url, city.sandboxUrl, profile, host === 'alipay')
        traces.push(trace)
        report(`journey on ${host}`, true)
      } catch (error) {
        report(`journey on ${host}`, false, (error as Error).message)
      }
    }
    // The addresses of the wrong requests below are not ours.
    const ours = [...recorder.addresses]
    const referers = [...recorder.referers]
    walk = await walkByCalls(at, city, needles)
    const refused = Object.entries(walk.refused).map(([code, times]) => `${code} ${times}`).join(', ')
    report(`journey by calls on ${kind}`, walk.good >= 60, `only ${walk.good} calls went well; refused: ${refused}`)
    console.log(`     ${walk.good} calls went well, refused: ${refused}; ${needles.size} secrets to look for`)
    if (kind === 'PGlite') {
      // OIDC itself carries the single-use sign-in code in the address of its answer: spent when the address is left.
      const lines = [...ours, ...traces.flatMap(trace => trace.addresses)]
      inLines('our own addresses', lines.map(line => line.replace(/(\/auth\/unified\/callback\?.*?code=)[^&]*/, '$1')), needles)
      inLines('Referer headers', [...referers, ...traces.flatMap(trace => trace.referers)], needles)
    }
    // The sealer and the queues get their turn.
    await new Promise((resolve) => { setTimeout(resolve, 1500) })
  } finally {
    await city.stop()
    await recorder.close()
  }

  const forms = formsOf(needles.list())
  const output = Buffer.concat(written.gateway)
  area(`standard output of the gateway on ${kind}`, kib(output.length), scanBytes(output, forms, 'stdout'))
  if (kind === 'PostgreSQL') report('the gateway logged to standard output', output.includes('"level":"'), 'no log line was seen')
  else {
    const logs = scanFolder(join(dataDir, 'logs'), forms)
    report('the gateway logged to its file', logs.bytes > 1000, `${logs.bytes} bytes`)
    area('log files', `${logs.files} files, ${kib(logs.bytes)}`, logs.hits.map(hit => ({ ...hit, where: basename(hit.where) })))
  }
  // Key files hold keys by their purpose; for everything else they are searched too.
  const notKeys = formsOf(needles.list(/^(?!key )/))
  const keys = join(dataDir, 'keys')
  const raw = scanFolder(dataDir, forms, path => path === keys)
  const inKeys = scanFolder(keys, notKeys)
  const heads = existsSync(join(dataDir, 'audit')) ? readdirSync(join(dataDir, 'audit')).length : 0
  console.log(`     in the data folder: keys/ is not searched for key material, which it is there to keep; ${heads} audit head files are`)
  area(`the data folder on ${kind}`, `${raw.files + inKeys.files} files, ${kib(raw.bytes)}`, [...raw.hits, ...inKeys.hits].map(hit => ({ ...hit, where: relative(dataDir, hit.where) })))

  const content = databaseUrl === undefined ? await withFolder(join(dataDir, 'database'), dump) : await withServer(databaseUrl, dump)
  report(`the dump of ${kind} holds what the journey left`, content.tables > 20 && content.rows > 200, `${content.tables} tables, ${content.rows} rows`)
  const lines = content.bytes.toString('latin1').split('\n')
  const hits = scanBytes(content.bytes, forms, 'dump')
  const named = hits.length === 0 ? [] : lines.flatMap(line => scanBytes(Buffer.from(line, 'latin1'), forms, line.split(' ')[0]?.slice(0, 60) ?? '', 0))
  area(`tables of ${kind}`, `${content.tables} tables, ${content.rows} rows`, named.length > 0 ? named : hits)

  for (const trace of traces) area(`storage of ${trace.host}`, `${trace.storage.length} bytes after ${trace.steps} steps`, scanBytes(trace.storage, forms, trace.host))
  if (kind === 'PGlite' && existsSync(profile)) {
    const found = scanFolder(profile, forms)
    const own = found.hits.filter(hit => hit.what !== 'sign-in code' || !/History|ukm_db/.test(hit.where))
    if (own.length < found.hits.length) console.log('     in the browser profile: the history keeps the address of the identity system\'s answer with its spent single-use code; OIDC puts it there')
    area('the browser profile', `${found.files} files, ${kib(found.bytes)}`, own.map(hit => ({ ...hit, where: relative(profile, hit.where) })))
  }
  if (kind !== 'PGlite') return
  const kept = join(ROOT, '.data', 'demo-secrets.json')
  if (existsSync(kept)) for (const [name, value] of Object.entries(JSON.parse(readFileSync(kept, 'utf8')) as Record<string, string>)) if (/SECRET|PRIVATE/.test(name)) needles.add(`demo ${name}`, value.split('\n')[3] ?? value)
  needles.add('private key', '-----BEGIN PRIVATE KEY')
  needles.add('private key', '-----BEGIN RSA PRIVATE KEY')
  const inside = formsOf(needles.list())
  for (const host of HOSTS) {
    const found = scanFolder(distOf(host), inside)
    area(`the package of ${host}`, `${found.files} files, ${kib(found.bytes)}`, found.hits.map(hit => ({ ...hit, where: relative(distOf(host), hit.where) })))
  }
}

async function main(): Promise<number> {
  for (const host of HOSTS) if (!existsSync(distOf(host))) throw new Error(`${distOf(host)} is missing: npm run build makes it`)
  const work = mkdtempSync(join(tmpdir(), 'chengban-leaks-'))
  try {
    if (!process.argv.includes('--journey')) await prove(report, distOf('weapp'))
    await town('PGlite', undefined, work)
    const server = await ownDatabase()
    if (typeof server === 'string') skip(`PostgreSQL: ${server}`)
    else {
      try { await town('PostgreSQL', server.url, work) } finally { await server.drop() }
    }
    if (process.env.CHENGBAN_KEEP_LEAKS) cpSync(work, process.env.CHENGBAN_KEEP_LEAKS, { recursive: true, filter: path => !path.endsWith('.sock') })
  } finally { rmSync(work, { recursive: true, force: true }) }
  console.log(`leaks: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  return count.failed > 0 ? 1 : 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error)
  console.log(`leaks: ${count.passed} passed, ${count.failed + 1} failed, ${count.skipped} skipped`)
  return 1
})
