/** Counts of the last runs per host, so that the three can be compared although each runs in its own process. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOSTS, type Host } from '../rigs/driver.ts'

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

/** Sentences about scenarios whose counts differ between the hosts that ran them successfully. */
export function differences(names: string[]): string[] {
  const found: string[] = []
  for (const name of names) {
    const runs = HOSTS.map(host => readResults(host)[name]).filter(run => run?.ok === true) as Result[]
    const first = runs[0]
    for (const run of runs.slice(1)) {
      if (first && run.digest === first.digest && (run.steps !== first.steps || run.assertions !== first.assertions)) {
        found.push(`${name}: ${first.host} ${first.steps} steps ${first.assertions} assertions, ${run.host} ${run.steps} steps ${run.assertions} assertions`)
      }
    }
  }
  return found
}
