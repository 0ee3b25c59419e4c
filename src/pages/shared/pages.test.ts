import { describe, expect, test } from '@jest/globals'
import { Pages } from './pages'

interface Answer { page: number; pageCount: number; rows: string[] }
const good = (page: number, pageCount: number, rows: string[]) => ({ ok: true as const, data: { page, pageCount, rows }, asOf: '', sources: [], traceId: 't' })
const bad = { ok: false as const, problem: { code: 'overloaded' as const, title: '现在使用的人很多', detail: '', next: 'retryLater' as const } }
const list = (answers: Record<number, unknown>) => new Pages<Answer, string>((page) => Promise.resolve(answers[page] as ReturnType<typeof good>), (answer) => answer.rows)

describe('a list in pages', () => {
  test('a refused first page is trouble, not an empty list', async () => {
    const pages = list({ 1: bad })
    await pages.first()
    expect([pages.load.phase, pages.items, pages.further]).toEqual(['trouble', [], false])
  })

  test('a refused further page says why and keeps the rows', async () => {
    const pages = list({ 1: good(1, 2, ['a']), 2: bad })
    await pages.first()
    await expect(pages.more()).rejects.toThrow('现在使用的人很多')
    expect([pages.items, pages.further]).toEqual([['a'], true])
  })

  test('further pages are appended until there are no more; asking anew begins with the first', async () => {
    const pages = list({ 1: good(1, 2, ['a']), 2: good(2, 2, ['b']) })
    await pages.first()
    await pages.more()
    expect([pages.items, pages.further]).toEqual([['a', 'b'], false])
    await pages.first()
    expect([pages.items, pages.further]).toEqual([['a'], true])
  })

  test('what comes after sign-out is thrown away', async () => {
    const pages = list({ 1: good(1, 2, ['a']), 2: good(2, 2, ['b']) })
    await pages.first()
    const late = pages.more()
    pages.reset()
    await late
    expect([pages.items, pages.load.answer]).toEqual([[], null])
  })
})
