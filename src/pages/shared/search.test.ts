import { expect, test } from '@jest/globals'
import { catalogue, entries } from './catalogue.ts'
import { plain, searchServices } from './search.ts'

const found = (words: string) => searchServices(words, entries(null)).map((one) => one.id)

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

const city = (more: object) => ({
  authorities: [{ id: 'rs', name: '示例市人社局', phone: '', outlet: { name: '', address: '', hours: '' }, suspended: null }], services: [], ...more,
}) as unknown as Parameters<typeof entries>[0]
const social = { id: 'social-security', title: '社会保险查询', summary: '', authority: '', page: '/services/social-security/pages/overview/index', aliases: ['吃劳保'], level: 'L2' }

test('a service the city does not offer is not shown', () => {
  expect(entries(city({})).map((one) => one.id)).toEqual(['data', 'help', 'checkrequest', 'elder'])
})

test('words the city gives a service find its first page, and a service only the city knows is shown with its own words', () => {
  const all = entries(city({ services: [social, { ...social, id: 'pension', title: '退休预约', page: '/services/pension/index', aliases: [] }] }))
  expect(searchServices('吃劳保', all)[0]?.id).toBe('overview')
  expect(searchServices('退休预约', all)[0]).toMatchObject({ id: 'pension', path: '/services/pension/index', verified: true })
})

test('a suspended department is named at its entries only', () => {
  const authorities = [{ id: 'rs', suspended: '系统升级' }, { id: 'yb', suspended: null }]
  const suspended = entries(city({ authorities, services: [social] })).filter((one) => one.suspended !== null)
  expect(suspended.map((one) => [one.id, one.suspended])).toEqual([['overview', '系统升级'], ['contributions', '系统升级'], ['account', '系统升级']])
})

test('first letters find an entry', () => {
  expect(found('grzh')[0]).toBe('account')
  expect(found('jfjl')[0]).toBe('contributions')
})
