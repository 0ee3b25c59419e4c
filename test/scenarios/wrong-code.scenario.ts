import { askStatus, decide, readAccount, readOverview } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '持台湾居民居住证的市民把绑定码填短、填错,页面说哪里不对;改对以后看到停保前的记录',
  person: 'taiwan-permit',
  phoneOf: 'gap',
  async steps(app) {
    await askStatus(app)
    await app.expectHeading('实名核验')
    await app.tap('用绑定码核验')
    await app.fill('绑定码', 'ABC')
    await app.tap('提交绑定码核验')
    await app.expectText('请填写 8 位绑定码')
    await app.fill('绑定码', '22222222')
    await app.tap('提交绑定码核验')
    await app.expectText('绑定码不对')
    await app.typeBindingCode('telephone')
    await app.tap('提交绑定码核验')
    await app.expectText('核验通过')
    await app.tap('继续刚才的查询')
    await decide(app, '同意并继续查询')
    await readOverview(app, figures['taiwan-permit'])
    await readAccount(app, figures['taiwan-permit'].rs)
  }
} satisfies Scenario
