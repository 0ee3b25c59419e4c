import { signInByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '部门没有响应时疑问留在平台并说明白;恢复后转交、核对、答复,每一步的日期和答复都看得到',
  person: 'moved',
  faults: [{ target: 'departments/yb', fault: 'error500' }],
  async steps(app) {
    await signInByCode(app)
    await app.expectText('养老保险累计缴费')
    await app.open('pages/checkrequest/index?operation=socialSecurity.medicalStatus')
    await app.tap('状态不对')
    await app.fill('请说说哪里不对', '医保卡显示的参保地不是我现在工作的地方')
    await app.tap('提交核对申请')
    await app.expectText('核对申请已收到')
    await app.clockStrikes('checks')
    await app.tap('查看我提出的疑问')
    await app.expectInOrder('医疗、生育参保状态', '已收到', '前答复')
    await app.tap('医疗、生育参保状态')
    await app.expectHeading('疑问的进度')
    await app.expectInOrder('平台收到您的疑问', '已完成', '示例市医疗保障局核对', '进行中', '正在转交', '答复您', '还没到')
    await app.mend()
    await app.untilHeard('checks')
    await app.open('pages/checkrequest/list')
    await app.expectInOrder('医疗、生育参保状态', '部门核对中', '前答复')
    await app.order('yb', 'answer-checks', { answer: '经核对,参保地登记为示例市,已经更正,次日可以查到。' })
    await app.clockStrikes('checks')
    await app.open('pages/messages/index')
    await app.expectTimes('主管部门答复了您的疑问', 1)
    await app.tap('主管部门答复了您的疑问')
    await app.tap('查看答复')
    await app.expectHeading('疑问的进度')
    await app.expectInOrder('示例市医疗保障局的答复', '参保地登记为示例市', '平台收到您的疑问', '已完成', '示例市医疗保障局核对', '已完成', '答复您', '已完成', '您的说明', '医保卡显示的参保地')
  }
} satisfies Scenario
