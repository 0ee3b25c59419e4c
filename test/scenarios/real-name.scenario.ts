import type { Scenario } from './scenario.ts'

export default {
  title: '市民做实名核验:同意以后回到原来的地方,看到自己的姓名和证件号码都打了码',
  person: 'employee',
  async steps(app) {
    await app.open('pages/mine/index')
    await app.tap('去实名核验')
    await app.expectHeading('实名核验')
    await app.identify('agree')
    await app.expectText('已实名')
    await app.expectText('330***********0018')
    await app.expectNoText('330000198803120018')
    await app.expectNoText('去实名核验')
  }
} satisfies Scenario
