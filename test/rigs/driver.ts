/**
 * The one interface through which scenarios use the app, and what every rig has to offer for it.
 * A scenario speaks a citizen's words; each call waits until the screen allows it (polling), never for a fixed time.
 */
import { squash, type Shown } from './find.ts'
import type { Pick } from './mini/host.ts'

export type Host = 'weapp' | 'alipay' | 'h5'
export const HOSTS: Host[] = ['weapp', 'alipay', 'h5']
/** `fail`: every request fails; `slow`: every answer comes after 20 s. */
export type NetworkMode = 'normal' | 'fail' | 'slow'
/** What the citizen does on a screen that the host owns; `kill`: agrees, but the host ends our app meanwhile. */
export type HostAnswer = 'agree' | 'cancel' | 'kill'

/** What can be read on the screen now. `screen` names a host-owned screen in front, else ''. */
export interface Look { lines: string[], title: string, heading: string, path: string, screen: string }

/** Counted while the app runs. */
export interface Figures { setData: { page: string, first: boolean, bytes: number, at: string }[], nodes: number, errors: string[] }

export interface RigOptions {
  /** Folder of the built package. */
  dist: string
  gatewayUrl: string
  sandboxUrl: string
  personId: string
  /** The gateway's address as built into the mini-programs. */
  builtOrigin?: string
  /** Alipay: HTTP errors arrive in `fail` without a body (default true). */
  httpErrorsInFail?: boolean
  /** Print the app's console. */
  loud?: boolean
  /** H5 only: changes each script on its way to the browser (the self-test breaks a binding with it). */
  alterScript?: (text: string) => string
  /** H5 only: the browser keeps its profile in this folder. */
  profile?: string
}

/** One host's screen. `false` means "not on the screen yet": the driver tries again. */
export interface Screen {
  readonly host: Host
  launch(path?: string): Promise<void>
  open(path: string): Promise<void>
  look(): Promise<Look>
  shown(): Promise<Shown[]>
  tap(words: string): Promise<boolean>
  fill(label: string, value: string): Promise<boolean>
  choose(label: string, option: string): Promise<boolean>
  value(label: string): Promise<string | undefined>
  back(): Promise<boolean>
  hostScreen(answer: HostAnswer): Promise<string>
  network(mode: NetworkMode): Promise<void>
  pick(pick: Pick): Promise<void>
  code(text: string): Promise<void>
  background(): Promise<void>
  foreground(): Promise<void>
  kill(): Promise<void>
  activity(): Promise<{ requests: number, calls: string[] }>
  figures(): Promise<Figures>
  screenshot(file: string): Promise<boolean>
  close(): Promise<void>
}

