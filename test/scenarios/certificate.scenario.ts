import { verifyByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

/** The code of a certificate as it stands on the page: three groups of four. */
const codePattern = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/

export default {
  title: '职工开具参保证明:窗口核验后开具,部门编号后没有回应也只有一份,打开文件,别人凭验证码和二维码核验,作废后谁都能看到',
  person: 'employee',
  faults: [],
  async steps(app) {
    await app.open('services/social-security/pages/certificates/index')
    await app.expectText('参保证明只开给本人')
    await app.tap('先核验身份')
    await verifyByCode(app, 'telephone')
    await app.expectText('还没有开具过证明')
    await app.tap('开具新的参保证明')
    await app.expectHeading('开具参保证明')
    await app.tap('最近三年')
    // The telephone's code is enough to look, not to have a document made.
    await app.tap('开具证明')
    await app.tap('再核验一次身份')
    await app.expectHeading('再核验一次身份')
    await app.tap('用绑定码核验')
    await app.typeBindingCode('counter')
    await app.tap('提交绑定码核验')
    await app.tap('继续刚才的事')
    await app.expectHeading('开具参保证明')
    await app.fault({ target: 'departments/rs', fault: 'hang-after-write', ms: 9000, times: 1 })
    await app.tap('开具证明')
    await app.expectText('再按一次是同一份申请')
    await app.tap('开具证明')
    await app.expectText('参保证明已开具')
    await app.expectText('有效期至 2027年2月15日')
    await app.tap('查看验证码并打开证明')
    await app.expectInOrder('验证码', '交给收证明的单位', '证明编号', '有效', '2027年2月15日')
    const code = (await app.text()).map(line => codePattern.exec(line)?.[0]).find(Boolean) ?? ''
    await app.tap('打开证明文件')
    await app.expectCall('openDocument pdf whole')
    await app.open('services/social-security/pages/certificates/index')
    await app.expectTimes('2026年11月15日开具', 1)

    await app.tap('核验别人给的证明')
    await app.tap('核验证明')
    await app.expectText('请照证明核对每一位')
    await app.fill('验证码', 'ABCD EFGH JKLM')
    await app.tap('核验证明')
    await app.expectText('没有查到这份证明')
    await app.tap('核验另一份')
    await app.fill('验证码', code.toLowerCase())
    await app.tap('核验证明')
    await app.expectInOrder('证明有效', '陈*明', '示例市人力资源和社会保障局', '2027年2月15日', '2023年11月 至 2026年10月', '企业职工基本养老保险')
    await app.tap('核验另一份')
    await app.fault({ target: 'departments/rs', fault: 'document-revoked' })
    await app.fill('验证码', code)
    await app.tap('核验证明')
    await app.expectInOrder('证明已作废', '作废日期', '2026年11月15日')
    await app.open('services/social-security/pages/certificates/index')
    await app.tap('2026年11月15日开具')
    await app.expectText('市人社局已经作废这份证明')
    await app.expectNoText('打开证明文件')
  }
} satisfies Scenario
