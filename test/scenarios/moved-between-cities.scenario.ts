import { readAccount, readMonths, readOverview, signInByHost } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '从外地转来的市民看到两个参保地,转入的月数算在一起',
  person: 'moved',
  async steps(app) {
    const of = figures.moved
    await signInByHost(app)
    await app.expectText('您在 2 个地方参过保')
    await app.expectText('示例市、邻州市')
    await readOverview(app, of)
    await readMonths(app, of.rs)
    await app.tap('企业职工基本养老保险')
    await app.tap('2020年')
    await app.expectInOrder('2020年3月', '转入')
    await app.tap('2020年3月')
    await app.expectInOrder('2020年3月 企业职工基本养老保险', '转入', '由 2 笔合计')
    await app.tap('返回列表')
    await app.back()
    await readAccount(app, of.rs)
  }
} satisfies Scenario
