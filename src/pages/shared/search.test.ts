import { expect, test } from '@jest/globals'
import { catalogue } from './catalogue.ts'
import { plain, searchServices } from './search.ts'

const found = (words: string) => searchServices(words).map((one) => one.id)

test('words that fit nothing find nothing', () => {
  expect(found('飞机票')).toEqual([])
})

test('no words show everything', () => {
  expect(found('  ')).toEqual(catalogue.map((one) => one.id))
})

test('everyday words find the official service', () => {
  expect(found('养老金')[0]).toBe('account')
  expect(found('看病')[0]).toBe('medical')
  expect(found('关怀版')[0]).toBe('elder')
})

test('a whole sentence with an everyday word in it is understood', () => {
  expect(found('我想查一下医保余额')[0]).toBe('medical')
})

test('full-width letters, blanks and capitals make no difference', () => {
  expect(plain('\uff39\uff22\u3000余额')).toBe('yb余额')
  expect(found('\uff39\uff22')).toContain('medical')
})

test('no two services have the same name or the same address', () => {
  expect(new Set(catalogue.map((one) => one.title)).size).toBe(catalogue.length)
  expect(new Set(catalogue.map((one) => one.path)).size).toBe(catalogue.length)
})

test('the home page has at most eight entries', () => {
  expect(catalogue.filter((one) => one.home).length).toBeLessThanOrEqual(8)
})
