import { verifyByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

const codePattern = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/

export default {
  title: '收到证明的人核对文件:原文件一致,改过一个字节就被发现,照片和太大的文件不收;核对后打开的文件被换过时不交给本人',
  person: 'employee',
  faults: [],
  only: { hosts: ['weapp', 'h5'], why: '支付宝不能选择文件,页面改为说明去处' },
  async steps(app) {
    await app.open('services/social-security/pages/certificate-issue/index')
    await app.tap('先核验身份')
    await verifyByCode(app, 'counter')
    await app.tap('开具证明')
    await app.tap('查看验证码并打开证明')
    await app.expectText('交给收证明的单位')
    const code = (await app.text()).map(line => codePattern.exec(line)?.[0]).find(Boolean) ?? ''
    await app.fault({ target: 'departments/rs', fault: 'tamper-document', times: 1 })
    await app.tap('打开证明文件')
    await app.expectText('市人社局这次没有给出证明文件')
    await app.tap('打开证明文件')
    await app.expectCall('openDocument pdf whole')
    await app.open('services/social-security/pages/verify/index')
    await app.fill('验证码', code)
    for (const [pick, words] of [['picture', '这不是证明文件'], ['large', '文件太大']] as const) {
      await app.pickFile(pick)
      await app.tap('选择证明文件')
      if (pick === 'picture') await app.tap('核验证明')
      await app.expectText(words)
    }
    await app.pickFile('changed')
    await app.tap('选择证明文件')
    await app.expectText('已选')
    await app.tap('核验证明')
    await app.expectText('文件和开具时不一样')
    await app.expectNoText('陈*明')
    await app.tap('核验另一份')
    await app.fill('验证码', code)
    await app.pickFile('opened')
    await app.tap('选择证明文件')
    await app.expectText('已选')
    await app.tap('核验证明')
    await app.expectInOrder('证明有效', '完全一致', '陈*明')
  }
} satisfies Scenario
