/** Counts of the last runs per host, so that the three can be compared although each runs in its own process. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '../rigs/driver.ts'

export interface Result { host: Host, name: string, /** Of the scenario's source: only runs of the same text are compared. */ digest: string, title: string, ok: boolean, steps: number, assertions: number, ms: number, hostScreens: string[], firstSetData: number, laterSetData: number, nodes: number, error?: string }

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/chengban')

function fileOf(host: Host): string { return join(FOLDER, `scenarios-${host}.json`) }

/** Results of a host's last runs, by scenario name. */
export function readResults(host: Host): Record<string, Result> {
  return existsSync(fileOf(host)) ? JSON.parse(readFileSync(fileOf(host), 'utf8')) as Record<string, Result> : {}
}

/** Keeps the results of this run; scenarios that were not run keep their old ones, removed scenarios are dropped. */
export function keepResults(host: Host, results: Result[], names: string[]): void {
  const all = Object.fromEntries(Object.entries(readResults(host)).filter(([name]) => names.includes(name)))
  for (const result of results) all[result.name] = result
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(fileOf(host), `${JSON.stringify(all, null, 1)}\n`)
}

/** Whether the last runs of one scenario on these hosts counted alike; undefined when they did, else a sentence. */
export function difference(name: string, hosts: readonly Host[]): string | undefined {
  const runs = hosts.map(host => ({ host, run: readResults(host)[name] }))
  const missing = runs.filter(one => one.run === undefined).map(one => one.host)
  if (missing.length > 0) return `${name} has not run on ${missing.join(', ')}`
  const all = runs.map(one => one.run as Result)
  const red = all.filter(run => !run.ok).map(run => run.host)
  if (red.length > 0) return `${name} failed on ${red.join(', ')}`
  if (new Set(all.map(run => run.digest)).size > 1) return `${name} was changed between the runs: run it again on all hosts`
  if (new Set(all.map(run => `${run.steps}/${run.assertions}`)).size > 1) return `${name}: ${all.map(run => `${run.host} ${run.steps} steps ${run.assertions} assertions`).join(', ')}`
  return undefined
}
