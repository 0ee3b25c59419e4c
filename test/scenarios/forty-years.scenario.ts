import { readOverview, signInByHost } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

const ROWS = 484

export default {
  title: '缴了四十年的市民从最近一个月翻到 1986 年 7 月的第一个月,每页二十条,一条不少',
  person: 'forty-years',
  async steps(app) {
    await signInByHost(app)
    await readOverview(app, figures['forty-years'])
    await app.tap('查看缴费记录')
    await app.tap('看更早的年份')
    await app.expectInOrder('历年缴费月数', '1987', '12 个月', '1986', '6 个月')
    await app.tap('企业职工基本养老保险')
    await app.expectText(`第 1 至 20 条,共 ${ROWS} 条`)
    for (let from = 21; from <= ROWS; from += 20) {
      const to = Math.min(from + 19, ROWS)
      await app.tap(`再看 ${to - from + 1} 条`)
      await app.expectText(`第 ${from} 至 ${to} 条,共 ${ROWS} 条`)
    }
    await app.expectInOrder('1986年10月', '1986年9月', '1986年8月', '1986年7月')
    await app.expectNoText('再看')
    await app.tap('回到前 20 条')
    await app.expectText(`第 461 至 480 条,共 ${ROWS} 条`)
  }
} satisfies Scenario
