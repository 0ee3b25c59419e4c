/** dist/h5 in a real Chromium, served by the gateway itself: real layout, real hit testing, real network. */
import { existsSync, readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type ElementHandle, type Page } from 'playwright-core'
import type { Figures, HostAnswer, Look, NetworkMode, RigOptions, Screen } from '../driver.ts'
import { findField, findTap, type Shown } from '../find.ts'
import { picked, type Pick } from '../mini/host.ts'
import { answerSignIn, isSignIn } from './sign-in.ts'
import { lookInPage, shownInPage } from './in-page.ts'

const SLOW_MS = 20_000
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage']

/** The browser on this machine: CHROMIUM_PATH, else Debian's. Undefined when there is none. */
export function chromiumPath(): string | undefined {
  return [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => path !== undefined && existsSync(path))
}

export class BrowserScreen implements Screen {
  readonly host = 'h5' as const
  readonly #options: RigOptions
  #browser: Browser | undefined
  #context: BrowserContext | undefined
  #page: Page | undefined
  #mode: NetworkMode = 'normal'
  #requests = 0
  #pick: Pick = 'nothing'
  /** The document saved last. */
  #opened: Buffer | undefined
  readonly #calls: string[] = []
  readonly #errors: string[] = []

  constructor(options: RigOptions) { this.#options = options }

  /** The open page, for checks that only a browser can make (axe). */
  get page(): Page {
    if (!this.#page) throw new Error('the app is not running')
    return this.#page
  }

  async #newPage(): Promise<Page> {
    const { profile } = this.#options
    if (profile === undefined) this.#browser ??= await chromium.launch({ executablePath: chromiumPath() as string, args: FLAGS })
    if (!this.#context) {
      const looks = { viewport: { width: 375, height: 812 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: false }
      this.#context = await (this.#browser?.newContext(looks) ?? chromium.launchPersistentContext(profile as string, { ...looks, executablePath: chromiumPath() as string, args: FLAGS }))
      await this.#context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await this.#context.exposeFunction('__rigCall', (text: string) => { this.#calls.push(text) })
      await this.#context.addInitScript(() => {
        // A desktop browser has nothing to dial with: the attempt to go to a tel: address is taken as the call.
        const scope = window as unknown as { __rigCall: (text: string) => void, navigation?: EventTarget }
        scope.navigation?.addEventListener('navigate', (event) => {
          const { url } = (event as unknown as { destination: { url: string } }).destination
          if (!url.startsWith('tel:')) return
          // Nobody answers the browser's question about another program: it would swallow the next page's clicks.
          event.preventDefault()
          scope.__rigCall(`makePhoneCall ${url.slice(4)}`)
        })
      })
    }
    const page = await this.#context.newPage()
    page.setDefaultTimeout(2000)
    page.setDefaultNavigationTimeout(15_000)
    page.on('download', (download) => {
      void download.path().then((path) => {
        const bytes = readFileSync(path)
        const whole = bytes.subarray(0, 5).toString('latin1') === '%PDF-' && download.suggestedFilename().endsWith('.pdf')
        if (whole) this.#opened = bytes
        this.#calls.push(whole ? `openDocument pdf ${bytes.length > 10_000 ? 'whole' : 'short'}` : `download ${download.suggestedFilename()}`)
      })
    })
    page.on('filechooser', (chooser) => {
      const buffer = picked(this.#pick, this.#opened)
      if (buffer) chooser.setFiles({ name: '参保证明.pdf', mimeType: 'application/pdf', buffer }, { timeout: 15_000 }).catch((error: unknown) => { this.#errors.push(`the file was not chosen: ${String(error)}`) })
    })
    page.on('pageerror', (error) => { this.#errors.push(error.message) })
    page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text())
      if (this.#options.loud) process.stderr.write(`[h5 ${message.type()}] ${message.text()}\n`)
    })
    const { alterScript } = this.#options
    if (alterScript) {
      await page.route('**/*.js', async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, body: alterScript(await answer.text()) })
      })
    }
    await page.route(/\/(?:api|files)\//, async (route) => {
      this.#requests += 1
      if (this.#mode === 'fail') return route.abort('internetdisconnected')
      if (this.#mode === 'slow') await new Promise((resolve) => { setTimeout(resolve, SLOW_MS).unref() })
      return route.continue().catch(() => undefined)
    })
    return page
  }

  #url(path: string): string {
    return `${this.#options.gatewayUrl}/${path === '' ? '' : `#/${path.replace(/^\//, '')}`}`
  }

