import { askStatus, verifyByCode } from './citizen.ts'
import type { Scenario } from './scenario.ts'

export default {
  title: '同意记住以后手机关了再开还认得本人;名单上看得到是哪里、记到哪天,移除和收回同意都马上生效',
  person: 'flexible',
  faults: [],
  async steps(app) {
    await askStatus(app)
    await verifyByCode(app, 'counter')
    await app.expectText('查询前需要您的同意')
    await app.open('pages/person/index')
    await app.expectInOrder('记住我', '180 天内', '还没有记住任何手机或浏览器')
    await app.tap('记住我')
    await app.expectInOrder('要在这里记住您吗', '加密保存 180 天', '和别人共用手机')
    await app.tap('暂不记住')
    await app.expectText('还没有记住任何手机或浏览器')
    await app.tap('记住我')
    await app.tap('同意并记住我')
    await app.expectInOrder('已经记住您', '正在使用', '最近使用', '记住到')
    await app.kill()
    await app.coldStart('pages/person/index')
    await app.expectInOrder('已经记住,到', '正在使用')
    await app.tap('移除')
    await app.expectText('移除后马上生效')
    await app.tap('移除这一条')
    await app.expectText('已经移除')
    await app.expectText('还没有记住任何手机或浏览器')
    await app.tap('记住我')
    await app.tap('同意并记住我')
    await app.expectText('正在使用')
    await app.open('pages/data/index')
    await app.expectText('在这个手机上记住我')
    await app.tap('撤回授权')
    await app.expectText('撤回“在这个手机上记住我”的授权')
    await app.tap('撤回授权')
    await app.expectText('已撤回')
    await app.open('pages/person/index')
    await app.expectText('还没有记住任何手机或浏览器')
  }
} satisfies Scenario
