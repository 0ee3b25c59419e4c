import { expect, test } from '@jest/globals'
import { formatDate, formatDateWithWeekday, formatMoney, formatMonth, formatTime, spokenMoney } from './format.ts'

test('a fraction of a fen is refused', () => {
  expect(() => formatMoney(1.5)).toThrow(RangeError)
  expect(() => spokenMoney(Number.NaN)).toThrow(RangeError)
})

test('money has groups, two decimals and its sign in front', () => {
  expect([0, 5, 123456, 100000000, -250].map(formatMoney)).toEqual(['¥0.00', '¥0.05', '¥1,234.56', '¥1,000,000.00', '-¥2.50'])
  expect(spokenMoney(-123456)).toBe('负1,234.56元')
})

test('dates are written the Chinese way and unknown shapes stay as they are', () => {
  expect(formatDateWithWeekday('2026-11-22')).toBe('2026年11月22日 周日')
  expect(formatDate('长期')).toBe('长期')
  expect([formatMonth('2026-01'), formatMonth('202612'), formatMonth('x')]).toEqual(['2026年1月', '2026年12月', 'x'])
  expect(formatTime('2026-11-22T09:30:00+08:00')).toBe('2026年11月22日 09:30')
})
