/** Chooses the rig for a host. */
import { join } from 'node:path'
import type { Host, RigOptions, Screen } from './driver.ts'
import { BrowserScreen, chromiumPath } from './h5/browser.ts'
import { MiniPhone } from './mini/phone.ts'
import { compilerRunsHere } from './mini/simulator.ts'

export const ROOT = join(import.meta.dirname, '../..')

/** Where a host's build lies. */
export function distOf(host: Host, base = process.env.CHENGBAN_DIST ?? join(ROOT, 'dist')): string { return join(base, host) }

/** Why this host's rig cannot run on this machine, or undefined. */
export function whyNot(host: Host): string | undefined {
  if (host === 'h5') return chromiumPath() ? undefined : 'no Chromium found (set CHROMIUM_PATH)'
  return compilerRunsHere() ? undefined : `WeChat's template compiler runs on x64 Linux only, this is ${process.platform}-${process.arch}`
}

/** A screen of the host; nothing has started yet. */
export function createScreen(host: Host, options: RigOptions): Screen {
  return host === 'h5' ? new BrowserScreen(options) : new MiniPhone({ ...options, host })
}
