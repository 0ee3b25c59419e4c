import { signInByCode } from './citizen.ts'
import { SOCIAL } from './pension-pages.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '灵活就业的市民看指南、按档次测算、存成草稿;手机关掉再打开草稿还在,凭办理清单去网点',
  person: 'flexible',
  async steps(app) {
    await signInByCode(app)
    await app.tap('灵活就业参保')
    await app.expectInOrder('谁可以办', '要带什么', '第二步：到网点登记', '收不收费', '登记不收费', '示例市社会保险服务大厅', '医疗保险找市医保局')
    await app.tap('去测算缴费')
    await app.choose('缴费年度', '2026年')
    await app.choose('这一年缴几个月', '12 个月')
    await app.expectInOrder('60% 档，基数 ¥4,595.40', '¥919.08', '300% 档，基数 ¥22,977.00', '¥4,595.40')
    await app.tap('80% 档，基数 ¥6,127.20')
    await app.expectInOrder('每月缴费', '¥1,225.44', '进统筹基金', '¥735.26', '进个人账户', '¥490.18', '2026 年缴 12 个月，合计', '¥14,705.28', '示例数据')
    await app.tap('保存草稿，准备办理')
    await app.expectHeading('灵活就业参保草稿')
    await app.choose('就业方式', '平台接单等新业态')
    await app.choose('从几月开始缴', '3月')
    await app.expectText('从 3 月开始，这一年最多缴 10 个月')
    await app.choose('这一年缴几个月', '10 个月')
    await app.expectText('草稿已保存')
    await app.kill()
    await app.coldStart(`${SOCIAL}/flexible/draft`)
    await app.expectHeading('灵活就业参保草稿')
    await app.expectInOrder('办理清单', '平台接单等新业态', '2026年', '3月', '10 个月', '¥6,127.20', '¥1,225.44', '¥12,254.40', '本人身份证或社会保障卡', '示例市社会保险服务大厅', '拨打 12333')
    await app.tap('复制办理清单')
    await app.expectText('办理清单已复制')
    await app.tap('删除这份草稿')
    await app.expectText('填写的内容会删掉，不能恢复')
    await app.tap('删除这份草稿')
    await app.expectText('草稿已删除')
  }
} satisfies Scenario
