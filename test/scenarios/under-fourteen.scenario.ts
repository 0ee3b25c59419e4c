import { askStatus } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '不满十四周岁的人不能自己核验:页面请监护人带证件到大厅,或拨打 12345,什么也查不到',
  person: 'child',
  async steps(app) {
    await askStatus(app)
    await app.expectHeading('实名核验')
    await app.identifyInVain()
    await app.expectText('未满 14 周岁请由监护人')
    await app.expectText('带证件到大厅办理,或拨打 12345')
    await app.tap('拨打 12345')
    await app.expectCall('12345')
    await app.open('pages/mine/index')
    await app.expectText('还没有登录')
  }
} satisfies Scenario
