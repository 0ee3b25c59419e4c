import { readOverview, signInByCode } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '持香港居民居住证的市民查完自己的记录,看看谁查过,撤回授权;再查时又要先问他',
  person: 'hk-permit',
  async steps(app) {
    await signInByCode(app)
    await readOverview(app, figures['hk-permit'])
    await app.open('pages/data/index')
    await app.expectInOrder('我的授权', '查询养老、失业、工伤保险', '已同意', '查询医疗、生育保险', '已同意', '谁查过我的信息')
    await app.expectText('医疗、生育保险参保状态')
    await app.expectText('绑定码核验')
    await app.tap('查询养老、失业、工伤保险')
    await app.expectText('这一项将不能在这里查询')
    await app.tap('撤回授权')
    await app.expectText('已撤回')
    await app.open('services/social-security/pages/overview/index')
    await app.expectInOrder('养老、失业、工伤保险', '需要您的同意', '医疗、生育保险', ...figures['hk-permit'].yb.insurances)
    await app.expectNoText('企业职工基本养老保险')
    await app.tap('查看并授权')
    await app.expectHeading('个人信息授权')
    await app.expectNoText('查询医疗、生育保险')
    await app.tap('同意并继续查询')
    await readOverview(app, figures['hk-permit'])
  }
} satisfies Scenario
