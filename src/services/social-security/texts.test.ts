import { describe, expect, test } from '@jest/globals'
import { eachField } from '../../contract/field-class'
import { service } from './contract'
import { zhCNTexts as certificateTexts } from './certificate-texts'
import { planTexts } from './plan-texts'
import { zhCNTexts as reminderTexts } from './reminder-texts'
import { zhCNTexts as mainTexts } from './texts'

const zhCNTexts = { ...mainTexts, ...reminderTexts, ...certificateTexts }
const everyText = [...Object.entries(zhCNTexts), ...Object.entries(planTexts)]

/** ASCII punctuation never stands in a Chinese sentence; times such as 9:00 are no words. */
const half = (text: string) => /\p{Script=Han}/u.test(text) && /[,;:?()]/.test(text.replace(/\d:\d/g, ''))

describe('texts of social security', () => {
  test.each(everyText)('%s is plain Chinese without English or shouting', (_key, text) => {
    expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z!！]/)
  })

  test('punctuation is full width on every page', () => {
    expect(everyText.filter(([, text]) => half(text))).toEqual([])
  })

  test('punctuation is full width in the names of services, operations, fields and purposes', () => {
    const words = [service.title, service.summary, service.authority, ...service.aliases]
    for (const operation of service.operations) {
      words.push(operation.summary)
      for (const schema of [operation.input, operation.output]) eachField(schema, (_path, facts) => words.push(facts?.label ?? ''))
    }
    for (const purpose of service.purposes) words.push(...Object.values(purpose).map(String))
    expect(words.length).toBeGreaterThan(50)
    expect(words.filter((text) => half(text))).toEqual([])
  })
})
