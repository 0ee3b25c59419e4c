/**
 * Finds secrets and personal data in files, however they were written: clear, JSON-escaped, URL-encoded, base64 in any alignment,
 * base64url, hex, UTF-16, and all of that inside gzip or deflate streams.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync, inflateSync } from 'node:zlib'

/** Something that must not be found (text, or raw bytes of a key), with the words to name it without repeating it. */
export interface Needle { what: string, value: string | Buffer }
export interface Hit { where: string, what: string, how: string }

function jsonEscaped(value: string): string {
  return Array.from({ length: value.length }, (_, i) => {
    const code = value.charCodeAt(i)
    return code < 128 ? value[i] : `\\u${code.toString(16).padStart(4, '0')}`
  }).join('')
}

/** The part of a base64 text that does not depend on what stands before and after, for the three alignments. */
function base64Cores(bytes: Buffer, url: boolean): string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(url ? 'base64url' : 'base64').replace(/=+$/, '')
    const from = shift === 0 ? 0 : shift + 1
    const whole = Math.floor((bytes.length + shift) / 3) * 4
    return text.slice(from, whole)
  }).filter(core => core.length >= 8)
}

export interface Form { what: string, how: string, bytes: Buffer }

/** Every spelling that is searched for. */
export function formsOf(needles: Needle[]): Form[] {
  const forms: Form[] = []
  for (const { what, value } of needles) {
    const add = (how: string, text: string): void => { forms.push({ what, how, bytes: Buffer.from(text) }) }
    const utf8 = Buffer.from(value as string)
    for (const core of base64Cores(utf8, false)) add('base64', core)
    for (const core of base64Cores(utf8, true)) add('base64', core)
    add('hex', utf8.toString('hex'))
    if (typeof value !== 'string') {
      forms.push({ what, how: 'raw bytes', bytes: value })
      continue
    }
    add('clear', value)
    if (value.toLowerCase() !== value) add('lower case', value.toLowerCase())
    if (jsonEscaped(value) !== value) {
      add('escaped', jsonEscaped(value))
      // JSON kept as a text inside JSON, once and twice.
      for (const slashes of ['\\\\', '\\\\\\\\']) add('escaped again', jsonEscaped(value).replaceAll('\\', slashes))
    }
    if (encodeURIComponent(value) !== value) {
      add('URL', encodeURIComponent(value))
      add('URL', encodeURIComponent(value).toLowerCase())
    }
    // Two characters are four bytes: megabytes of other data hold every such run by chance.
    if (value.length > 2) forms.push({ what, how: 'UTF-16', bytes: Buffer.from(value, 'utf16le') })
  }
  return forms
}

/** Where the deflate data of a gzip member begin (RFC 1952): node's own gunzip refuses what follows a member inside other bytes. */
function gzipBody(bytes: Buffer, at: number): Buffer {
  const flags = bytes[at + 3] ?? 0
  let from = at + 10
  if (flags & 4) from += 2 + bytes.readUInt16LE(from)
  for (const flag of [8, 16]) if (flags & flag) from = bytes.indexOf(0, from) + 1
  if (flags & 2) from += 2
  return bytes.subarray(from)
}

/** Streams of gzip (1f 8b 08) and zlib (78 01|9c|da) that really open. */
function* unpacked(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf(0x1f); at !== -1; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8) continue
    try { yield inflateRawSync(gzipBody(bytes, at), { maxOutputLength: 64 * 1024 * 1024, finishFlush: 2 }) } catch { /* not a stream */ }
  }
  for (let at = bytes.indexOf(0x78); at !== -1; at = bytes.indexOf(0x78, at + 1)) {
    if (![0x01, 0x9c, 0xda].includes(bytes[at + 1] ?? 0)) continue
    try { yield inflateSync(bytes.subarray(at), { maxOutputLength: 64 * 1024 * 1024, finishFlush: 2 }) } catch { /* not a stream */ }
  }
}

/** Forms by their first three bytes, so that thousands of them cost one pass over the data. */
interface Index { begins: Uint8Array, byBegin: Map<number, Form[]> }
const indexes = new WeakMap<Form[], Index>()

function indexOf(forms: Form[]): Index {
  const known = indexes.get(forms)
  if (known) return known
  const index: Index = { begins: new Uint8Array(1 << 24), byBegin: new Map() }
  for (const form of forms) {
    const begin = form.bytes.readUIntBE(0, 3)
    index.begins[begin] = 1
    index.byBegin.set(begin, [...index.byBegin.get(begin) ?? [], form])
  }
  indexes.set(forms, index)
  return index
}

/** Looks through bytes, and two levels of packed streams in them. Each spelling is told once. */
export function scanBytes(bytes: Buffer, forms: Form[], where: string, depth = 2): Hit[] {
  const hits: Hit[] = []
  const { begins, byBegin } = indexOf(forms)
  const found = new Set<string>()
  let begin = 0
  for (let at = 0; at < bytes.length; at += 1) {
    begin = ((begin << 8) | (bytes[at] as number)) & 0xffffff
    if (at < 2 || begins[begin] === 0) continue
    for (const form of byBegin.get(begin) ?? []) {
      if (found.has(`${form.what} ${form.how}`) || bytes.compare(form.bytes, 0, form.bytes.length, at - 2, Math.min(bytes.length, at - 2 + form.bytes.length)) !== 0) continue
      found.add(`${form.what} ${form.how}`)
      hits.push({ where, what: form.what, how: form.how })
    }
  }
  if (depth > 0) {
    for (const inside of unpacked(bytes)) {
      for (const hit of scanBytes(inside, forms, where, depth - 1)) hits.push({ ...hit, how: `packed, ${hit.how}` })
    }
  }
  return hits
}

/** Looks through every file below a folder; `skip` names files that hold secrets by their purpose. */
export function scanFolder(folder: string, forms: Form[], skip: (path: string) => boolean = () => false): { hits: Hit[], files: number, bytes: number } {
  const total = { hits: [] as Hit[], files: 0, bytes: 0 }
  const walk = (path: string): void => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat || skip(path)) return
    if (stat.isDirectory()) { for (const name of readdirSync(path)) walk(join(path, name)) } else if (stat.isFile()) {
      const bytes = readFileSync(path)
      total.files += 1
      total.bytes += bytes.length
      total.hits.push(...scanBytes(bytes, forms, path))
    }
  }
  walk(folder)
  return total
}
