import { afterEach, describe, expect, test } from '@jest/globals'
import { uiStore } from '../ui-store.ts'
import { createTexts, fill, missingMark } from './create-texts.ts'
import { en } from './en.ts'
import { pseudo } from './pseudo.ts'
import { zhCN } from './zh-CN/index.ts'

afterEach(() => uiStore.setLocale('zh-CN'))

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((one) => one[1]).sort()

describe('zh-CN', () => {
  test('no text is empty', () => {
    for (const [key, text] of Object.entries(zhCN)) expect([key, text.trim()]).not.toEqual([key, ''])
  })

  test('no text has English letters, the SANDBOX mark and placeholders aside', () => {
    const foreign = Object.entries(zhCN).filter(([, text]) => /[A-Za-z]/.test(text.replace(/\{\w+\}/g, '').replace('SANDBOX', '')))
    expect(foreign).toEqual([])
  })

  test('punctuation is Chinese: full width, never the ASCII comma, colon or bracket', () => {
    expect(Object.values(zhCN).filter((text) => /[,:;?()]/.test(text))).toEqual([])
  })

  test('no text shouts', () => {
    expect(Object.values(zhCN).filter((text) => /[!\uff01]/.test(text))).toEqual([])
  })
})

describe('en', () => {
  test('every key exists in zh-CN with the same placeholders', () => {
    for (const [key, text] of Object.entries(en)) {
      expect(Object.keys(zhCN)).toContain(key)
      expect(places(text)).toEqual(places(zhCN[key as keyof typeof zhCN]))
    }
  })
})

describe('createTexts', () => {
  const t = createTexts({ hello: '{name},您好', bye: '再见' }, { hello: 'Hello {name}' })

  test('an unknown placeholder stays visible', () => {
    expect(fill('{a}和{b}', { a: 1 })).toBe('1和{b}')
  })

  test('an object method name is not taken for a parameter value by accident', () => {
    expect(fill('{name}', { name: '{other}', other: 'x' })).toBe('{other}')
  })

  test('Chinese is the default', () => {
    expect(t('hello', { name: '王芳' })).toBe('王芳,您好')
  })

  test('a missing translation shows the Chinese text with a mark', () => {
    uiStore.setLocale('en')
    expect(t('hello', { name: 'Wang Fang' })).toBe('Hello Wang Fang')
    expect(t('bye')).toBe(`${missingMark}再见`)
  })

  test('the made-up language brackets, lengthens and keeps placeholders', () => {
    expect(pseudo('共 {total} 条')).toBe('⟦共 {total} 条··⟧')
    uiStore.setLocale('pseudo')
    expect(t('hello', { name: '王芳' })).toBe('⟦王芳,您好·⟧')
  })
})
