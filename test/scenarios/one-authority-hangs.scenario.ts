import { askStatus, decide, verifyByHost } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '医保部门没有回应:人社部门的内容照样看到,缺的部分说得清楚,好了以后再查就有',
  person: 'employee',
  faults: [{ target: 'departments/yb', fault: 'hang' }],
  async steps(app) {
    await askStatus(app)
    await verifyByHost(app)
    await decide(app, '同意并继续查询')
    await app.expectInOrder('养老、失业、工伤保险', ...figures.employee.rs.insurances, '数据截至 2026年11月14日')
    await app.expectText('示例市医疗保障局没有及时返回数据')
    await app.expectInOrder('医疗、生育保险', '重新查询', '拨打 12345')
    await app.expectText('就近网点')
    await app.expectNoText('职工基本医疗保险')
    await app.tap('拨打 12345')
    await app.expectCall('12345')
    await app.mend()
    await app.tap('重新查询')
    await app.expectInOrder(...figures.employee.rs.insurances, '医疗、生育保险', ...figures.employee.yb.insurances)
    await app.expectNoText('没有及时返回数据')
  }
} satisfies Scenario
