import { askStatus, decide, readOverview } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '核验的时候手机把我们关掉了:再打开时核验已经完成,接着刚才的页面,生僻字一个不少',
  person: 'rare-name',
  async steps(app) {
    await askStatus(app)
    await app.expectHeading('实名核验')
    await app.identify('kill')
    await app.expectHeading('社会保险')
    await decide(app, '同意并继续查询')
    await readOverview(app, figures['rare-name'])
    await app.open('pages/mine/index')
    await app.expectText('王*㛃')
  }
} satisfies Scenario
