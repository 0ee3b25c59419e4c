import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { contrast } from './contrast.ts'
import { colours, constants, hostScaleBounds, sizes, textPairs } from './tokens.ts'
import { tokensCss } from './tokens-css.ts'

describe('colours', () => {
  test('the contrast formula gives the two values everyone knows', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
  })

  test('both schemes name the same colours', () => {
    expect(Object.keys(colours.dark)).toEqual(Object.keys(colours.light))
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const [text, ground] of textPairs) {
      test(`${scheme}: ${text} on ${ground} is readable at 4.5:1`, () => {
        expect(contrast(colours[scheme][text], colours[scheme][ground])).toBeGreaterThanOrEqual(4.5)
      })
    }
    test(`${scheme}: a field border stands out from the card at 3:1`, () => {
      expect(contrast(colours[scheme]['ink-3'], colours[scheme].card)).toBeGreaterThanOrEqual(3)
    })
    test(`${scheme}: the second colour of a chart stands out from the card at 3:1`, () => {
      expect(contrast(colours[scheme].second, colours[scheme].card)).toBeGreaterThanOrEqual(3)
    })
  }
})

describe('sizes', () => {
  test('elder text is never below 18 dp and its body and main targets keep the floor', () => {
    const { body, secondary, caption, section, title, figure } = sizes.elder
    for (const size of [body, secondary, caption, section, title, figure]) expect(size).toBeGreaterThanOrEqual(18)
    expect(sizes.elder.target).toBeGreaterThanOrEqual(60)
    expect(sizes.elder['target-small']).toBeGreaterThanOrEqual(44)
  })

  test('elder body grows to 30 dp with the largest host setting', () => {
    expect(sizes.elder.body * hostScaleBounds.most).toBeGreaterThanOrEqual(30)
    expect(hostScaleBounds.least).toBeGreaterThanOrEqual(1)
  })

  test('normal targets are at least 44 dp', () => {
    expect(sizes.normal['target-small']).toBeGreaterThanOrEqual(44)
  })

  test('line height is at least 1.3 and paragraphs are 1.3 line gaps apart', () => {
    expect(constants['line-height']).toBeGreaterThanOrEqual(1.3)
    expect(constants['line-height-tight']).toBeGreaterThanOrEqual(1.3)
    expect(constants['paragraph-gap']).toBeGreaterThanOrEqual(1.3 * (constants['line-height'] - 1))
  })

  test('motion stays under 200 ms', () => {
    expect(constants['motion-ms']).toBeLessThanOrEqual(200)
  })
})

test('tokens.scss is what tokens.ts says', () => {
  expect(readFileSync(new URL('./tokens.scss', import.meta.url), 'utf8')).toBe(tokensCss())
})
