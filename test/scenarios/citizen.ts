/** What citizens do in many scenarios, in the words they read. */
import type { Driver } from '../rigs/driver.ts'
import type { Figures, Part } from './figures.ts'

/** Name and number are confirmed by the host's own screen, starting on the page 实名核验. */
export async function verifyByHost(app: Driver): Promise<void> {
  await app.expectHeading('实名核验')
  await app.identify('agree')
}

/** Name and number are confirmed by a code from the counter (strong) or the telephone, starting on the page 实名核验. */
export async function verifyByCode(app: Driver, channel: 'counter' | 'telephone' = 'counter'): Promise<void> {
  await app.expectHeading('实名核验')
  await app.tap('用绑定码核验')
  await app.typeBindingCode(channel)
  await app.tap('提交绑定码核验')
  await app.expectText('核验通过')
  await app.tap('继续刚才的查询')
}

/** From the home page to 参保状态, which asks who is asking; ends on the page 实名核验. */
export async function askStatus(app: Driver): Promise<void> {
  await app.open('pages/home/index')
  await app.tap('参保状态')
  await app.expectHeading('社会保险')
  await app.expectText('社会保险记录只给本人看')
  await app.tap('先核验身份')
}

/** From the overview that asks for consent through the page with the purposes, and back. */
export async function decide(app: Driver, words: '同意并继续查询' | '暂不同意'): Promise<void> {
  await app.expectText('查询前需要您的同意')
  await app.tap('阅读说明并决定')
  await app.expectHeading('个人信息授权')
  await app.expectInOrder('查询养老、失业、工伤保险', '处理哪些信息', '信息从哪里来', '保存多久', '查询医疗、生育保险', '处理哪些信息')
  await app.expectText('不能在这里查询这一项')
  await app.tap(words)
}

/** Home, host's identity screen, consent: ends on the overview. */
export async function signInByHost(app: Driver): Promise<void> {
  await askStatus(app)
  await verifyByHost(app)
  await decide(app, '同意并继续查询')
}

/** Home, binding code, consent: ends on the overview. */
export async function signInByCode(app: Driver, channel: 'counter' | 'telephone' = 'counter'): Promise<void> {
  await askStatus(app)
  await verifyByCode(app, channel)
  await decide(app, '同意并继续查询')
}

/** On the overview: both authorities with every insurance, the word of its state, first month, months, and the date of the data. */
export async function readOverview(app: Driver, of: Figures): Promise<void> {
  await app.expectHeading('社会保险')
  await app.expectInOrder('养老、失业、工伤保险', ...of.rs.insurances, '数据截至 2026年11月14日', '医疗、生育保险', ...of.yb.insurances, '数据截至 2026年11月14日')
}

/** From the overview to the months of one authority, with the sums over all rows; ends there. */
export async function readMonths(app: Driver, of: Part): Promise<void> {
  await app.tap('查看缴费记录')
  await app.expectInOrder('合计', '单位缴费', of.unit, '个人缴费', of.personal, '历年缴费月数', '每月明细', `第 1 至 20 条,共 ${of.rows} 条`, '数据截至 2026年11月14日')
}

/** From the overview to the pension account and back. */
export async function readAccount(app: Driver, of: Figures['rs']): Promise<void> {
  await app.tap('查看个人账户')
  await app.expectHeading('养老保险个人账户')
  await app.expectInOrder('个人账户储存额', of.balance, of.statement, '本金', of.principal, '利息', of.interest, '历年记账', '数据截至 2026年11月14日')
  await app.back()
}

/** From the overview to the medical page and back. */
export async function readMedical(app: Driver, of: Part): Promise<void> {
  await app.tap('查看医保详情')
  await app.expectInOrder('医保个人账户余额', of.balance, of.statement, '历年记账', '数据截至 2026年11月14日', '参保状态', ...of.insurances, '数据截至 2026年11月14日')
  await app.back()
}
