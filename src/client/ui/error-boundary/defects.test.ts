import { expect, jest, test } from '@jest/globals'

jest.unstable_mockModule('@tarojs/taro', () => ({ default: { getCurrentPages: () => [{ route: '/pages/a/index?name=x' }] } }))
const { DefectReporter } = await import('./defects')

test('a defect keeps page and class, never the message or the parameters of the address', () => {
  const one = new DefectReporter().report(new TypeError('王小明 11010519491231002X'))
  expect(one).toEqual({ number: expect.stringMatching(/^[0-9A-F]{8}$/), page: 'pages/a/index', kind: 'TypeError' })
})

test('something thrown that is no error is a defect too', () => {
  expect(new DefectReporter().report('王小明').kind).toBe('Error')
})

test('the same defect in the same second has the same number, another page has another', () => {
  const at = (page: string) => new DefectReporter(() => page, () => 1_000_000).report(new Error('x')).number
  expect(at('pages/a')).toBe(at('pages/a'))
  expect(at('pages/a')).not.toBe(at('pages/b'))
})
