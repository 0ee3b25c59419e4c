import { describe, expect, test } from '@jest/globals';
import { problemCodes } from '../problems.ts';
import { fillText, languageOf, ruleNames, texts, type GatewayTexts } from './index.ts';

const allTexts = (one: GatewayTexts) => [
  ...Object.entries(one.problem).flatMap(([code, text]) => [[`${code}.title`, text.title], [`${code}.detail`, text.detail]]),
  ...Object.entries(one.rule),
  ...Object.entries(one.word),
] as [string, string][];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((one) => one[1]).sort();

/** A made-up language: brackets and a third longer, placeholders kept. */
const pseudo = (text: string) => `⟦${text}${'·'.repeat(Math.ceil(text.replace(/\{\w+\}/g, '').length / 3))}⟧`;

describe('texts of the gateway', () => {
  test('every problem code and every rule has a text in every language', () => {
    for (const one of Object.values(texts)) {
      expect(Object.keys(one.problem).sort()).toEqual([...problemCodes].sort());
      expect(Object.keys(one.rule).sort()).toEqual([...ruleNames].sort());
    }
  });
  test('no text is empty, and none shouts', () => {
    for (const one of Object.values(texts)) {
      for (const [, text] of allTexts(one)) {
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/[!!]/);
      }
    }
  });
  test('Chinese texts carry no English', () => {
    expect(allTexts(texts['zh-CN']).filter(([, text]) => /[A-Za-z]/.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
  });
  test('Chinese punctuation is full width', () => {
    expect(allTexts(texts['zh-CN']).filter(([, text]) => /[,;:?()]/.test(text))).toEqual([]);
  });
  test('English texts carry no Chinese and use only places the Chinese text has', () => {
    const chinese = new Map(allTexts(texts['zh-CN']));
    for (const [key, text] of allTexts(texts.en)) {
      expect(text).not.toMatch(/\p{Script=Han}/u);
      const known = places(chinese.get(key) ?? '');
      expect(places(text).filter((place) => !known.includes(place))).toEqual([]);
    }
  });
  test('the made-up language keeps every place, so that every value still arrives', () => {
    for (const [, text] of allTexts(texts['zh-CN'])) {
      const long = pseudo(text);
      expect(places(long)).toEqual(places(text));
      expect(fillText(long, { department: '市人社局', label: '姓名', requirement: 3, retryAfter: 9 })).not.toMatch(/\{\w+\}/);
    }
  });
  test('a value that looks like a place is not filled again, and prototype names are no values', () => {
    expect(fillText('{label}', { label: '{constructor}' })).toBe('{constructor}');
    expect(fillText('{constructor}', {})).toBe('{constructor}');
  });
  test('Chinese is the default, English on request', () => {
    expect([undefined, 'zh-CN,zh;q=0.9', 'en-GB,en', 'fr', 'english'].map((one) => languageOf(one)))
      .toEqual(['zh-CN', 'zh-CN', 'en', 'zh-CN', 'zh-CN']);
  });
});
