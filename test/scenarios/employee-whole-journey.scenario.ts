import { readAccount, readMedical, readMonths, readOverview, signInByHost } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '在职职工从首页查到参保状态、每月缴费、个人账户和医保,每个数字都对得上',
  person: 'employee',
  async steps(app) {
    const of = figures.employee
    await signInByHost(app)
    await readOverview(app, of)
    await app.expectText('养老保险累计缴费 183 个月')

    await readMonths(app, of.rs)
    await app.tap('再看 20 条')
    await app.expectText('第 21 至 40 条,共 552 条')
    await app.tap('失业保险')
    await app.expectText('正在看:失业保险 · 全部年份')
    await app.expectText('第 1 至 20 条,共 184 条')
    await app.tap('2020年 12 个月')
    await app.expectText('正在看:失业保险 · 2020年')
    await app.expectText('已全部显示,共 12 条')
    await app.tap('企业职工基本养老保险')
    await app.tap('2026年 10 个月')
    await app.expectText('正在看:企业职工基本养老保险 · 2026年')
    await app.expectInOrder('2026年10月', '未到账', '2026年9月', '已到账', '¥3,264.00', '2026年1月')
    await app.tap('2026年9月')
    await app.expectInOrder('2026年9月 企业职工基本养老保险', '缴费基数', '¥13,600.00', '单位缴费', '¥2,176.00', '个人缴费', '¥1,088.00', '到账时间', '2026年10月10日', '示例市青禾软件有限公司')
    await app.tap('返回列表')
    await app.expectNoText('示例市青禾软件有限公司')
    await app.tap('全部年份')
    await app.expectText('第 1 至 20 条,共 552 条')
    await app.back()

    await readAccount(app, of.rs)
    await readMedical(app, of.yb)
    await app.expectHeading('社会保险')
    await app.expectNoText('330000198803120018')
  }
} satisfies Scenario
