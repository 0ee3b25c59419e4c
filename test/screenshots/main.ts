/** Takes the pictures of docs/images from the browser build: `node test/screenshots/main.ts [--only words]`. Builds nothing. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createDriver, type Driver } from '../rigs/driver.ts'
import { BrowserScreen } from '../rigs/h5/browser.ts'
import { ROOT, distOf, whyNot } from '../rigs/start.ts'
import { hostOwned } from '../scenarios/host-owned.ts'
import { startCity, type City } from '../support/city.ts'
import { before, contributions, overview, pages } from './pages.ts'

const { values: options } = parseArgs({ options: { only: { type: 'string' } } })
const FOLDER = join(ROOT, 'docs/images')
const SCREEN = { width: 375, height: 812 }
const HIGHEST = 2000
const BUSY = /正在查询|正在办理/
type Mode = 'normal' | 'elder'
const taken = new Map<string, string>()

interface Visit { screen: BrowserScreen, app: Driver }

function visit(city: City, personId: string): Visit {
  const screen = new BrowserScreen({ dist: distOf('h5'), gatewayUrl: city.gatewayUrl, sandboxUrl: city.sandboxUrl, personId })
  const own = hostOwned.find(one => one.host === 'h5')
  return { screen, app: createDriver(screen, () => undefined, 12_000, { there: (own?.way ?? []).map(([words]) => [words]), back: own?.wayBack ?? [] }) }
}

/** Waits until nothing is asked any more and two looks in a row are the same. */
async function settle({ screen }: Visit, busyIsFine: boolean): Promise<void> {
  let last = ''
  for (let round = 0; round < 60; round += 1) {
    const text = (await screen.look()).lines.join('\n')
    if (text !== '' && text === last && (busyIsFine || !BUSY.test(text))) return
    last = text
    await screen.page.waitForTimeout(250)
  }
}

async function shoot(one: Visit, name: string, about: string, busyIsFine = false): Promise<void> {
  await settle(one, busyIsFine)
  const { page } = one.screen
  await page.mouse.move(0, 0)
  // The page scrolls inside itself: the window grows until nothing is hidden.
  const hidden = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll<HTMLElement>('*')].map(node => (/auto|scroll/.test(getComputedStyle(node).overflowY) && node.clientHeight > 400 ? node.scrollHeight - node.clientHeight : 0))))
  const height = SCREEN.height + (name.startsWith('month') || name.startsWith('delete') ? 0 : hidden)
  await page.setViewportSize({ ...SCREEN, height: Math.min(HIGHEST, height) })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (overflow > 0) console.log(`WIDE ${name}: ${overflow} px wider than the screen`)
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled', caret: 'hide' })
  await page.setViewportSize(SCREEN)
  taken.set(name, about)
  console.log(`took ${name}${height > HIGHEST ? ` (first ${HIGHEST} of ${height} px)` : ''}`)
}

async function setMode({ app, screen }: Visit, mode: Mode): Promise<void> {
  await app.open('pages/settings/index')
  await app.expectText('长辈版')
  const elder = await screen.page.evaluate(() => (localStorage.getItem('chengban.preferences') ?? '').includes('"elder":true'))
  if (elder !== (mode === 'elder')) await app.tap('长辈版')
}

async function signIn({ app }: Visit): Promise<void> {
  await app.open('pages/mine/index')
  await app.tap('去实名核验')
  await app.identify('agree')
  await app.expectText('已实名')
}

async function agree({ app }: Visit): Promise<void> {
  await app.open(overview)
  await app.tap('阅读说明并决定')
  await app.tap('同意并继续查询')
  await app.expectText('查看缴费记录')
}

const MODES: Mode[] = ['normal', 'elder']

