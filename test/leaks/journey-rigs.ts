/** What citizens do with the built app on the three hosts, in the words of its pages. */
import { existsSync, readFileSync } from 'node:fs'
import { demoPeople } from '../../src/sandbox/people.ts'
import { createDriver, type Driver, type Host } from '../rigs/driver.ts'
import { BrowserScreen } from '../rigs/h5/browser.ts'
import { MiniPhone } from '../rigs/mini/phone.ts'
import { createScreen, distOf } from '../rigs/start.ts'
import { wayOf } from '../scenarios/town.ts'
import { written } from './needles.ts'

export interface Trace { host: Host, person: string, steps: number, storage: Buffer, addresses: string[], referers: string[] }

async function steps(app: Driver, leaves: boolean): Promise<void> {
  await app.open('pages/mine/index')
  await app.tap('去实名核验')
  await app.expectHeading('实名核验')
  await app.identify('agree')
  await app.expectText('已实名')
  await app.open('services/social-security/pages/overview/index')
  await app.tap('阅读说明并决定')
  await app.expectHeading('个人信息授权')
  await app.tap('同意并继续查询')
  await app.tap('查看缴费记录')
  await app.expectText('每月明细')
  await app.tap('有疑问')
  await app.expectHeading('有疑问')
  await app.fill('请说说哪里不对', `请核对,我的电话是${written.phone},号码${written.number}`)
  await app.tap('提交核对申请')
  await app.expectText('核对申请已收到')
  await app.open('pages/data/index')
  await app.expectText('谁查过我的信息')
  await app.open('pages/settings/index')
  await app.tap('长辈版')
  await app.open('pages/mine/index')
  await app.expectText('已实名')
  if (!leaves) return
  await app.tap('退出登录')
  await app.expectText('还没有登录')
}

/** One person on one host. What the phone stores is read before the phone goes; the browser's profile stays in its folder. */
export async function walkOnHost(host: Host, personId: string, gatewayUrl: string, sandboxUrl: string, profile: string, leaves: boolean): Promise<Trace> {
  const screen = createScreen(host, { dist: distOf(host), gatewayUrl, sandboxUrl, personId, profile })
  const person = demoPeople.find(one => one.id === personId)
  if (!person) throw new Error(`the sandbox knows no person ${personId}`)
  const app = createDriver(screen, () => undefined, 20_000, wayOf(host, person))
  const trace: Trace = { host, person: personId, steps: 0, storage: Buffer.alloc(0), addresses: [], referers: [] }
  try {
    await screen.launch('pages/home/index')
    if (screen instanceof BrowserScreen) {
      // Everything the browser asks for and shows in its bar, also at other sites.
      screen.page.context().on('request', (request) => {
        trace.addresses.push(`${request.method()} ${request.url()}`)
        void request.allHeaders().then(({ referer }) => { if (referer) trace.referers.push(referer) }, () => undefined)
      })
      screen.page.on('framenavigated', (frame) => { trace.addresses.push(`bar ${frame.url()}`) })
    }
    await steps(app, leaves)
    if (screen instanceof MiniPhone && existsSync(screen.storageFile)) trace.storage = readFileSync(screen.storageFile)
    if (screen instanceof BrowserScreen) trace.storage = Buffer.from(await screen.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])))
  } finally {
    trace.steps = app.counts.steps + app.counts.assertions
    await screen.close()
  }
  return trace
}
