/** A whole city for one test: gateway and sandbox as processes of their own on free ports. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cityEnvironment, newSecrets } from '../../config/bootstrap/demo-city.mjs'

const ROOT = join(import.meta.dirname, '../..')

export interface CityOptions {
  /** `pglite` (a folder of its own) or the address of a PostgreSQL database. */
  storage?: 'pglite' | string
  /** Faults to set before anything else: bodies for the sandbox's control interface. */
  faults?: Record<string, unknown>[]
  /** Further environment for the gateway. */
  env?: Record<string, string>
  loud?: boolean
  /** Is given everything the two processes write. */
  onOutput?: (part: 'gateway' | 'sandbox', chunk: Buffer) => void
}

export interface City {
  gatewayUrl: string
  internalUrl: string
  sandboxUrl: string
  hallSecret: string
  /** Environment of the two processes, for commands beside them. */
  env: Record<string, string>
  /** Last lines that the two processes wrote. */
  log(): string
  /** Sets a fault through the sandbox's control interface. */
  fault(body: Record<string, unknown>): Promise<void>
  killGateway(): Promise<void>
  restartGateway(): Promise<void>
  stop(): Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => { resolve(port) })
    })
  })
}

async function healthy(url: string, child: () => ChildProcess | undefined, log: () => string, patience = 60_000): Promise<void> {
  const end = Date.now() + patience
  for (;;) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    if (answer?.ok) return
    if (child()?.exitCode !== null || Date.now() > end) throw new Error(`${url} did not become healthy\n${log()}`)
    await new Promise((resolve) => { setTimeout(resolve, 60) })
  }
}

/** A city that is already running: CHENGBAN_CITY="<gateway> <gateway internal> <sandbox>", e.g. the one of `npm start`. */
function runningCity(addresses: string): City {
  const [gatewayUrl = '', internalUrl = '', sandboxUrl = ''] = addresses.split(/[\s,]+/)
  const cannot = (): Promise<void> => Promise.reject(new Error('this city was started by someone else'))
  return { gatewayUrl, internalUrl, sandboxUrl, hallSecret: process.env.HALL_SECRET ?? '', env: {}, log: () => '', fault: body => orderFault(sandboxUrl, body), killGateway: cannot, restartGateway: cannot, stop: () => Promise.resolve() }
}

async function orderFault(sandboxUrl: string, body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${sandboxUrl}/control/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`the sandbox refused the fault: ${answer.status} ${await answer.text()}`)
}

/** Starts sandbox and gateway and waits until they are ready. */
export async function startCity(options: CityOptions = {}): Promise<City> {
  if (process.env.CHENGBAN_CITY) return runningCity(process.env.CHENGBAN_CITY)
  const [gatewayPort, internalPort, sandboxPort] = [await freePort(), await freePort(), await freePort()]
  const folder = mkdtempSync(join(tmpdir(), 'chengban-city-'))
  const secrets = newSecrets()
  const settings = cityEnvironment({ ports: { gateway: gatewayPort, internal: internalPort, sandbox: sandboxPort }, dataDir: folder, secrets })
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`
  const internalUrl = `http://127.0.0.1:${internalPort}`
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const storage = options.storage ?? 'pglite'
  const env: NodeJS.ProcessEnv = { ...process.env, ...settings, ...options.env }
  if (storage === 'pglite') delete env.DATABASE_URL
  else env.DATABASE_URL = storage
  let tail = ''
  const log = (): string => tail

  function run(part: 'gateway' | 'sandbox'): ChildProcess {
    const child = spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `src/${part}/main.ts`], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString('utf8')).slice(-20_000)
      if (options.loud) process.stderr.write(chunk)
      options.onOutput?.(part, chunk)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    return child
  }
  async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((done) => { child.once('exit', () => { done() }) })
    child.kill(signal)
    const timer = setTimeout(() => { child.kill('SIGKILL') }, 8000)
    await ended
    clearTimeout(timer)
  }

  const sandbox = run('sandbox')
  let gateway: ChildProcess | undefined
  const startGateway = async (): Promise<void> => {
    gateway = run('gateway')
    await healthy(`${internalUrl}/ready`, () => gateway, log)
  }
  const city: City = {
    gatewayUrl, internalUrl, sandboxUrl, hallSecret: secrets.HALL_SECRET, log,
    env: { ...settings, ...(storage === 'pglite' ? {} : { DATABASE_URL: storage }), ...options.env },
    fault: body => orderFault(sandboxUrl, body),
    killGateway: () => end(gateway, 'SIGKILL'),
    restartGateway: async () => {
      await end(gateway, 'SIGTERM')
      await startGateway()
    },
    async stop() {
      await Promise.all([end(gateway, 'SIGTERM'), end(sandbox, 'SIGTERM')])
      rmSync(folder, { recursive: true, force: true })
    }
  }
  try {
    await healthy(`${sandboxUrl}/health`, () => sandbox, log)
    await startGateway()
    for (const fault of options.faults ?? []) await city.fault(fault)
    return city
  } catch (error) {
    await city.stop()
    throw error
  }
}
