/** What must not be found: people of the journey, everything secret that was seen on the way, and the secrets of the city. */
import { createPublicKey } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { demoPeople } from '../../src/sandbox/people.ts'
import type { Needle } from './scanner.ts'

/** A telephone number and a document number that citizens write where nobody asked for them. */
export const written = { phone: '13917654328', number: '330000197711230097', name: '欧阳金丝雀' }

export class Needles {
  readonly #all = new Map<string, Needle>()

  /** Shorter values would be found by chance. */
  add(what: string, value: string | Buffer | undefined | null): void {
    if (value === undefined || value === null || value.length < (typeof value === 'string' && /[^\0-\x7f]/.test(value) ? 2 : 8)) return
    const key = typeof value === 'string' ? value : value.toString('hex')
    if (!this.#all.has(key)) this.#all.set(key, { what, value })
  }

  /** Needles whose description matches, or all. */
  list(which = /./): Needle[] { return [...this.#all.values()].filter(one => which.test(one.what)) }
  get size(): number { return this.#all.size }
}

/** Names, numbers and host accounts of everyone in the sandbox city. */
export function addPeople(needles: Needles): void {
  for (const { name, credentialNo, weixin, alipay } of demoPeople) {
    needles.add('name', name)
    needles.add('credential number', credentialNo)
    needles.add('WeChat account', weixin?.openid)
    needles.add('Alipay account', alipay?.userId)
    needles.add('Alipay account', alipay?.openId)
  }
  needles.add('name', written.name)
  needles.add('credential number', written.number)
  needles.add('telephone number', written.phone)
}

/** One line from inside a PEM: found however the lines are joined. */
function keyLine(pem: string): string | undefined { return pem.split('\n').filter(line => line.length === 64)[3] }

/** Secrets of one city: its environment, and the keys it generated. */
export function addCity(needles: Needles, env: Record<string, string>, dataDir: string): void {
  for (const name of ['CITY_SECRET', 'HALL_SECRET', 'WEIXIN_SECRET', 'UNIFIED_CLIENT_SECRET']) needles.add(name, env[name])
  for (const name of ['ALIPAY_APP_PRIVATE_KEY', 'SANDBOX_ALIPAY_PRIVATE_KEY']) {
    const pem = env[name] ?? ''
    createPublicKey(pem)
    needles.add(name, keyLine(pem))
  }
  const folder = join(dataDir, 'keys')
  for (const file of readdirSync(folder).filter(one => one.endsWith('.keys'))) {
    for (const version of readFileSync(join(folder, file), 'utf8').trim().split(',')) {
      const text = version.split(':')[2] ?? ''
      needles.add(`key ${file}`, text)
      needles.add(`key ${file}`, Buffer.from(text, 'base64'))
    }
  }
}
