import { expect, test } from '@jest/globals'
import { zhCNTexts } from './texts'

test.each(Object.entries(zhCNTexts))('%s is plain Chinese with full-width punctuation, without English or shouting', (_key, text) => {
  expect(text.trim()).not.toBe('')
  expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z!！,:;?()]/)
})
