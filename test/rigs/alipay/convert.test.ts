import { describe, expect, test } from '@jest/globals'
import { convertMarkup, convertScript, unroll } from './convert.ts'

describe('converting an Alipay package', () => {
  test('directives become WeChat\'s', () => {
    expect(convertMarkup('<block a:if="{{x}}"><view a:for="{{list}}" a:key="sid" a:for-item="one"/></block><view a:else/>'))
      .toBe('<block wx:if="{{x}}"><view wx:for="{{list}}" wx:key="sid" wx:for-item="one"/></block><view wx:else/>')
  })

  test('event attributes are bound under their lower-case names', () => {
    expect(convertMarkup('<view onTap="eh" onTouchStart="eh" onLongTap="eh" catchTouchMove="eh" onagreeprivacyauthorization="eh"/>'))
      .toBe('<view bindtap="eh" bindtouchstart="eh" bindlongpress="eh" catchtouchmove="eh" bindagreeprivacyauthorization="eh"/>')
  })

  test('an attribute that only begins with the letters of an event keeps its name when it carries data', () => {
    expect(convertMarkup('<view once="{{i.p1}}" online="{{i.p2}}"/>')).toBe('<view once="{{i.p1}}" online="{{i.p2}}"/>')
  })

  test('script modules and imports point to the converted files', () => {
    expect(convertMarkup('<import-sjs name="xs" from="./utils.sjs" />')).toBe('<wxs module="xs" src="./utils.wxs" />')
    expect(convertMarkup('<import src="../../base.axml"/>')).toBe('<import src="../../base.wxml"/>')
    expect(convertScript('export default {\n  a: 1\n}')).toBe('module.exports = {\n  a: 1\n}')
  })

  test('a recursive template is written out level by level and ends in a sentence', () => {
    const base = '<template name="taro_tmpl"><template is="{{xs.a(0, item.nn)}}" /></template>\n\n<template name="tmpl_0_1"><view><template is="{{xs.a(0, item.nn)}}" /></view></template>'
    const out = unroll(base, 2)
    expect(out).toContain('<template name="taro_tmpl"><template is="{{xs.a(0, item.nn)}}" /></template>')
    // The inner use is closed by itself, so a template ends at its first end tag.
    expect(out).toContain('<template name="tmpl_0_1"><view><template is="{{xs.a(1, item.nn)}}" /></view></template>')
    expect(out).toContain('<template name="tmpl_1_1"><view><template is="{{xs.a(2, item.nn)}}" /></view></template>')
    expect(out).toContain('<template name="tmpl_2_1"><view>嵌套超过 2 层</view></template>')
  })

  test('a template that chooses between two others stays on its level', () => {
    const out = unroll('<template name="tmpl_0_9"><template is="{{xs.c(i, \'tmpl_0_\')}}" data="{{i:i}}" /></template>', 2)
    expect(out).toContain('<template name="tmpl_1_9"><template is="{{xs.c(i, \'tmpl_1_\')}}" data="{{i:i}}" /></template>')
  })
})
