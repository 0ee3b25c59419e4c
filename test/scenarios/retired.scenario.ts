import { readAccount, readOverview, signInByCode } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '退休的市民用电话里得到的绑定码,在家人的手机上看到退休状态和停在 2019 年 8 月的账户',
  person: 'retired',
  phoneOf: 'employee',
  async steps(app) {
    await signInByCode(app, 'telephone')
    await readOverview(app, figures.retired)
    await app.expectText('人员状态 退休')
    await readAccount(app, figures.retired.rs)
  }
} satisfies Scenario
