import type { Scenario } from './scenario.ts'

export default {
  title: '市民做实名核验:同意授权后自动回来,看到核验通过',
  person: 'employee',
  async steps(app) {
    await app.open('pages/mine/index')
    await app.tap('去实名核验')
    await app.expectHeading('实名核验')
    await app.identify('agree')
    await app.expectText('核验通过')
  }
} satisfies Scenario