/** Pages before and after sign-in, consent, a request, in both editions. */
async function everyPage(city: City): Promise<void> {
  const one = visit(city, 'employee')
  const { app, screen } = one
  try {
    for (const mode of MODES) {
      await setMode(one, mode)
      for (const shot of before) {
        await app.open(shot.path)
        await shoot(one, `${shot.name}-${mode}`, shot.about)
      }
    }
    await signIn(one)
    for (const mode of MODES) {
      await setMode(one, mode)
      await app.open(overview)
      await shoot(one, `overview-ask-${mode}`, '社会保险,还没有同意')
      await app.tap('阅读说明并决定')
      await app.expectHeading('个人信息授权')
      await shoot(one, `consent-${mode}`, '查询前的个人信息授权')
    }
    await setMode(one, 'normal')
    await agree(one)
    await app.tap('查看缴费记录')
    await app.tap('有疑问')
    await app.fill('请说说哪里不对', '九月的缴费基数和工资单上的不一样,请核对。')
    await app.tap('提交核对申请')
    await app.expectText('核对申请已收到')
    await shoot(one, 'checkrequest-sent', '核对申请已收到')
    for (const mode of MODES) {
      await setMode(one, mode)
      for (const shot of pages) {
        await app.open(shot.path)
        await shoot(one, `${shot.name}-${mode}`, shot.about)
      }
      await app.open(contributions)
      await app.tap('2026年9月')
      await shoot(one, `month-${mode}`, '一个月的明细')
      await app.open('pages/data/index')
      await app.tap('注销平台账户')
      await shoot(one, `delete-${mode}`, '注销前的确认')
    }
    await setMode(one, 'normal')
    await screen.page.emulateMedia({ colorScheme: 'dark' })
    for (const [name, path] of [['home', 'pages/home/index'], ['overview', overview]] as const) {
      await app.open(path)
      await shoot(one, `${name}-dark`, '深色')
    }
    await screen.page.emulateMedia({ colorScheme: 'light' })
    for (const mode of MODES) {
      await setMode(one, mode)
      await screen.network('fail')
      await app.open(overview)
      await shoot(one, `offline-${mode}`, '手机没有连上网络')
      await screen.network('normal')
    }
  } finally { await screen.close() }
}

/** Answers that stand behind questions: retirement month, referral, estimate, a year without figures, a level and its draft. */
async function answers(city: City): Promise<void> {
  const one = visit(city, 'employee')
  const { app } = one
  const social = 'services/social-security/pages'
  const who = async (page: string): Promise<void> => {
    await app.open(`${social}/${page}/index`)
    await app.choose('出生年份', '1976年')
    await app.choose('出生月份', '8月')
    await app.tap('男职工')
  }
  try {
    await signIn(one)
    await agree(one)
    for (const mode of MODES) {
      await setMode(one, mode)
      await who('retirement')
      await app.tap('查询退休时间')
      await app.expectText('2039年7月')
      await shoot(one, `retirement-answer-${mode}`, '法定退休时间、可以提前或延后多久')
      await app.tap('重新填写')
      await app.choose('有没有特殊情形', '从事过特殊工种')
      await app.tap('查询退休时间')
      await app.expectText('这种情形由市人社局核定')
      await shoot(one, `retirement-referred-${mode}`, '特殊情形由市人社局核定')
      await who('estimate')
      await app.tap('下一步,填缴费情况')
      await app.tap('带入我的社保记录')
      await app.expectText('已带入市人社局的记录')
      await shoot(one, `estimate-record-${mode}`, '养老金测算,已带入本人记录')
      await app.choose('按哪一年的标准算', '2026年')
      await app.tap('开始测算')
      await app.expectText('怎么算出来的')
      await shoot(one, `estimate-answer-${mode}`, '养老金测算结果,仅供参考')
      await app.tap('重新填写')
      await app.tap('下一步,填缴费情况')
      await app.choose('按哪一年的标准算', '2027年（没有标准）')
      await app.tap('开始测算')
      await app.expectText('这里不用别的年份代替')
      await shoot(one, `estimate-missing-${mode}`, '没有标准的年度不计算')
      await app.open(`${social}/flexible/index`)
      await app.tap('去测算缴费')
      await app.choose('缴费年度', '2026年')
      await app.tap('80% 档')
      await shoot(one, `flexible-levels-${mode}`, '灵活就业缴费,按档次')
    }
  } finally { await one.screen.close() }
}

/** Months of people whose records are not plain. */
async function months(city: City, person: string): Promise<void> {
  const one = visit(city, person)
  try {
    await signIn(one)
    await agree(one)
    for (const mode of MODES) {
      await setMode(one, mode)
      await one.app.open(contributions)
      await shoot(one, `contributions-${person}-${mode}`, `缴费记录,${person === 'gap' ? '中断后补缴' : '四十年'}`)
    }
  } finally { await one.screen.close() }
}

/** One department does not answer: the other is shown all the same. */
async function missingDepartment(city: City): Promise<void> {
  const one = visit(city, 'employee')
  try {
    // Before the first question: what was answered once is shown again for a while.
    await city.fault({ target: 'departments/yb', fault: 'hang' })
    await signIn(one)
    await agree(one)
    for (const mode of MODES) {
      await setMode(one, mode)
      await one.app.open(overview)
      await one.app.expectText('重新查询')
      await shoot(one, `missing-${mode}`, '市医保局没有返回数据,市人社局的照常显示')
    }
  } finally { await one.screen.close() }
}

