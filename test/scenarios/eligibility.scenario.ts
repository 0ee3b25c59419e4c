import { signInByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '退休的市民数据比对没有结果时看到不刷脸的办法,再比对通过得到回执和下次日期,按两次也是一份,并开启到期提醒',
  person: 'retired',
  phoneOf: 'employee',
  faults: [],
  async steps(app) {
    await signInByCode(app, 'telephone')
    await app.order('rs', 'qualification', { dueInDays: 20, matches: false })
    await app.tap('养老金资格认证')
    await app.expectHeading('养老金资格认证')
    await app.tap('查看并授权')
    await app.expectText('养老金资格认证和到期提醒')
    await app.tap('同意并继续查询')
    await app.expectInOrder('请在这一天前认证', '2026年12月5日', '等待认证', '其他认证方式', '刷脸认证', '到网点或打电话办理', '示例市社会保险服务大厅', '拨打 12333')
    await app.tap('用数据比对认证')
    await app.expectInOrder('不用刷脸', '没有得出结果的,不影响养老金')
    await app.tap('确认用数据比对')
    await app.expectInOrder('数据比对没有得出结果', '也可以到服务网点或打电话办理')
    await app.tap('拨打12333咨询认证')
    await app.expectCall('12333')
    // By face needs a strong check, which a code by telephone is not.
    await app.tap('刷脸认证')
    await app.expectText('需要核验身份')
    await app.order('rs', 'qualification', { matches: true })
    await app.tap('养老金资格认证到期提醒')
    await app.expectInOrder('养老金资格认证到期提醒', '已打开')
    await app.tap('用数据比对认证')
    await app.tapTwice('确认用数据比对')
    await app.expectInOrder('认证完成', '养老金照常发放', '下次到期日', '2027年12月5日', '回执编号')
    await app.tap('查看认证状态')
    await app.expectInOrder('下次到期日', '2027年12月5日', '本期已认证', '上次认证', '2026年11月15日', '数据比对', '回执编号')
    await app.expectNoText('确认用数据比对')
    await app.open('pages/messages/index')
    await app.expectTimes('养老金资格认证已完成', 1)
  }
} satisfies Scenario
