/** What every page owes a citizen in any weather: a heading, a sentence about what is the matter, a next step that works, all in Chinese. */
import { poll, type Look, type NetworkMode, type Screen } from '../rigs/driver.ts'
import { squash, type Shown } from '../rigs/find.ts'

/** What the design allows before a page has to speak. */
const LIMIT_MS = 8000
/** How long a tap may take to show an effect. */
const EFFECT_MS = 1500
const TRIES = 6
const STILL_MS = 300
const CAUSE: Record<NetworkMode, RegExp> = {
  normal: /[\u4e00-\u9fff]{4}/,
  fail: /网络|没有|未能|无法|不能|失败|断开|暂时|连不上|超时|稍后/,
  slow: /正在|还在|等待|较慢|很慢|稍候|请稍|时间较长|超过|没有返回|没有及时|仍在等/
}
/** The step that a citizen would take first. */
const LIKELY = [/重试|再试|重新|取消|不等了/, /去|查|办|核验|认证|开始/, /首页|全部服务/, /拨打|电话|12345/]
/** The header's way back is the host's own on two of three hosts; what ends or gives away something is not tried here. */
const NOT_TRIED = /^返回$|退出|注销|撤回|提交|同意/
/** Pages behind sign-in say this to everybody else. */
const ASKS_WHO = /先核验身份|实名后|登录后查看|还没有登录/
/** Latin letters that are no words: the mark of the demonstration, numbers to quote, masked numbers. */
const NO_WORDS = /SANDBOX|编号\s*[\w-]+|[A-Za-z]\*+|[A-Z]{1,4}\d+|\d+[A-Z]\b/g

/** Result of one page in one weather. */
export interface Checked { ok: boolean, text: string, said: string }

function content(look: Look, tabs: string[]): string[] {
  // The mark of the demonstration comes with the first answer and says nothing about the page.
  return look.lines.filter(line => !tabs.includes(line) && !line.startsWith('SANDBOX') && squash(line) !== squash(look.heading) && squash(line) !== squash(look.title))
}

/** What is missing on the page now, in words; undefined when nothing is. */
function missing(look: Look, mode: NetworkMode, tabs: string[], normal: string | undefined, signedIn: boolean): string | undefined {
  if (look.heading === '' && look.title === '') return 'no heading'
  const rest = content(look, tabs)
  if (rest.length === 0) return 'blank: nothing but heading and tabs'
  if (signedIn && mode === 'normal' && rest.some(line => ASKS_WHO.test(line) || /请稍候/.test(line))) return 'asks a signed-in person to sign in, or still waits'
  const foreign = rest.find(line => /[A-Za-z]{2,}/.test(line.replace(NO_WORDS, '')))
  if (foreign !== undefined) return `not in Chinese: ${foreign.slice(0, 60)}`
  // A page that looks just as it does on a good day is not touched by the failure.
  if (mode !== 'normal' && normal !== undefined && squash(rest.join('')) === normal) return undefined
  return rest.some(line => squash(line).length >= 6 && CAUSE[mode].test(line)) ? undefined : `no sentence of cause (${mode})`
}

function steps(shown: Shown[], look: Look, tabs: string[]): string[] {
  const names = shown.filter(one => one.actionable && !one.disabled && !['textbox', 'searchbox', 'checkbox', 'radio', 'switch', 'img'].includes(one.role)).map(one => one.label || one.text)
  const fit = [...new Set(names)].filter(name => name !== '' && name.length <= 40 && !tabs.includes(name) && !NOT_TRIED.test(name) && squash(name) !== squash(look.heading))
  const rank = (name: string): number => {
    const at = LIKELY.findIndex(pattern => pattern.test(name))
    return at < 0 ? LIKELY.length : at
  }
  return fit.sort((a, b) => rank(a) - rank(b) || a.length - b.length).slice(0, TRIES)
}

/** Taps until something happens; gives the words that worked. */
async function workingStep(screen: Screen, tabs: string[], tried: string[]): Promise<string | undefined> {
  const look = await screen.look()
  for (const words of steps(await screen.shown(), look, tabs)) {
    const before = JSON.stringify([await screen.look(), await screen.activity()])
    const tapped = await screen.tap(words).catch((error: unknown) => {
      tried.push(`${words}: ${(error as Error).message.split('\n')[0]}`)
      return false
    })
    if (!tapped) continue
    const changed = await poll('no effect', async () => JSON.stringify([await screen.look(), await screen.activity()]) !== before, EFFECT_MS).catch(() => false)
    if (changed) return words
    tried.push(`${words}: nothing happened`)
  }
  return undefined
}

/**
 * Checks the page that was just opened.
 * @param normal its text in good weather, when it is known
 */
export async function checkPage(screen: Screen, mode: NetworkMode, tabs: string[], normal: string | undefined, signedIn: boolean): Promise<Checked> {
  let lack: string | undefined = 'nothing'
  const begin = Date.now()
  await poll('', async () => {
    lack = missing(await screen.look(), mode, tabs, normal, signedIn)
    return lack === undefined
  }, LIMIT_MS).catch(() => undefined)
  const ms = Date.now() - begin
  let look = await screen.look()
  // The good day's picture is the one that no longer changes.
  if (mode === 'normal') {
    await poll('', async () => {
      const before = JSON.stringify(look)
      await new Promise((resolve) => { setTimeout(resolve, STILL_MS) })
      look = await screen.look()
      return JSON.stringify(look) === before
    }, LIMIT_MS).catch(() => undefined)
  }
  const text = squash(content(look, tabs).join(''))
  const tried: string[] = []
  const next = await workingStep(screen, tabs, tried)
  if (lack === undefined && next !== undefined) return { text, ok: true, said: `spoke after ${ms} ms, next step "${next}"` }
  const why = [lack, next === undefined ? `no next step works (${tried.join('; ')})` : ''].filter(Boolean).join('; ')
  return { text, ok: false, said: `${why}\n${look.lines.slice(0, 30).map(line => `       | ${line}`).join('\n')}` }
}
