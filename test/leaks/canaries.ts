/** The proof before the search: canaries are planted in every kind of place, and each must be found. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { chromiumPath } from '../rigs/h5/browser.ts'
import { dump, ownDatabase, withFolder, withServer } from './dump.ts'
import { formsOf, scanBytes, scanFolder, type Hit } from './scanner.ts'

const NAME = '东方金丝雀'
const NUMBER = '11010519491231002X'
const spelt = [...`${NAME} ${NUMBER}`].map(c => (c.charCodeAt(0) < 128 ? c : `\\u${c.charCodeAt(0).toString(16)}`)).join('')
/** Name and number in every spelling; what is packed is bytes. */
const PLANTS: Record<string, string | Buffer> = {
  clear: `${NAME} ${NUMBER}`, escaped: spelt, URL: encodeURIComponent(`${NAME} ${NUMBER}`),
  base64: Buffer.from(`x${NAME} ${NUMBER}`).toString('base64'), gzip: gzipSync(`{"a":"${NAME}","b":"${NUMBER}"}`)
}
const forms = formsOf([{ what: 'name', value: NAME }, { what: 'number', value: NUMBER }])

export type Report = (what: string, ok: boolean, detail?: string) => void

function judge(report: Report, where: string, how: string, hits: Hit[]): void {
  const seen = new Set(hits.map(hit => hit.what))
  report(`canary: ${where}, ${how}`, seen.has('name') && seen.has('number'), `found ${[...seen].join(', ') || 'nothing'}`)
}

/** Files of several sorts, each written as the real one is. */
function inFiles(report: Report, folder: string): void {
  const sorts: Record<string, (how: string, plant: string | Buffer) => string | Buffer> = {
    'log file': (_how, plant) => (typeof plant === 'string' ? `{"level":"info","msg":"call of ${plant}"}\n` : plant),
    'data folder file': (_how, plant) => Buffer.concat([Buffer.alloc(8192, 7), Buffer.from(plant as string), Buffer.alloc(8192, 9)]),
    'phone storage': (_how, plant) => JSON.stringify({ 'chengban.preferences': JSON.stringify({ kept: typeof plant === 'string' ? plant : plant.toString('base64') }) })
  }
  for (const [sort, write] of Object.entries(sorts)) {
    for (const [how, plant] of Object.entries(PLANTS)) {
      // A phone's storage holds texts only.
      if (sort === 'phone storage' && how === 'gzip') continue
      const place = join(folder, sort, how)
      mkdirSync(place, { recursive: true })
      writeFileSync(join(place, 'file'), write(how, plant))
      judge(report, sort, how, scanFolder(place, forms).hits)
    }
  }
}

function inAddresses(report: Report): void {
  for (const [how, plant] of Object.entries(PLANTS)) {
    const text = typeof plant === 'string' ? plant : plant.toString('latin1')
    judge(report, 'address', how, scanBytes(Buffer.from(`GET /api/v1/account/me?q=${text}`, typeof plant === 'string' ? 'utf8' : 'latin1'), forms, 'address'))
  }
}

function inPackage(report: Report, folder: string, dist: string): void {
  for (const [how, plant] of Object.entries(PLANTS)) {
    const place = join(folder, 'package', how)
    cpSync(dist, place, { recursive: true })
    writeFileSync(join(place, how === 'gzip' ? 'common.js.gz' : 'planted.js'), typeof plant === 'string' ? `var a="${plant}"` : plant)
    judge(report, 'package copy', how, scanFolder(place, forms).hits)
  }
}

async function inDatabase(report: Report, kind: string, open: <T>(work: (query: Parameters<typeof dump>[0]) => Promise<T>) => Promise<T>): Promise<void> {
  for (const [how, plant] of Object.entries(PLANTS)) {
    const hits = await open(async (query) => {
      await query('drop schema if exists planted cascade')
      await query('create schema planted')
      await query('create table planted.jobs (id int, data jsonb, bytes bytea)')
      if (typeof plant === 'string') await query(`insert into planted.jobs values (1, '${JSON.stringify({ kept: plant })}')`)
      else await query(`insert into planted.jobs values (1, null, '\\x${plant.toString('hex')}')`)
      return scanBytes((await dump(query)).bytes, forms, kind)
    })
    judge(report, `table of ${kind}`, how, hits)
  }
}

/** A real browser visits pages that plant something in its cache, its history and its storage. */
async function inProfile(report: Report, folder: string): Promise<void> {
  const server = createServer((request, reply) => {
    const how = /^\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''
    const plant = PLANTS[how]
    if (plant === undefined) return void reply.writeHead(404).end()
    const packed = typeof plant !== 'string'
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=3600', ...(packed ? { 'content-encoding': 'gzip' } : {}) })
    reply.end(how === 'URL' ? 'page' : plant)
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const { port } = server.address() as { port: number }
  await Promise.all(Object.keys(PLANTS).map(async (how) => {
    const profile = join(folder, 'profile', how)
    const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath() as string, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'] })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/${how}${how === 'URL' ? `?q=${String(PLANTS.URL)}` : ''}`)
    if (how === 'clear') await page.evaluate((text) => { localStorage.setItem('kept', text) }, String(PLANTS.clear))
    await context.close()
    judge(report, 'browser profile', how, scanFolder(profile, forms).hits)
  }))
  await new Promise((done) => { server.close(done); server.closeAllConnections() })
}

/** Plants and looks; every place and spelling is one check. */
export async function prove(report: Report, dist: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chengban-canary-'))
  const server = await ownDatabase()
  try {
    inFiles(report, folder)
    inAddresses(report)
    inPackage(report, folder, dist)
    await Promise.all([
      inDatabase(report, 'PGlite', work => withFolder(join(folder, 'database'), work)),
      typeof server === 'string' ? undefined : inDatabase(report, 'PostgreSQL', work => withServer(server.url, work)),
      inProfile(report, folder)
    ])
  } finally {
    if (typeof server !== 'string') await server.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}
