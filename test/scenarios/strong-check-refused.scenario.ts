import { askStatus, verifyByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '电话领的绑定码不能注销账户:说清楚要再核验,不刷脸也能办,窗口的绑定码核验后接着刚才的事',
  person: 'flexible',
  faults: [],
  async steps(app) {
    await askStatus(app)
    await verifyByCode(app, 'telephone')
    await app.expectText('查询前需要您的同意')
    await app.open('pages/data/index')
    await app.tap('注销平台账户')
    await app.tap('注销我的账户')
    await app.expectText('需要核验身份')
    await app.tap('再核验一次身份')
    await app.expectHeading('再核验一次身份')
    await app.expectText('不想刷脸')
    await app.tap('用绑定码核验')
    await app.typeBindingCode('telephone')
    await app.tap('提交绑定码核验')
    await app.expectText('还需要再核验一次')
    await app.typeBindingCode('counter')
    await app.tap('提交绑定码核验')
    await app.expectText('核验通过')
    await app.tap('继续刚才的事')
    await app.expectText('注销后不能恢复')
    await app.tap('暂时保留')
  }
} satisfies Scenario
