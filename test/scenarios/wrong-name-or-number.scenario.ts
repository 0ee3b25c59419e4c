import type { Scenario } from './scenario.ts'

export default {
  title: '市民把证件号码和姓名填错:页面指出是哪一项、错在哪里,改对以后核验通过',
  person: 'employee',
  faults: [],
  only: { hosts: ['weapp', 'alipay'], why: '浏览器里姓名和证件号码填在统一身份认证自己的页面上' },
  async steps(app) {
    await app.open('pages/mine/index')
    await app.tap('去实名核验')
    await app.expectHeading('实名核验')
    await app.tap('开始核验')
    await app.expectText('请填写姓名')
    await app.expectText('请填写证件号码')
    await app.fill('姓名', '陈晓明')
    await app.fill('证件号码', '330000198803120019')
    await app.tap('开始核验')
    await app.expectText('身份证号最后一位对不上')
    await app.expectNoText('330000198803120019')
    await app.fill('证件号码', '33000019880312001')
    await app.tap('开始核验')
    await app.expectText('证件号码的位数不对')
    await app.identifyAs('陈小明')
    await app.expectText('姓名和证件号码没有核对上')
    await app.identify('agree')
    await app.expectText('已实名')
    await app.expectText('陈*明')
  }
} satisfies Scenario
