import { describe, expect, test } from '@jest/globals';
import { fitAlipay, fitWeixin, shorten } from './values.ts';

describe('a value that WeChat would refuse is refused here', () => {
  test.each([
    ['thing1', ''], ['thing1', '  \n '], ['phrase1', '已超过五个字'], ['phrase1', 'done'], ['phrase2', '已办1'], ['number1', '12元'], ['number1', '1'.repeat(33)],
    ['letter1', 'abc1'], ['symbol1', '!!!!!!'], ['symbol1', '好'], ['character_string1', '编号1'], ['character_string1', 'x'.repeat(33)],
    ['time1', '25:00'], ['time1', '2026-11-24'], ['date1', '明天'], ['date1', '24/11/2026'], ['amount1', '¥12345678901'], ['amount1', '很多元'],
    ['phone_number1', '0'.repeat(18)], ['car_number1', '浙A123456789'], ['name1', '一二三四五六七八九十一'], ['name1', 'x'.repeat(21)],
    ['unknown1', '值'], ['thing', '值'], ['__proto__1', '值'], ['constructor1', '值'],
  ])('%s: %j', (place, value) => {
    expect(fitWeixin(place, value).ok).toBe(false);
  });
});

describe('a value that WeChat takes passes unchanged', () => {
  test.each([
    ['thing1', '养老保险缴费提醒'], ['thing20', '一二三四五六七八九十一二三四五六七八九十'], ['phrase1', '待您处理'], ['number1', '3'], ['letter1', 'OK'],
    ['symbol1', '*'], ['character_string1', 'CR20261124-01'], ['time1', '09:05'], ['time1', '2026-11-24 09:05'], ['time1', '2026年11月24日 09:05'],
    ['date1', '2026年11月24日'], ['date1', '2026-11-24'], ['amount1', '¥12.50'], ['amount1', '100元'], ['phone_number1', '+86-0571-12345'],
    ['car_number1', '浙A12345'], ['name1', '欧阳小三'], ['name1', 'Wang Fang'],
  ])('%s: %s', (place, value) => {
    expect(fitWeixin(place, value)).toEqual({ ok: true, value });
  });
});

test('only free words are shortened, and what was cut shows', () => {
  expect(fitWeixin('thing1', '一二三四五六七八九十一二三四五六七八九十一')).toEqual({ ok: true, value: '一二三四五六七八九十一二三四五六七八九…' });
  expect(fitAlipay('长'.repeat(51))).toEqual({ ok: true, value: `${'长'.repeat(49)}…` });
  expect(fitAlipay('长'.repeat(50))).toEqual({ ok: true, value: '长'.repeat(50) });
  expect(fitAlipay(' ')).toEqual({ ok: false, rule: 'empty' });
});

test('a rare character outside the first plane is never cut in two', () => {
  expect(shorten(`${'一'.repeat(18)}𠮷𠮷`, 20)).toBe(`${'一'.repeat(18)}…`);
});
