import { describe, expect, test } from '@jest/globals'
import { ringTurns } from './turns.ts'

describe('a ring', () => {
  test.each([[Number.NaN, 0, 0], [-1, 0, 0], [0, 0, 0], [0.25, 90, 0], [0.5, 180, 0], [0.75, 180, 90], [1, 180, 180], [7, 180, 180]])('of %p turns its halves by %p and %p degrees', (share, right, left) => {
    expect(ringTurns(share)).toEqual([right, left])
  })
})
