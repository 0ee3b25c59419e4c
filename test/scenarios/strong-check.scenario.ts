import { askStatus, verifyByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '看完整号码前再核验一次:中途返回不给看,换一种方式或重新核验都行;手机把我们关掉也接得上,看完不留在屏幕上',
  person: 'employee',
  faults: [],
  async steps(app) {
    await askStatus(app)
    await verifyByCode(app, 'telephone')
    await app.expectText('查询前需要您的同意')
    await app.open('pages/person/index')
    await app.expectInOrder('认证情况', '证件号码', '330***********0018', '记住我')
    await app.tap('查看完整证件号码')
    await app.expectHeading('再核验一次身份')
    await app.expectText('用绑定码核验')
    await app.strengthen('cancel')
    await app.expectHeading('再核验一次身份')
    await app.expectText('核验没有完成')
    await app.expectNoText('330000198803120018')
    await app.strengthen('kill')
    await app.expectText('完整证件号码')
    await app.expectText('330000198803120018')
    await app.tap('不再显示')
    await app.expectNoText('330000198803120018')
    await app.open('pages/data/index')
    await app.tap('注销平台账户')
    await app.expectText('注销后不能恢复')
    await app.tap('暂时保留')
  }
} satisfies Scenario
