import { describe, expect, test } from '@jest/globals'
import { zhCNTexts } from './texts'

describe('texts of social security', () => {
  test.each(Object.entries(zhCNTexts))('%s is plain Chinese without English or shouting', (_key, text) => {
    expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z!！]/)
  })
})
