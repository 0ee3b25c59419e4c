import { signInByHost } from './citizen.ts'
import type { Scenario } from './scenario.ts'

const GAP = '有一个月没有社保缴费记录'

export default {
  title: '灵活就业的市民看过说明后开启断缴提醒,同一次断缴只听到一次;关闭后再有断缴也没有提醒',
  person: 'flexible',
  faults: [],
  async steps(app) {
    await signInByHost(app)
    await app.tap('社保提醒')
    await app.expectHeading('社保提醒')
    await app.expectInOrder('缴费变动', '社保断缴提醒', '已关闭', '社保欠费提醒', '参保中断提醒', '到期提醒', '养老金资格认证到期提醒')
    // What happens while it is off stays silent for ever.
    await app.order('rs', 'event', { type: 'gap', payload: { aae140: '110', aae003: '202606' } })
    await app.clockStrikes('feeds', 'notices')
    await app.tap('社保断缴提醒')
    await app.expectInOrder('会用到', '不取金额', '信息来自', '用来做什么', '保存多久', '给不给别人')
    await app.tap('同意并开启提醒')
    await app.expectInOrder('社保断缴提醒', '起为您留意', '已打开')
    await app.expectAboutHostMessages('已允许，有提醒时会收到一条消息')
    await app.order('rs', 'event', { type: 'gap', payload: { aae140: '110', aae003: '202609' }, times: 3 })
    await app.clockStrikes('feeds', 'notices', 'feeds', 'notices')
    await app.expectPhoneMessages(1)
    await app.tap('查看消息')
    await app.expectHeading('消息')
    await app.expectTimes(GAP, 1)
    await app.tap(GAP)
    await app.expectInOrder('您的养老保险没有 2026年9月的缴费记录', '请先问单位', '查看缴费记录')
    await app.tap('关闭')
    await app.open('services/social-security/pages/alerts/index')
    await app.expectInOrder('社保断缴提醒', '已打开')
    await app.tap('社保断缴提醒')
    await app.expectInOrder('社保断缴提醒', '已关闭')
    await app.order('rs', 'event', { type: 'gap', payload: { aae140: '110', aae003: '202610' } })
    await app.clockStrikes('feeds', 'notices')
    await app.expectPhoneMessages(1)
    await app.open('pages/messages/index')
    await app.expectTimes(GAP, 1)
  }
} satisfies Scenario
