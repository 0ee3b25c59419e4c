import { signInByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '从没有参过保的市民看到的是没有参保记录,不是出错;哪一天的数据也写着',
  person: 'never-insured',
  async steps(app) {
    await signInByCode(app)
    await app.expectInOrder('养老、失业、工伤保险', '没有参保记录', '市人社局没有您的参保记录', '医疗、生育保险', '没有参保记录', '市医保局没有您的参保记录')
    await app.expectNoText('累计缴费')
    await app.expectNoText('重新查询')
    await app.expectText('有疑问')
    await app.expectText('拨打 12345')
  }
} satisfies Scenario
