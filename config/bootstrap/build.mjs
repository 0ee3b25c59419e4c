/** `npm run build [-- --host weapp|alipay|h5] [--force]`: builds what is stale, one host after another. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { contentDigest, ensureInstalled, root, run, say } from './ground.mjs'

export const hosts = ['weapp', 'alipay', 'h5']
const sources = [
  'src/app.tsx', 'src/app.config.ts', 'src/app.scss', 'src/index.html', 'src/client', 'src/contract', 'src/pages', 'src/services', 'src/static',
  'config/index.ts', 'config/dev.ts', 'config/prod.ts', 'config/plugins', 'babel.config.js', 'project.config.json', 'project.alipay.json', 'package-lock.json',
]

/**
 * Builds one host into dist/<host> when its sources changed since.
 * @returns true when it is there
 */
export async function buildHost(host, { force = false, quiet = false } = {}) {
  const salt = [host, process.env.CHENGBAN_GATEWAY ?? '', process.env.CHENGBAN_SANDBOX ?? ''].join('|')
  const digest = contentDigest(sources, salt)
  const folder = path.join(root, 'dist', host)
  const stamp = path.join(root, 'dist', `.${host}.stamp`)
  if (!force && fs.existsSync(folder) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) {
    if (!quiet) say(`dist/${host} is up to date.`)
    return true
  }
  say(`Building dist/${host} …`)
  const began = Date.now()
  fs.rmSync(folder, { recursive: true, force: true })
  fs.rmSync(stamp, { force: true })
  const env = { TARO_ENV: host, NODE_ENV: 'production', BROWSERSLIST_IGNORE_OLD_DATA: '1' }
  const result = await run(['node_modules/@tarojs/cli/bin/taro', 'build', '--type', host], { capture: true, quiet: true, env })
  const marker = host === 'h5' ? 'index.html' : 'app.json'
  if (result.code !== 0 || !fs.existsSync(path.join(folder, marker))) {
    say(result.output)
    say(`The build for ${host} failed: see the lines above.`)
    return false
  }
  fs.writeFileSync(stamp, digest)
  say(`dist/${host} built in ${Math.round((Date.now() - began) / 1000)} s.`)
  return true
}

async function main() {
  ensureInstalled()
  const wanted = process.argv.includes('--host') ? [process.argv[process.argv.indexOf('--host') + 1]] : hosts
  for (const host of wanted) {
    if (!hosts.includes(host)) {
      say(`--host takes one of ${hosts.join(', ')}.`)
      process.exit(2)
    }
    if (!(await buildHost(host, { force: process.argv.includes('--force') }))) process.exit(1)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
