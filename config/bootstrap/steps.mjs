/** The parts of `npm test`, in order. Each says how many checks passed, failed and were skipped; the last line adds them up. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root, run, say } from './ground.mjs'

/** @typedef {{passed: number, failed: number, skipped: number}} Count */

/** Last line of the form `…: N passed, N failed, N skipped` in what a program printed. */
export function countOf(output) {
  const lines = [...output.matchAll(/(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g)]
  const last = lines.at(-1)
  return last ? { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3] ?? 0) } : null
}

/** Runs a program that prints its own count, or counts as one check. `later` keeps what it prints until it ends, for steps that run side by side. */
export async function step(args, { env = {}, counts = true, later = false } = {}) {
  const { code, output } = await run(args, { env, capture: true, quiet: later })
  if (later) say(output.trimEnd())
  const count = counts ? countOf(output) : null
  if (!count) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  // A program that died after its last good count has failed all the same.
  return code === 0 ? count : { ...count, failed: Math.max(1, count.failed) }
}

/** Runs jest projects and counts from its own report. */
export async function jest(projects, env = {}) {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'chengban-jest-')), 'report.json')
  const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects', ...projects, '--json', `--outputFile=${report}`, '--maxWorkers=2', '--testTimeout=60000']
  const { code } = await run(args, { env: { ...env, NODE_ENV: 'test' }, capture: true })
  if (!fs.existsSync(report)) {
    say('Jest ended without a report.')
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const result = JSON.parse(fs.readFileSync(report, 'utf8'))
  fs.rmSync(path.dirname(report), { recursive: true })
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites
  return { passed: result.numPassedTests, failed: code === 0 ? failed : Math.max(1, failed), skipped: result.numPendingTests }
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** Known high or critical vulnerabilities of what ships fail; skipped with its reason where no registry answers. */
export function audit() {
  const result = spawnSync(npm, ['audit', '--omit=dev', '--omit=optional', '--json'], { cwd: root, encoding: 'utf8', timeout: 60_000 })
  let report = null
  try {
    report = JSON.parse(result.stdout)
  } catch {
    // No JSON: nothing answered.
  }
  const found = report?.metadata?.vulnerabilities
  if (!found) {
    say('SKIP audit of run-time dependencies: no registry here gives advisories.')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const bad = found.high + found.critical
  say(`Audit of run-time dependencies: ${bad} high or critical, ${found.moderate + found.low} lesser.`)
  return { passed: bad ? 0 : 1, failed: bad ? 1 : 0, skipped: 0 }
}

/** Writes the bill of materials of what ships to dist/sbom.json (CycloneDX). */
export function sbom() {
  const result = spawnSync(npm, ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  let components = 0
  try {
    components = JSON.parse(result.stdout).components.length
  } catch {
    say(`The bill of materials could not be made: ${result.stderr.slice(0, 400)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  fs.mkdirSync(path.join(root, 'dist'), { recursive: true })
  fs.writeFileSync(path.join(root, 'dist/sbom.json'), result.stdout)
  say(`dist/sbom.json lists ${components} run-time components.`)
  return { passed: 1, failed: 0, skipped: 0 }
}

/** Installs packages of Debian where that is possible: as root on such a machine. */
function installFromDebian(what, packages) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return
  say(`Installing ${what} from Debian …`)
  spawnSync('sh', ['-c', `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${packages}`], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** The second reader of signed PDF documents, pdfsig; without it that one test says that it was skipped. */
export function ensurePdfReader() {
  if (!fs.existsSync('/usr/bin/pdfsig')) installFromDebian('a reader of signed PDF documents', 'poppler-utils')
}

/** Finds Chromium, or installs Debian's where that is possible. @returns its path, or null with the reason printed */
export function ensureChromium() {
  const known = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(Boolean)
  const there = () => known.find((file) => fs.existsSync(file)) ?? null
  if (there()) return there()
  installFromDebian('Chromium and Chinese fonts', 'chromium fonts-noto-cjk')
  if (!there()) say('No Chromium here: install the package chromium, or set CHROMIUM_PATH. The browser parts are skipped.')
  return there()
}