/** What the platform says by itself, and what a pensioner confirms once a year. */
async function reminders(city: City): Promise<void> {
  const one = visit(city, 'retired')
  const { app } = one
  const social = 'services/social-security/pages'
  const post = (url: string, body: unknown): Promise<unknown> => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${city.hallSecret}` }, body: JSON.stringify(body) })
  const order = (department: string, what: string, more: Record<string, unknown>): Promise<unknown> => post(`${city.sandboxUrl}/control/departments/${department}/${what}`, { personId: 'retired', ...more })
  const run = (name: string): Promise<unknown> => post(`${city.internalUrl}/internal/run`, { name })
  const both = async (name: string, about: string, show: () => Promise<void>): Promise<void> => {
    for (const mode of MODES) {
      await setMode(one, mode)
      await show()
      await shoot(one, `${name}-${mode}`, about)
    }
  }
  try {
    await order('rs', 'qualification', { dueInDays: 20, matches: false })
    await signIn(one)
    await agree(one)
    await both('alerts-agree', '开启提醒前的说明', async () => {
      await app.open(`${social}/alerts/index`)
      await app.tap('社保断缴提醒')
      await app.expectText('给不给别人')
    })
    await app.tap('同意并开启提醒')
    await app.expectText('起为您留意')
    await both('alerts', '社保提醒', async () => {
      await app.open(`${social}/alerts/index`)
      await app.expectText('起为您留意')
    })
    await app.open(`${social}/qualification/index`)
    await app.tap('查看并授权')
    await app.tap('同意并继续查询')
    await app.expectText('等待认证')
    await both('qualification', '养老金资格认证', async () => {
      await app.open(`${social}/qualification/index`)
      await app.expectText('等待认证')
    })
    await both('qualification-refused', '数据比对没有结果:还有别的办法', async () => {
      await app.open(`${social}/qualification/index`)
      await app.tap('用数据比对认证')
      await app.tap('确认用数据比对')
      await app.expectText('数据比对没有得出结果')
    })
    await order('rs', 'qualification', { matches: true })
    await both('qualification-ask', '认证前的说明', async () => {
      await app.open(`${social}/qualification/index`)
      await app.tap('用数据比对认证')
    })
    await app.tap('确认用数据比对')
    await app.expectText('认证完成')
    await shoot(one, 'qualification-done', '认证回执')
    await both('qualification-confirmed', '本期已认证', async () => {
      await app.open(`${social}/qualification/index`)
      await app.expectText('本期已认证')
    })
    await order('rs', 'event', { type: 'gap', payload: { aae140: '110', aae003: '202610' } })
    await run('feeds')
    await both('message-gap', '断缴提醒', async () => {
      await app.open('pages/messages/index')
      await app.tap('有一个月没有社保缴费记录')
    })
    await app.open('pages/checkrequest/index')
    await app.fill('请说说哪里不对', '养老金账户里 2018 年的利息好像少算了一个月。')
    await app.tap('提交核对申请')
    await app.expectText('核对申请已收到')
    await run('checks')
    const detail = async (): Promise<void> => {
      await app.open('pages/checkrequest/list')
      await app.tap('申请编号')
      await app.expectText('平台收到您的疑问')
    }
    await both('checkrequest-checking', '疑问的进度:部门核对中', detail)
    await order('rs', 'answer-checks', { answer: '经核对，2018 年利息按当年公布的记账利率逐月计算，共 12 个月，没有少算。' })
    await run('checks')
    await both('checkrequest-answered', '疑问的进度:已答复', detail)
  } finally { await one.screen.close() }
}

function writeList(): void {
  const files = readdirSync(FOLDER).filter(file => file.endsWith('.png')).sort()
  const lines = files.map(file => `| [${file}](${file}) | ${taken.get(file.replace('.png', '')) ?? ''} | ${Math.ceil(statSync(join(FOLDER, file)).size / 1024)} |`)
  writeFileSync(join(FOLDER, 'README.md'), `# Pictures\n\nTaken by \`npm run screenshots\` from the browser build with the sandbox city: 375 × 812, one device pixel per pixel, long pages up to ${HIGHEST} px.\nEverybody in them is invented.\n\n| picture | what it shows | KiB |\n| --- | --- | --- |\n${lines.join('\n')}\n`)
}

async function main(): Promise<number> {
  const reason = whyNot('h5')
  if (reason) {
    console.log(`SKIP pictures: ${reason}`)
    return 0
  }
  if (!existsSync(distOf('h5'))) throw new Error(`${distOf('h5')} is missing: npm run build -- --host h5 makes it`)
  mkdirSync(FOLDER, { recursive: true })
  const parts: Record<string, (city: City) => Promise<void>> = {
    pages: everyPage, answers, gap: city => months(city, 'gap'), 'forty-years': city => months(city, 'forty-years'), missing: missingDepartment, reminders
  }
  for (const [name, part] of Object.entries(parts)) {
    if (options.only !== undefined && !name.includes(options.only)) continue
    const city = await startCity({ env: { H5_DIR: distOf('h5') } })
    try { await part(city) } finally { await city.stop() }
  }
  if (options.only === undefined) writeList()
  return 0
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
