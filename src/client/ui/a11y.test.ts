import { createRequire } from 'node:module'
import { expect, test } from '@jest/globals'
import { a11yFor } from './a11y.ts'

const attributes = createRequire(import.meta.url)('../../../config/plugins/a11y/attributes.js') as Record<'weapp' | 'alipay', Record<string, Record<string, string>>>

const everything = {
  role: 'button', label: '办理', hidden: false, disabled: true, checked: true, expanded: false, selected: true,
  live: 'polite', modal: true, invalid: true, required: true, labelledBy: 'x',
} as const

test('WeChat gets aria-role and never role', () => {
  expect(a11yFor('weapp', { role: 'button' })).toEqual({ 'aria-role': 'button' })
})

test('Alipay and the browser get role', () => {
  expect(a11yFor('alipay', { role: 'button' })).toEqual({ role: 'button' })
  expect(a11yFor('h5', { role: 'button' })).toEqual({ role: 'button' })
})

test('a role that Alipay does not know is left out there', () => {
  expect(a11yFor('alipay', { role: 'main' })).toEqual({})
})

test('false is spelled out, because a bare false would remove the attribute', () => {
  expect(a11yFor('h5', { expanded: false })).toEqual({ 'aria-expanded': 'false' })
})

test('a heading has a level in the browser', () => {
  expect(a11yFor('h5', { role: 'heading' })).toEqual({ role: 'heading', 'aria-level': '2' })
})

test('everything the function can say passes the templates of both mini-programs', () => {
  for (const host of ['weapp', 'alipay'] as const) {
    const passed = new Set(Object.values(attributes[host]).flatMap((one) => Object.keys(one)))
    for (const name of Object.keys(a11yFor(host, everything))) expect(passed).toContain(name)
  }
})
