import { describe, expect, test } from '@jest/globals'
import { findField, findTap, type Shown } from './find.ts'

let next = 0
function one(part: Partial<Shown>): Shown {
  next += 1
  return { index: next, role: '', label: '', text: '', actionable: false, disabled: false, dialog: false, depth: 1, placeholder: '', value: '', around: [], ...part }
}

describe('finding a control by words', () => {
  test('words that stand nowhere find nothing', () => {
    expect(findTap([one({ text: '查询缴费记录', actionable: true })], '去缴款')).toBeUndefined()
    expect(findField([one({ role: 'textbox', label: '姓名' })], '证件号码')).toBeUndefined()
  })

  test('a control with exactly these words is preferred to one that merely contains them', () => {
    const long = one({ text: '查询养老保险', actionable: true, depth: 5 })
    const short = one({ text: '查询', actionable: true })
    expect(findTap([long, short], '查询')).toBe(short)
  })

  test('a control is preferred to plain text with the same words', () => {
    const heading = one({ text: '缴费记录', depth: 9 })
    const row = one({ text: '缴费记录', actionable: true })
    expect(findTap([heading, row], '缴费记录')).toBe(row)
  })

  test('of nested controls with the same words the innermost is touched', () => {
    const group = one({ text: '我同意', actionable: true, depth: 2 })
    const label = one({ text: '我同意', actionable: true, depth: 3 })
    expect(findTap([group, label], '我同意')).toBe(label)
  })

  test('an open dialog hides the page behind it', () => {
    const behind = one({ text: '取消', actionable: true })
    const inside = one({ text: '不同意', actionable: true, dialog: true })
    expect(findTap([behind, inside], '取消')).toBeUndefined()
    expect(findTap([behind, inside], '不同意')).toBe(inside)
  })

  test('an accessible label counts as words, and white space does not', () => {
    const icon = one({ label: '显示 完整号码', actionable: true })
    expect(findTap([icon], '显示完整号码')).toBe(icon)
  })

  test('a field is found by its label, its placeholder, or the words beside it', () => {
    const labelled = one({ role: 'textbox', label: '姓名' })
    const hinted = one({ role: 'textbox', placeholder: '请填写证件号码' })
    const beside = one({ role: 'textbox', around: ['手机号', '联系方式手机号'] })
    const fields = [labelled, hinted, beside]
    expect(findField(fields, '姓名')).toBe(labelled)
    expect(findField(fields, '证件号码')).toBe(hinted)
    expect(findField(fields, '手机号')).toBe(beside)
  })
})

test('a button is preferred to a choice of the same name', () => {
  const choice = one({ role: 'radio', label: '用统一身份认证登录', actionable: true, depth: 9 })
  const button = one({ role: 'button', text: '用统一身份认证登录', actionable: true })
  expect(findTap([choice, button], '用统一身份认证登录')).toBe(button)
})
