import { readAccount, readMedical, readOverview, verifyByCode, decide } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '持澳门居民居住证的长者从首页打开长辈版,一路用大字查到自己的记录;重新打开还是长辈版',
  person: 'macao-permit',
  phoneOf: 'flexible',
  async steps(app) {
    const of = figures['macao-permit']
    await app.open('pages/home/index')
    await app.tap('长辈版')
    await app.expectText('标准版')
    await app.expectNoText('搜索服务')
    await app.expectText('各项保险是否在缴')
    await app.tap('参保状态')
    await app.tap('先核验身份')
    await verifyByCode(app)
    await decide(app, '同意并继续查询')
    await readOverview(app, of)
    await readAccount(app, of.rs)
    await readMedical(app, of.yb)
    await app.kill()
    await app.coldStart('pages/home/index')
    await app.expectText('标准版')
    await app.tap('长辈版')
    await app.expectText('搜索服务')
  }
} satisfies Scenario
