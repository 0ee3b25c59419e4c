import { SOCIAL } from './pension-pages.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '没有登录的市民查退休时间:漏选会提醒,女职工自己选类别,提前和延后的月份与年限都看得到;特殊工种只给电话和网点',
  person: 'employee',
  async steps(app) {
    await app.open('pages/services/index')
    await app.fill('想办什么事', '几岁退休')
    await app.tap('退休时间')
    await app.expectHeading('法定退休时间')
    await app.tap('查询退休时间')
    await app.expectInOrder('请选择出生年份和月份', '请选择人员类别', '咨询和办理', '示例市社会保险服务大厅', '拨打 12333')
    await app.choose('出生年份', '1984年')
    await app.choose('出生月份', '10月')
    await app.tap('女职工，原退休年龄 50 岁')
    await app.tap('查询退休时间')
    await app.expectInOrder('您的法定退休时间', '2039年9月', '54岁11个月退休，比原来晚 59 个月', '原退休时间', '2034年10月', '最低缴费年限', '240 个月（20 年）')
    await app.expectInOrder('可以提前或延后', '最早', '2036年9月', '最晚', '2042年9月', '全国人民代表大会常务委员会')
    await app.tap('查看各年最低缴费年限')
    await app.expectInOrder('2029年及以前', '180 个月', '2030年退休', '186 个月', '2035年退休', '216 个月', '2039年及以后', '240 个月')
    await app.tap('关闭')
    await app.tap('重新填写')
    await app.tap('女职工，原退休年龄 55 岁')
    await app.tap('查询退休时间')
    await app.expectInOrder('2042年10月', '58岁退休，比原来晚 36 个月', '2039年10月', '2045年10月')
    await app.tap('重新填写')
    await app.choose('有没有特殊情形', '从事过特殊工种')
    await app.tap('查询退休时间')
    await app.expectInOrder('这种情形由市人社局核定', '示例市社会保险服务大厅', '拨打 12333')
    await app.expectNoText('您的法定退休时间')
    await app.open(`${SOCIAL}/healthcare/index`)
    await app.expectInOrder('市医保局管什么', '示例市医疗保障服务大厅', '拨打 12393', '养老、失业、工伤归市人社局')
    await app.tap('拨打 12393')
    await app.expectCall('12393')
  }
} satisfies Scenario
