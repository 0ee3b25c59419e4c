import { signInByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '部门登记为已去世的人查不到任何数字,页面只给线下的办法',
  person: 'deceased',
  async steps(app) {
    await signInByCode(app)
    await app.expectInOrder('养老、失业、工伤保险', '登记的状态需要核对', '带证件到服务网点', '查看网点', '医疗、生育保险', '登记的状态需要核对', '查看网点')
    await app.expectNoText('数据截至')
    await app.expectNoText('查看缴费记录')
    await app.expectNoText('重新查询')
    await app.tap('查看网点')
    await app.expectInOrder('示例市社会保险服务大厅', '示例市医疗保障服务大厅')
  }
} satisfies Scenario