/** What a scenario is given. Every method is one step or one assertion; the counts must be equal on all hosts. */
export interface Driver {
  /** A page path of app.json (`pages/home/index?x=1`) or the words of a tab. */
  open(pathOrTab: string): Promise<void>
  tap(words: string): Promise<void>
  /** Presses twice in a row, as impatient fingers do; the second press may find nothing any more. */
  tapTwice(words: string): Promise<void>
  fill(label: string, value: string): Promise<void>
  choose(label: string, option: string): Promise<void>
  back(): Promise<void>
  waitFor(words: string): Promise<void>
  expectText(words: string): Promise<void>
  expectNoText(words: string): Promise<void>
  /** The words stand on the page exactly that often. */
  expectTimes(words: string, times: number): Promise<void>
  /** The words stand on the page in this order. */
  expectInOrder(...words: string[]): Promise<void>
  expectValue(label: string, value: string): Promise<void>
  expectHeading(words: string): Promise<void>
  /** The host was asked for something outside the app, e.g. `makePhoneCall 12345`. */
  expectCall(words: string): Promise<void>
  title(): Promise<string>
  heading(): Promise<string>
  text(): Promise<string[]>
  hostScreen(answer: HostAnswer): Promise<void>
  /** From the page 实名核验: this host's way to its own screen (host-owned.ts), the answer there, and after agreeing back to where the citizen was (after `kill` the app has to find that by itself). One step. */
  identify(answer: HostAnswer): Promise<void>
  /** The same with another name than the person's own; the citizen stays on the page, whatever the host says. One step. */
  identifyAs(name: string): Promise<void>
  /** The same way for someone whom we refuse: in the mini-programs before the host's screen, in the browser after it. One step. */
  identifyInVain(): Promise<void>
  /** From the page 再核验一次身份: this host's strong check and the answer there; after agreeing back to where it was needed (after `kill` the app finds that by itself). One step. */
  strengthen(answer: HostAnswer): Promise<void>
  /** Gets a binding code for the scenario's person, as at the hall's counter or by telephone, and types it into the field 绑定码. */
  typeBindingCode(channel: 'counter' | 'telephone'): Promise<void>
  /** What the citizen will choose when the host asks for a file. */
  pickFile(pick: Pick): Promise<void>
  /** Holds a code before the camera; `{origin}` is our own address. A browser has no camera for us: nothing happens. */
  showCode(text: string): Promise<void>
  /** Something happens at a department, to the scenario's own person (orders of the sandbox's control interface). */
  order(department: string, what: string, order?: Record<string, unknown>): Promise<void>
  /** What otherwise runs by the clock runs now: `feeds`, `notices`, `reminders`, `checks`. */
  clockStrikes(...runs: string[]): Promise<void>
  /** The same again and again, until every department has answered: a breaker that an outage opened lets a probe through after a while. */
  untilHeard(run: string): Promise<void>
  /** The person's phone has received that many messages through the host; through the browser nobody receives any. */
  expectPhoneMessages(times: number): Promise<void>
  /** What the page says of messages through the host; in the browser there are none to speak of. */
  expectAboutHostMessages(words: string): Promise<void>
  /** Orders a fault of the city (bodies of the sandbox's control interface), or mends everything. */
  fault(order: Record<string, unknown>): Promise<void>
  mend(): Promise<void>
  network(mode: NetworkMode): Promise<void>
  background(): Promise<void>
  foreground(): Promise<void>
  kill(): Promise<void>
  coldStart(path?: string): Promise<void>
  /** H5 only; elsewhere nothing happens. */
  screenshot(file: string): Promise<void>
}

export interface Counts { steps: number, assertions: number }

/** How long a citizen would wait. Pages must say something within 8 s. */
export const PATIENCE_MS = 20_000
const POLL_MS = 40
/** Two presses of one control closer than this count as one. */
const MOMENT_MS = 700
/** A page that never stands still is touched after this time all the same. */
const STILL_MS = 1500

/** Polls until `probe` gives something other than undefined or false; the last error explains a failure. */
export async function poll<T>(what: string, probe: () => Promise<T | undefined | false>, patience = PATIENCE_MS, explain: () => Promise<string> = async () => ''): Promise<T> {
  const end = Date.now() + patience
  let last: Error | undefined
  for (;;) {
    try {
      const value = await probe()
      if (value !== undefined && value !== false) return value
      last = undefined
    } catch (error) { last = error as Error }
    if (Date.now() > end) throw new Error(`${what}${last ? `: ${last.message}` : ''}\n${await explain().catch(() => '')}`)
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS) })
  }
}

/** What the city around the app does in a scenario. */
export interface Town {
  bindingCode(channel: 'counter' | 'telephone'): Promise<string>
  fault(order: Record<string, unknown>): Promise<void>
  mend(): Promise<void>
  order(department: string, what: string, order: Record<string, unknown>): Promise<void>
  /** Gives what the run says of itself. */
  run(name: string): Promise<{ away?: string[] }>
  phoneMessages(): Promise<number>
}

const noTown = (): Promise<never> => Promise.reject(new Error('this run has no city to ask'))
const NO_TOWN: Town = { bindingCode: noTown, fault: noTown, mend: noTown, order: noTown, run: noTown, phoneMessages: noTown }

