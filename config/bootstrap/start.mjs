/** `npm start`: everything on one machine with embedded storage. Installs and builds what is missing, then prints the links. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { buildHost } from './build.mjs'
import { cityEnvironment, keptSecrets, portTaken } from './demo-city.mjs'
import { childEnv, ensureInstalled, node24, nodeFlags, root, say } from './ground.mjs'

const began = Date.now()
ensureInstalled()
if (!(await buildHost('h5', { quiet: true }))) process.exit(1)

const port = (name, fallback) => Number(process.env[name] ?? fallback)
const ports = { gateway: port('GATEWAY_PORT', 8800), internal: port('GATEWAY_INTERNAL_PORT', 8801), sandbox: port('SANDBOX_PORT', 8810) }
for (const [name, one] of Object.entries(ports)) {
  if (await portTaken(one)) {
    say(`Port ${one} (${name}) is taken. Stop what listens there, or set GATEWAY_PORT, GATEWAY_INTERNAL_PORT or SANDBOX_PORT.`)
    process.exit(1)
  }
}

const dataRoot = path.join(root, '.data')
const dataDir = process.env.CHENGBAN_DATA_DIR ?? path.join(dataRoot, 'gateway')
const env = childEnv({
  ...cityEnvironment({ ports, dataDir, secrets: keptSecrets(dataRoot) }),
  LOG_FILE: process.env.LOG_FILE ?? path.join(dataRoot, 'logs', 'gateway.log'),
  ...(process.env.DATABASE_URL ? { DATABASE_URL: process.env.DATABASE_URL } : {}),
})

const children = []
let stopping = false
function stop(code) {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  setTimeout(() => process.exit(code), 12_000).unref()
  Promise.all(children.map((child) => child.exitCode !== null || new Promise((done) => child.once('exit', done)))).then(() => process.exit(code))
}
process.once('SIGINT', () => stop(0))
process.once('SIGTERM', () => stop(0))

function startPart(name, file) {
  const child = spawn(node24(), [...nodeFlags, file], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (chunk) => {
    if (process.env.CHENGBAN_LOUD) process.stdout.write(chunk)
  })
  child.once('exit', (code) => {
    if (stopping) return
    say(`The ${name} ended with code ${code ?? 'none'}: see the lines above and ${env.LOG_FILE}.`)
    stop(1)
  })
  children.push(child)
}

async function healthy(url) {
  for (let i = 0; i < 600 && !stopping; i += 1) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 100))
  }
  if (stopping) return
  say(`${url} did not become ready within a minute: see ${env.LOG_FILE}.`)
  stop(1)
}

say('Starting the sandbox city and the gateway …')
startPart('sandbox city', 'src/sandbox/main.ts')
startPart('gateway', 'src/gateway/main.ts')
await Promise.all([healthy(`${env.SANDBOX_URL}/health`), healthy(`${env.GATEWAY_INTERNAL_URL}/ready`)])

if (!stopping) {
  const { people } = await fetch(`${env.SANDBOX_URL}/people`, { headers: { accept: 'application/json' } })
    .then((answer) => answer.json())
    .catch(() => ({ people: [] }))
  say(`
Ready after ${Math.round((Date.now() - began) / 1000)} s. SANDBOX: everybody below is invented.

  Citizen app (browser)     ${env.PUBLIC_ORIGIN}/
  Hall counter (SANDBOX)    ${env.SANDBOX_URL}/hall      gives binding codes
  Demo people (SANDBOX)     ${env.SANDBOX_URL}/people
  Faults (SANDBOX)          ${env.SANDBOX_URL}/control/faults
  Health, metrics           ${env.GATEWAY_INTERNAL_URL}/ready  ${env.GATEWAY_INTERNAL_URL}/metrics

  WeChat and Alipay packages: npm run build, then open dist/weapp or dist/alipay in the host's developer tool.

Demo people to sign in with:`)
  for (const person of people) say(`  ${person.name.padEnd(10, '　')} ${person.label}`)
  say('\nStop with Ctrl+C.')
}
