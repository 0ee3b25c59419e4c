import { verifyByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '持外国人永久居留身份证的市民先看看有什么服务,用窗口的绑定码核验,看完退出,什么都不留下',
  person: 'permanent-resident',
  async steps(app) {
    await app.open('pages/home/index')
    await app.expectText('常用服务')
    await app.expectText('登录后可以查询您本人的信息')
    await app.tap('服务')
    await app.fill('想办什么事', '养老金')
    await app.expectInOrder('找到', '项服务', '参保状态', '个人账户', '养老金测算')
    await app.tap('我的')
    await app.expectText('还没有登录')
    await app.tap('隐私政策')
    await app.expectHeading('隐私政策')
    await app.expectText('谁在处理您的信息')
    await app.back()
    await app.tap('去实名核验')
    await verifyByCode(app)
    await app.expectText('已实名')
    await app.expectText('M***********E')
    await app.expectText('911***********0011')
    await app.expectNoText('911000198604090011')
    await app.expectNoText('去实名核验')
    await app.tap('退出登录')
    await app.expectText('还没有登录')
    await app.expectNoText('911***********0011')
    await app.tap('消息')
    await app.expectText('登录后查看您的消息')
    await app.tap('首页')
    await app.tap('参保状态')
    await app.expectText('社会保险记录只给本人看')
    await app.expectNoText('数据截至')
    await app.tap('拨打 12345')
    await app.expectCall('12345')
  }
} satisfies Scenario