/** How a host's own identity screen is reached (a field and its value, or words to tap) and left. */
export interface Walk { there: ([label: string, value: string] | [tap: string])[], back: string[] }
/** `agree` is tapped wherever it is asked before the host's screen; `strong` is the way from the page of the strong check. */
export interface Way extends Walk { agree?: string, strong?: Walk }

/**
 * The driver over one screen.
 * @param hostOwned is told the id of each host-owned screen that was answered
 * @param patience how long a step or assertion may take, in ms
 * @param way to this host's identity screen, with the person's own name and number
 * @param town the city, for codes and faults
 */
export function createDriver(screen: Screen, hostOwned: (id: string) => void = () => undefined, patience = PATIENCE_MS, way: Way = { there: [], back: [] }, town: Town = NO_TOWN): Driver & { counts: Counts } {
  const counts: Counts = { steps: 0, assertions: 0 }
  const explain = async (): Promise<string> => {
    const look = await screen.look()
    return `on ${screen.host}, page ${look.path}, title "${look.title}"${look.screen ? `, host screen ${look.screen}` : ''}:\n${look.lines.map(line => `  | ${line}`).join('\n')}`
  }
  const until = <T>(what: string, probe: () => Promise<T | undefined | false>): Promise<T> => poll(what, probe, patience, explain)
  const page = async (): Promise<string> => squash((await screen.look()).lines.join(''))
  const step = (): void => { counts.steps += 1 }
  const claim = (): void => { counts.assertions += 1 }
  const here = async (words: string): Promise<boolean> => (await page()).includes(squash(words))

  const tapped = new Map<string, number>()
  const kindOf = (words: string): string => words.replace(/\d+/g, '')
  const touch = async (words: string): Promise<void> => {
    await settled(words)
    await until(`nothing to tap for "${words}"`, () => screen.tap(words))
    // The moment counts from when the app has heard of it.
    tapped.set(kindOf(words), Date.now())
  }
  /** Fingers follow eyes: the page stands still before it is touched, and the same control is not touched twice within a moment (the app takes that for a slip). */
  const settled = async (words: string): Promise<void> => {
    const rest = (tapped.get(kindOf(words)) ?? 0) + MOMENT_MS - Date.now()
    if (rest > 0) await new Promise((resolve) => { setTimeout(resolve, rest) })
    let before = ''
    const end = Date.now() + STILL_MS
    for (;;) {
      const now = await page().catch(() => '')
      if ((now === before && now.includes(squash(words))) || Date.now() > end) break
      before = now
      await new Promise((resolve) => { setTimeout(resolve, POLL_MS) })
    }
  }
  const walkThere = async (walk: Walk = way, instead: Record<string, string> = {}): Promise<void> => {
    for (const [words, value] of walk.there) {
      if (value === undefined) await touch(words)
      else await until(`no field "${words}"`, () => screen.fill(words, instead[words] ?? value))
    }
  }
  /** The host's screen, with the question that may stand before it. */
  const answerHost = async (answer: HostAnswer): Promise<void> => {
    hostOwned(await until('no host-owned screen came', async () => {
      const id = await screen.hostScreen(answer)
      if (id !== '') return id
      if (way.agree !== undefined && await here(way.agree).catch(() => false)) await touch(way.agree)
      return false
    }))
  }
  const leaveHost = async (walk: Walk, answer: HostAnswer): Promise<void> => {
    await answerHost(answer)
    if (answer === 'agree') for (const words of walk.back) await until(`nothing to tap for "${words}"`, () => screen.tap(words))
  }

  return {
    counts,
    async open(pathOrTab) {
      step()
      if (/^\/?[\w-]+\/[\w/-]+/.test(pathOrTab)) await screen.open(pathOrTab)
      else {
        await screen.look().catch(() => screen.launch())
        await until(`no tab "${pathOrTab}"`, () => screen.tap(pathOrTab))
      }
    },
    async tap(words) {
      step()
      await touch(words)
    },
    async tapTwice(words) {
      step()
      await until(`nothing to tap for "${words}"`, () => screen.tap(words))
      await screen.tap(words).catch(() => false)
    },
    async fill(label, value) { step(); await until(`no field "${label}"`, () => screen.fill(label, value)) },
    async choose(label, option) { step(); await until(`no choice "${label}"`, () => screen.choose(label, option)) },
    async back() { step(); await until('cannot go back', () => screen.back()) },
    async waitFor(words) { step(); await until(`never saw "${words}"`, () => here(words)) },
    async expectText(words) { claim(); await until(`"${words}" is not on the page`, () => here(words)) },
    async expectNoText(words) { claim(); await until(`"${words}" is on the page`, async () => !(await here(words))) },
    async expectTimes(words, times) {
      claim()
      await until(`"${words}" is not ${times} times on the page`, async () => (await page()).split(squash(words)).length - 1 === times)
    },
    async expectInOrder(...words) {
      claim()
      await until(`not in this order: ${words.join(', ')}`, async () => {
        const text = await page()
        let at = 0
        return words.every((one) => {
          const found = text.indexOf(squash(one), at)
          at = found + squash(one).length
          return found >= 0
        })
      })
    },
    async expectValue(label, value) { claim(); await until(`field "${label}" does not hold "${value}"`, async () => (await screen.value(label)) === value) },
    async expectHeading(words) {
      claim()
      await until(`the heading is not "${words}"`, async () => {
        const look = await screen.look()
        return squash(look.heading + look.title).includes(squash(words))
      })
    },
    async expectCall(words) { claim(); await until(`the host was not asked: ${words}`, async () => (await screen.activity()).calls.some(call => call.includes(words))) },
    title: async () => (await screen.look()).title,
    heading: async () => (await screen.look()).heading,
    text: async () => (await screen.look()).lines,
    async hostScreen(answer) { step(); hostOwned(await until('no host-owned screen came', () => screen.hostScreen(answer).then(id => id !== '' && id))) },
    async identify(answer) {
      step()
      await walkThere()
      await leaveHost(way, answer)
    },
    async identifyAs(name) {
      step()
      await walkThere(way, { 姓名: name })
      await answerHost('agree')
    },
    async strengthen(answer) {
      step()
      const { strong } = way
      if (!strong) throw new Error('this host has no strong check')
      await walkThere(strong)
      await leaveHost(strong, answer)
    },
    async identifyInVain() {
      step()
      await walkThere()
      if (screen.host === 'h5') hostOwned(await until('no host-owned screen came', () => screen.hostScreen('agree').then(id => id !== '' && id)))
    },
    async typeBindingCode(channel) {
      step()
      const code = await town.bindingCode(channel)
      await until('no field "绑定码"', () => screen.fill('绑定码', code))
    },
    async pickFile(pick) { step(); await screen.pick(pick) },
    async showCode(text) { step(); await screen.code(text) },
    async order(department, what, order = {}) { step(); await town.order(department, what, order) },
    async clockStrikes(...runs) {
      step()
      for (const one of runs) await town.run(one)
    },
    async untilHeard(run) {
      step()
      await until(`${run}: not every department answered`, async () => (await town.run(run)).away?.length === 0)
    },
    async expectPhoneMessages(times) {
      claim()
      const expected = screen.host === 'h5' ? 0 : times
      await until(`the phone did not receive ${expected} messages`, async () => (await town.phoneMessages()) === expected)
    },
    async expectAboutHostMessages(words) {
      claim()
      if (screen.host !== 'h5') await until(`"${words}" is not on the page`, () => here(words))
    },
    async fault(order) { step(); await town.fault(order) },
    async mend() { step(); await town.mend() },
    async network(mode) { step(); await screen.network(mode) },
    async background() { step(); await screen.background() },
    async foreground() { step(); await screen.foreground() },
    async kill() { step(); await screen.kill() },
    async coldStart(path) { step(); await screen.launch(path) },
    async screenshot(file) { await screen.screenshot(file) }
  }
}
