import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { Shell, parseUrl } from './shell.ts'
import type { Instance, Simulator } from './simulator.ts'

const PAGES = ['pages/home/index', 'pages/mine/index', 'pages/form/index']
let events: string[] = []

function packageFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'shell-test-'))
  writeFileSync(join(root, 'app.json'), JSON.stringify({ pages: PAGES, tabBar: { list: [{ pagePath: PAGES[0], text: '首页' }, { pagePath: PAGES[1], text: '我的' }] } }))
  for (const page of PAGES) {
    mkdirSync(join(root, page, '..'), { recursive: true })
    writeFileSync(join(root, `${page}.json`), JSON.stringify({ navigationBarTitleText: page }))
  }
  return root
}

/** A simulator without templates: each page writes down its life. */
function fakeSimulator(root: string): Simulator {
  return {
    load: path => path.slice(root.length + 1),
    fire: () => undefined,
    render: (id) => {
      const note = (name: string) => () => { events.push(`${name} ${id}`) }
      const instance = { data: {}, setData: () => undefined, _exparserNode: {}, onLoad: note('load'), onShow: note('show'), onHide: note('hide'), onUnload: note('unload') } as unknown as Instance
      return { instance, attach: () => undefined, detach: () => undefined }
    }
  }
}

function launched(): Shell {
  const root = packageFolder()
  const shell = new Shell(fakeSimulator(root), root, false)
  shell.App({ onLaunch: () => { events.push('launch') }, onShow: () => { events.push('app show') }, onHide: () => { events.push('app hide') } })
  shell.launch({ path: 'pages/home/index', query: {}, scene: 1001, referrerInfo: {} })
  return shell
}

beforeEach(() => {
  events = []
  ;(globalThis as unknown as { document: object }).document = { body: {} }
})

describe('the page stack of a mini-program host', () => {
  test('the app is launched and shown before its first page loads', () => {
    launched()
    expect(events).toEqual(['launch', 'app show', 'load pages/home/index', 'show pages/home/index'])
  })

  test('an unknown page, a tab page and the eleventh page are refused with the host\'s words', () => {
    const shell = launched()
    expect(shell.navigateTo('/pages/none/index')).toBe('page "pages/none/index" is not found')
    expect(shell.navigateTo('/pages/mine/index')).toBe('can not navigateTo a tabbar page')
    for (let depth = 1; depth < 10; depth += 1) expect(shell.navigateTo('/pages/form/index')).toBeUndefined()
    expect(shell.navigateTo('/pages/form/index')).toBe('webview count limit exceed')
    expect(shell.stack).toHaveLength(10)
  })

  test('going back unloads the top page and shows the one below', () => {
    const shell = launched()
    shell.navigateTo('/pages/form/index')
    events = []
    expect(shell.navigateBack()).toBeUndefined()
    expect(events).toEqual(['unload pages/form/index', 'show pages/home/index'])
    expect(shell.navigateBack()).toBe('cannot navigate back at first page')
  })

  test('a tab keeps its page while another tab is in front, and other pages are unloaded', () => {
    const shell = launched()
    shell.navigateTo('/pages/form/index')
    events = []
    shell.switchTab('/pages/mine/index')
    shell.switchTab('/pages/home/index')
    expect(events).toEqual(['hide pages/form/index', 'unload pages/form/index', 'load pages/mine/index', 'show pages/mine/index', 'hide pages/mine/index', 'show pages/home/index'])
  })

  test('relaunching unloads everything, kept tabs too', () => {
    const shell = launched()
    shell.switchTab('/pages/mine/index')
    events = []
    shell.reLaunch('/pages/form/index?x=1')
    expect(events).toContain('unload pages/home/index')
    expect(events).toContain('unload pages/mine/index')
    expect(shell.top?.query).toEqual({ x: '1' })
  })

  test('a query is decoded on Alipay only, and relative addresses start at the present page', () => {
    expect(parseUrl('/pages/form/index?name=%E5%BC%A0', '', false).query).toEqual({ name: '%E5%BC%A0' })
    expect(parseUrl('/pages/form/index?name=%E5%BC%A0', '', true).query).toEqual({ name: '张' })
    expect(parseUrl('../form/index', 'pages/home/index', false).path).toBe('pages/form/index')
  })
})
