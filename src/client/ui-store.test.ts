import { describe, expect, test } from '@jest/globals'
import { UiStore } from './ui-store.ts'
import type { PreferenceStorage } from './ui-store.ts'

function memory(first: Record<string, string> = {}): PreferenceStorage & { kept: Record<string, string> } {
  const kept = { ...first }
  return { kept, read: (key) => kept[key] ?? null, write: (key, value) => void (kept[key] = value) }
}

describe('UiStore', () => {
  test('a damaged preference entry leaves the defaults', () => {
    const store = new UiStore()
    store.attach(memory({ 'chengban.preferences': '{"elder":' }))
    expect([store.elder, store.locale]).toEqual([false, 'zh-CN'])
  })

  test('an unknown language or a wrong type is ignored', () => {
    const store = new UiStore()
    store.attach(memory({ 'chengban.preferences': '{"elder":"yes","locale":"xx"}' }))
    expect([store.elder, store.elderChosen, store.locale]).toEqual([false, false, 'zh-CN'])
  })

  test('the elder choice survives a restart', () => {
    const storage = memory()
    const first = new UiStore()
    first.attach(storage)
    first.setElder(true)
    first.setElder(true)
    const second = new UiStore()
    second.attach(storage)
    expect([second.elder, second.elderChosen]).toEqual([true, true])
  })

  test("the host's large type opens the elder edition only until the person chose otherwise", () => {
    const store = new UiStore()
    store.applyHostHints({ largeType: true })
    expect(store.elder).toBe(true)
    store.setElder(false)
    store.applyHostHints({ largeType: true })
    expect(store.elder).toBe(false)
  })

  test('a host scale outside the bounds is cut to them', () => {
    const store = new UiStore()
    store.applyHostHints({ fontScale: 9 })
    expect(store.hostScale).toBe(1.6)
    store.applyHostHints({ fontScale: 0.5 })
    expect(store.hostScale).toBe(1)
    store.applyHostHints({ fontScale: Number.NaN })
    expect(store.hostScale).toBe(1)
  })

  test('what the account knows does not undo a choice of this phone that it does not know yet', () => {
    const store = new UiStore()
    store.attach(memory())
    store.setElder(true)
    store.applySaved({ elder: false, locale: 'en' })
    expect([store.elder, store.locale]).toEqual([true, 'zh-CN'])
  })

  test('an unsaved choice is still unsaved after a restart, a saved one is not', () => {
    const storage = memory()
    const first = new UiStore()
    first.attach(storage)
    first.setLocale('en')
    const second = new UiStore()
    second.attach(storage)
    expect(second.unsaved).toBe(true)
    second.markSaved(true)
    const third = new UiStore()
    third.attach(storage)
    expect(third.unsaved).toBe(false)
  })

  test('a choice made on another phone is taken over, also switching back', () => {
    const store = new UiStore()
    store.attach(memory())
    store.applySaved({ elder: true, locale: 'en' })
    store.applySaved({ elder: true, locale: 'en' })
    expect([store.elder, store.locale]).toEqual([true, 'en'])
    store.applySaved({ elder: false, locale: 'zh-CN' })
    expect([store.elder, store.locale]).toEqual([false, 'zh-CN'])
  })

  test("an account that never chose does not undo the host's own large type", () => {
    const store = new UiStore()
    store.applyHostHints({ largeType: true })
    store.applySaved({ elder: false, locale: 'zh-CN' })
    expect(store.elder).toBe(true)
  })
})