  async launch(path = ''): Promise<void> {
    if (this.#page) await this.kill()
    this.#page = await this.#newPage()
    await this.#page.goto(this.#url(path), { waitUntil: 'domcontentloaded' })
  }

  async open(path: string): Promise<void> {
    if (!this.#page) return this.launch(path)
    // A link opened from outside starts the page anew, as typing an address does.
    await this.#page.goto('about:blank')
    await this.#page.goto(this.#url(path), { waitUntil: 'domcontentloaded' })
  }

  async look(): Promise<Look> {
    const look = await this.page.evaluate(lookInPage)
    return { ...look, screen: isSignIn(this.page.url(), this.#options) ? 'h5-sign-in' : '' }
  }

  shown(): Promise<Shown[]> { return this.page.evaluate(shownInPage) }

  async #element(index: number): Promise<ElementHandle<HTMLElement>> {
    const handle = await this.page.evaluateHandle(at => (window as unknown as { __rigNodes: HTMLElement[] }).__rigNodes[at], index)
    return handle.asElement() as ElementHandle<HTMLElement>
  }

  async tap(words: string): Promise<boolean> {
    if (isSignIn(this.page.url(), this.#options)) return false
    const found = findTap(await this.shown(), words)
    if (!found) return false
    if (found.disabled) throw new Error(`"${words}" is disabled`)
    const element = await this.#element(found.index)
    // A citizen brings the control out from under fixed bars before touching it.
    await element.evaluate((node) => { node.scrollIntoView({ block: 'center', behavior: 'instant' }) })
    await element.click({ timeout: 1500, noWaitAfter: true })
    return true
  }

  async fill(label: string, value: string): Promise<boolean> {
    const found = findField(await this.shown(), label)
    if (!found) return false
    const element = await this.#element(found.index)
    await element.fill(value, { timeout: 1500 })
    await element.evaluate((node) => { node.blur() })
    return true
  }

  async value(label: string): Promise<string | undefined> { return findField(await this.shown(), label)?.value }

  async choose(label: string, option: string): Promise<boolean> {
    const shown = await this.shown()
    const found = findField(shown, label) ?? findTap(shown, label)
    if (!found) return false
    const element = await this.#element(found.index)
    if (await element.evaluate(node => node.tagName === 'SELECT')) await element.selectOption({ label: option })
    else if (await element.evaluate(node => node.tagName === 'INPUT')) await element.fill(option)
    else {
      await element.click()
      await this.page.getByText(option, { exact: true }).last().click()
      const done = this.page.getByText('确定', { exact: true })
      if (await done.count() > 0) await done.last().click()
    }
    return true
  }

  async back(): Promise<boolean> {
    await this.page.goBack({ waitUntil: 'commit', timeout: 2000 }).catch(() => undefined)
    return true
  }

  async hostScreen(answer: HostAnswer): Promise<string> {
    if (!isSignIn(this.page.url(), this.#options)) return ''
    if (answer === 'kill') {
      // The tab is closed and found again: the browser keeps the address, as after a crash.
      const url = this.page.url()
      await this.kill()
      this.#page = await this.#newPage()
      await this.#page.goto(url)
    }
    return await answerSignIn(this.page, answer === 'cancel' ? 'cancel' : 'agree', this.#options) ? 'h5-sign-in' : ''
  }

  async network(mode: NetworkMode): Promise<void> { this.#mode = mode }
  async pick(pick: Pick): Promise<void> { this.#pick = pick }
  async code(): Promise<void> { /* codes are read by the phone's own camera, not by the page */ }
  async background(): Promise<void> { /* a browser tab in the background goes on */ }
  async foreground(): Promise<void> { await this.page.bringToFront() }
  async activity(): Promise<{ requests: number, calls: string[] }> { return { requests: this.#requests, calls: [...this.#calls] } }
  async figures(): Promise<Figures> { return { setData: [], nodes: 0, errors: [...this.#errors] } }

  async kill(): Promise<void> {
    await this.#page?.unrouteAll({ behavior: 'ignoreErrors' })
    await this.#page?.close()
    this.#page = undefined
  }

  async screenshot(file: string): Promise<boolean> {
    await this.page.screenshot({ path: file, fullPage: true })
    return true
  }

  async close(): Promise<void> {
    await this.kill()
    await this.#context?.close()
    await this.#browser?.close()
  }
}
