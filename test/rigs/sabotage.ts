/** Breaks one binding in a copy of a build, to show that a scenario notices. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from './driver.ts'

export interface Broken { dist: string, alterScript?: (text: string) => string, remove(): void }

/** Taps of the page templates go to a handler that does not exist; in the browser React's onClick is misspelt. */
export function breakTaps(host: Host, dist: string): Broken {
  if (host === 'h5') return { dist, alterScript: text => text.replace(/\bonClick:/g, 'onKlick:'), remove: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), `chengban-broken-${host}-`))
  cpSync(dist, folder, { recursive: true })
  const file = join(folder, host === 'weapp' ? 'base.wxml' : 'base.axml')
  const text = readFileSync(file, 'utf8')
  const broken = host === 'weapp' ? text.replaceAll('bindtap="eh"', 'bindtap="nobody"') : text.replaceAll('onTap="eh"', 'onTap="nobody"')
  if (broken === text) throw new Error(`${file} binds no tap: the self-test would prove nothing`)
  writeFileSync(file, broken)
  return { dist: folder, remove: () => { rmSync(folder, { recursive: true, force: true }) } }
}
