import type { Scenario } from './scenario.ts'

export default {
  title: '没有登录的市民先看看有什么服务,找到 12345',
  person: 'employee',
  async steps(app) {
    await app.open('pages/home/index')
    await app.expectText('常用服务')
    await app.expectText('登录后可以查询您本人的信息')
    await app.tap('服务')
    await app.expectText('想办什么事')
    await app.tap('我的')
    await app.expectText('还没有登录')
    await app.tap('隐私政策')
    await app.expectHeading('隐私政策')
    await app.expectText('谁在处理您的信息')
    await app.back()
    await app.expectText('使用偏好')
    await app.tap('首页')
    await app.tap('拨打 12345')
    await app.expectCall('12345')
  }
} satisfies Scenario
