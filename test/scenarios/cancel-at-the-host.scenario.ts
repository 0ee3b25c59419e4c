import type { Scenario } from './scenario.ts'

export default {
  title: '市民在核验页面返回了:页面说没有完成,原来的办法都还在;再核验一次就通过,名字里的点不丢',
  person: 'dotted-name',
  async steps(app) {
    await app.open('pages/mine/index')
    await app.tap('去实名核验')
    await app.expectHeading('实名核验')
    await app.identify('cancel')
    await app.expectHeading('实名核验')
    await app.expectText('核验没有完成')
    await app.expectText('可以重新核验')
    await app.identify('agree')
    await app.open('pages/mine/index')
    await app.expectText('已实名')
    await app.expectText('650***********0020')
    await app.expectText('阿******提')
  }
} satisfies Scenario
