import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { permilles } from './shares.ts'

const part = (value: number) => ({ name: String(value), value })

describe('widths of a bar', () => {
  test('a chart without anything in it draws nothing', () => {
    expect(permilles([part(0), part(0)], 0)).toEqual([0, 0])
  })
  test('a part below zero has no width and takes none from the others', () => {
    expect(permilles([part(-5), part(5)], 10)).toEqual([0, 500])
  })
  test('three thirds of a full bar are exactly full', () => {
    expect(permilles([part(1), part(1), part(1)], 3)).toEqual([333, 334, 333])
  })
  test('parts are never negative and together as long as the whole', () => {
    fc.assert(fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 60_000_000 }), (values, full) => {
      const widths = permilles(values.map(part), full)
      const whole = values.reduce((sum, one) => sum + one, 0)
      expect(widths.every((one) => one >= 0)).toBe(true)
      expect(widths.reduce((sum, one) => sum + one, 0)).toBe(Math.min(1000, Math.round((whole / full) * 1000)))
    }))
  })
})
