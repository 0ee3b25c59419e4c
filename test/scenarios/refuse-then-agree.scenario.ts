import { askStatus, decide, readOverview, verifyByHost } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '灵活就业人员先不同意授权,什么都没有查;后来同意了,就看到自己的记录',
  person: 'flexible',
  async steps(app) {
    await askStatus(app)
    await verifyByHost(app)
    await decide(app, '暂不同意')
    await app.expectHeading('社会保险')
    await app.expectNoText('企业职工基本养老保险')
    await app.expectNoText('数据截至')
    await app.expectText('您选择了暂不同意')
    await app.expectNoText('阅读说明并决定')
    await app.tap('改变主意')
    await app.expectHeading('个人信息授权')
    await app.tap('同意并继续查询')
    await readOverview(app, figures.flexible)
    await app.expectNoText('失业保险 正常参保')
  }
} satisfies Scenario
