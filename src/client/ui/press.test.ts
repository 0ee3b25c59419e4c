import { expect, test } from '@jest/globals'
import { createPressGuard, guardMs } from './press.ts'

test('a double tap acts once', () => {
  let at = 0
  let count = 0
  const press = createPressGuard(() => at)
  press(() => void count++)
  at = guardMs - 1
  press(() => void count++)
  expect(count).toBe(1)
})

test('a second press while the first is still working does nothing', async () => {
  let at = 0
  let count = 0
  let finish: () => void = () => undefined
  const press = createPressGuard(() => at)
  press(() => {
    count++
    return new Promise<void>((resolve) => (finish = resolve))
  })
  at = guardMs * 10
  press(() => void count++)
  expect(count).toBe(1)
  finish()
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
  press(() => void count++)
  expect(count).toBe(2)
})

test('a handler that throws does not lock the button', () => {
  let at = 0
  let count = 0
  const press = createPressGuard(() => at)
  expect(() => press(() => {
    throw new Error('boom')
  })).toThrow('boom')
  at = guardMs
  press(() => void count++)
  expect(count).toBe(1)
})

test('a button that is meant to be pressed again, such as the next page, takes every press', async () => {
  let count = 0
  const press = createPressGuard(() => 0, 0)
  press(() => void count++)
  await Promise.resolve()
  await Promise.resolve()
  press(() => void count++)
  expect(count).toBe(2)
})
