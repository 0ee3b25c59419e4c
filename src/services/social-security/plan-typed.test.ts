import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { typedFen, typedIndex, typedMonths, yuanText } from './plan-typed'

describe('what is typed', () => {
  test.each(['', ' ', 'abc', '-1', '1.234', '1.', '.5', '1e3', '12345678', '１２'])('%p is no amount', (text) => expect(typedFen(text)).toBeNull())
  test.each([['0', 0], ['85230.5', 8_523_050], ['85,230.50', 8_523_050], [' 6500 ', 650_000]])('%p yuan is %p fen', (text, fen) => expect(typedFen(text)).toBe(fen))
  test.each(['', '0.59', '3.0001', '10', '-1', '1.00001', 'x'])('%p is no index', (text) => expect(typedIndex(text)).toBeNull())
  test.each([['0.6', 6000], ['1', 10_000], ['1.0445', 10_445], ['3', 30_000]])('%p is the index %p', (text, index) => expect(typedIndex(text)).toBe(index))
  test.each(['', '-1', '1.5', '721', '1000', 'x'])('%p is no number of months', (text) => expect(typedMonths(text)).toBeNull())
  test('every amount survives the way through its own text', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), (fen) => typedFen(yuanText(fen)) === fen))
  })
})
