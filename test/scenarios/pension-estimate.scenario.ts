import { signInByHost } from './citizen.ts'
import { figures } from './figures.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '市民带入自己的记录测算养老金:填错了在原处提醒,没有标准的年度不计算,合计等于两部分,换个退休时间再比一比',
  person: 'employee',
  async steps(app) {
    await signInByHost(app)
    await app.tap('养老金测算')
    await app.expectHeading('养老金测算')
    // Reached the age in July 2025: what comes out does not depend on the day of the test.
    await app.choose('出生年份', '1965年')
    await app.choose('出生月份', '5月')
    await app.tap('男职工')
    await app.tap('下一步，填缴费情况')
    await app.expectText('第 2 步，共 2 步')
    await app.tap('开始测算')
    await app.expectInOrder('请填 0 到 720 之间的整数', '请填金额，最多两位小数')
    await app.fill('已经缴了多少个月', '720')
    await app.fill('个人账户储存额', '120000.5')
    await app.fill('现在每月的缴费基数', '7659')
    await app.choose('按哪一年的标准算', '2022年')
    await app.tap('开始测算')
    await app.expectText('已缴费月数不能多于')
    await app.tap('带入我的社保记录')
    await app.expectInOrder('已带入市人社局的记录，2026年11月14日的数据', '2022 年至 2026 年的 57 个月')
    await app.expectValue('已经缴了多少个月', '183')
    await app.expectValue('个人账户储存额', figures.employee.rs.balance.replace(/[¥,]/g, ''))
    await app.tap('开始测算')
    await app.expectInOrder('预计每月养老金', '仅供参考', '¥2,453.97', '2025年7月退休（60岁2个月）', '基础养老金', '¥1,447.06', '个人账户养老金', '¥1,006.91', '合计', '¥2,453.97')
    await app.expectInOrder('换个做法会怎样', '最早 2025年5月', '法定 2025年7月', '最晚 2028年7月', '183 个月', '最低 180 个月', '用 2022 年的标准', '计发基数 ¥7,020.00', '四舍五入到分', '示例数据', '示例省')
    await app.tap('最早 2025年5月')
    await app.expectInOrder('2025年5月退休（60岁）', '合计', '¥2,445.52')
    await app.choose('换一个退休时间', '2025年6月（提前 1 个月）')
    await app.expectInOrder('2025年6月退休（60岁1个月）', '合计')
    await app.tap('重新填写')
    await app.tap('下一步，填缴费情况')
    await app.choose('按哪一年的标准算', '2027年（没有标准）')
    await app.tap('开始测算')
    await app.expectInOrder('没有 2027 年的标准，不能计算', '这里不用别的年份代替', '拨打 12333')
    await app.expectNoText('预计每月养老金')
  }
} satisfies Scenario
