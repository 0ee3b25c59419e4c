/** Breaks one binding in a copy of a build, to show that a scenario notices. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from './driver.ts'

export interface Broken { dist: string, alterScript?: (text: string) => string, remove(): void }

/** Taps of the page templates go to a handler that does not exist; in the browser React's onClick is misspelt. */
export function breakTaps(host: Host, dist: string): Broken {
  if (host === 'h5') return { dist, alterScript: text => text.replace(/(["']?)\bonClick\1:/g, '$1onKlick$1:'), remove: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), `chengban-broken-${host}-`))
  cpSync(dist, folder, { recursive: true })
  let changed = 0
  // Alipay pages with components of their own carry a private copy of the page templates.
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    if (!/\.(wxml|axml)$/.test(name)) continue
    const file = join(folder, name)
    const text = readFileSync(file, 'utf8')
    const broken = text.replace(/\b(bindtap|onTap)="eh"/g, '$1="nobody"')
    if (broken === text) continue
    writeFileSync(file, broken)
    changed += 1
  }
  if (changed === 0) throw new Error(`${folder} binds no tap: the self-test would prove nothing`)
  return { dist: folder, remove: () => { rmSync(folder, { recursive: true, force: true }) } }
}
