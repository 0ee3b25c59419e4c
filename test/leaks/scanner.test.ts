import { describe, expect, test } from '@jest/globals'
import { gzipSync, deflateSync } from 'node:zlib'
import { formsOf, scanBytes } from './scanner.ts'

const canaries = [{ what: 'name', value: '欧阳金丝雀' }, { what: 'number', value: '11010519491231002X' }]
const forms = formsOf(canaries)
const hitsIn = (bytes: Buffer | string) => scanBytes(Buffer.from(bytes as string), forms, 'x')
const escaped = (text: string) => [...text].map(c => (c.charCodeAt(0) < 128 ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('')

describe('the leak scanner finds what was planted', () => {
  for (const { what, value } of canaries) {
    test(`${what} in clear, escaped, URL-encoded and hex`, () => {
      for (const text of [value, escaped(value), encodeURIComponent(value), encodeURIComponent(value).toLowerCase(), Buffer.from(value).toString('hex')]) {
        expect(hitsIn(`before ${text} after`).map(one => one.what)).toContain(what)
      }
    })
    test.each([0, 1, 2, 3, 4])(`${what} in base64 with %i bytes before it`, (before) => {
      const bytes = Buffer.concat([Buffer.alloc(before, 120), Buffer.from(value), Buffer.from('yyyy')])
      expect(hitsIn(bytes.toString('base64')).map(one => one.what)).toContain(what)
      expect(hitsIn(bytes.toString('base64url')).map(one => one.what)).toContain(what)
    })
    test(`${what} inside gzip, zlib and gzip in gzip, with other bytes around`, () => {
      for (const packed of [gzipSync(`a ${value} b`), deflateSync(`a ${value} b`), gzipSync(gzipSync(value))]) {
        expect(scanBytes(Buffer.concat([Buffer.from('head'), packed, Buffer.from('tail')]), forms, 'x').map(one => one.what)).toContain(what)
      }
    })
    test(`${what} as UTF-16`, () => {
      expect(scanBytes(Buffer.from(value, 'utf16le'), forms, 'x').length).toBeGreaterThan(0)
    })
  }
  test('a masked number and another name are no leak', () => {
    expect(hitsIn('110***********002X 欧阳**')).toEqual([])
  })
})
