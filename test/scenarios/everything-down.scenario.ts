import { askStatus, decide, verifyByHost } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '两个部门都连不上,后来手机也断了网:每一步都说明原因,给出重新查询、12345 和网点',
  person: 'employee',
  faults: [{ target: 'departments', fault: 'drop' }],
  async steps(app) {
    await askStatus(app)
    await verifyByHost(app)
    await decide(app, '同意并继续查询')
    await app.expectInOrder('养老、失业、工伤保险', '示例市人力资源和社会保障局', '重新查询', '拨打 12345', '医疗、生育保险', '示例市医疗保障局', '重新查询', '拨打 12345', '就近网点')
    await app.expectNoText('企业职工基本养老保险')
    await app.expectNoText('累计缴费')
    await app.tap('就近网点')
    await app.expectInOrder('示例市社会保险服务大厅', '示例市医疗保障服务大厅')
    await app.back()
    await app.network('fail')
    await app.tap('重新查询')
    await app.expectText('手机没有连上网络')
    await app.expectText('连上网络后可以重新查询')
    await app.tap('拨打 12345')
    await app.expectCall('12345')
    await app.network('normal')
    await app.mend()
    await app.open('pages/home/index')
    await app.expectText('常用服务')
  }
} satisfies Scenario
