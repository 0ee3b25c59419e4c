import { readOverview, signInByCode } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

const WORDS = '2018 年 9 月和 10 月单位说已经补缴,这里没有看到'

export default {
  title: '断缴后补缴的市民看到补缴与正常缴费相加;对一个月有疑问,草稿关机不丢,按两次也只交一份',
  person: 'gap',
  async steps(app) {
    await signInByCode(app)
    await readOverview(app, figures.gap)
    await app.tap('查看缴费记录')
    await app.tap('企业职工基本养老保险')
    await app.tap('2021年')
    await app.expectInOrder('2021年5月', '含补缴', '企业职工基本养老保险')
    await app.tap('2021年5月')
    await app.expectInOrder('2021年5月 企业职工基本养老保险', '单位缴费', '个人缴费', '第 1 笔 正常缴费', '第 2 笔 补缴', '示例市云帆贸易有限公司', '由 2 笔合计')
    await app.tap('对这个月有疑问')
    await app.expectHeading('有疑问')
    await app.expectText('2021年5月 企业职工基本养老保险')
    await app.tap('缺少记录')
    await app.fill('请说说哪里不对', WORDS)
    await app.expectText('草稿已保存')
    await app.kill()
    await app.coldStart('pages/checkrequest/index')
    await app.expectHeading('有疑问')
    await app.expectValue('请说说哪里不对', WORDS)
    await app.tapTwice('提交核对申请')
    await app.expectText('核对申请已收到')
    await app.expectText('申请编号')
    await app.tap('查看我提出的疑问')
    await app.expectHeading('我提出的疑问')
    await app.expectTimes('缺少记录', 1)
    await app.expectTimes('申请编号', 1)
    await app.open('pages/messages/index')
    await app.expectHeading('消息')
    await app.expectTimes('您的核对申请已收到', 1)
    await app.expectText('未读')
    await app.open('pages/checkrequest/index')
    await app.expectValue('请说说哪里不对', '')
  }
} satisfies Scenario
