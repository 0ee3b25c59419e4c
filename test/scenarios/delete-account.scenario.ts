import { readOverview, signInByCode } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '持旧版永久居留身份证的市民在窗口核验后注销账户:说清楚删什么、留什么,注销后什么都看不到',
  person: 'permanent-resident-old',
  phoneOf: 'never-insured',
  async steps(app) {
    await signInByCode(app, 'counter')
    await readOverview(app, figures['permanent-resident-old'])
    await app.open('pages/data/index')
    await app.expectHeading('我的数据')
    await app.tap('注销平台账户')
    await app.expectInOrder('删除您在本平台的姓名、证件号码和授权', '社会保险等部门的记录不受影响', '注销后不能恢复')
    await app.tap('暂时保留')
    await app.expectNoText('注销后不能恢复')
    await app.tap('注销平台账户')
    await app.tap('注销我的账户')
    await app.expectText('账户已经注销')
    await app.expectText('回执编号')
    await app.tap('回首页')
    await app.expectText('登录后可以查询您本人的信息')
    await app.tap('我的')
    await app.expectText('还没有登录')
  }
} satisfies Scenario
