import { describe, expect, test } from '@jest/globals';
import { codeOfAddress, normalizeVerifyCode, spacedVerifyCode, verifyCodePattern } from './documents.ts';

const ours = 'https://cb.example.gov.cn';
const code = 'ABCDEFGH2345';

describe('the code in a picture', () => {
  test('of our own address is read', () => {
    expect(codeOfAddress(`${ours}/verify?code=${code}`, ours)).toBe(code);
  });
  test.each([
    ['another site', `https://cb.example.gov.cn.evil.example/verify?code=${code}`],
    ['our name as a user of another site', `https://cb.example.gov.cn@evil.example/verify?code=${code}`],
    ['plain HTTP', `http://cb.example.gov.cn/verify?code=${code}`],
    ['another page of ours', `${ours}/other?code=${code}`],
    ['something behind the code', `${ours}/verify?code=${code}&next=https://evil.example`],
    ['a script', `javascript:alert(1)//${ours}/verify?code=${code}`],
    ['no address at all', code],
    ['nothing', ''],
  ])('of %s is refused', (_what, text) => {
    expect(codeOfAddress(text, ours)).toBeNull();
  });
});

test('a code is taken as people type it and shown in groups', () => {
  expect(normalizeVerifyCode(' abcd-EFGH 2345 ')).toBe(code);
  expect(spacedVerifyCode(code)).toBe('ABCD-EFGH-2345');
  expect(['ABCDEFGH234O', 'ABCDEFGH2340', 'ABCDEFGH234', 'abcdefgh2345'].filter((one) => verifyCodePattern.test(one))).toEqual([]);
});
