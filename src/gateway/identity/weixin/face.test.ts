import { describe, expect, test } from '@jest/globals';
import { certHash, readFaceTicket, readFaceVerdict } from './face.ts';

/** The published vector: IDENTITY_CARD / 张三 / 310101199801011234. */
test('cert_hash is the published one', () => {
  expect(certHash('IDENTITY_CARD', '张三', '310101199801011234')).toBe('3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b');
  expect(certHash('IDENTITY_CARD', '张三', '310101199801011235')).not.toBe('3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b');
});

describe('queryverifyinfo', () => {
  test.each([
    ['{"errcode":84001,"errmsg":"invalid identify id, rid: 65f0c5aa-1b2c3d4e-5f607182"}', 'codeInvalid'],
    ['{"errcode":40001,"errmsg":"invalid credential"}', 'tokenStale'],
    ['{"errcode":-1,"errmsg":"system error"}', 'unavailable'],
    ['{"errcode":40097,"errmsg":"invalid args","verify_ret":10000}', 'unavailable'],
    ['{"verify_ret":10000}', 'unavailable'],
    ['{"errcode":0,"errmsg":"ok"}', 'unavailable'],
    ['{"errcode":0,"errmsg":"ok","verify_ret":"10000"}', 'unavailable'],
    ['{"errcode":"0","verify_ret":10000}', 'unavailable'],
    ['<html>502</html>', 'unavailable'],
    ['', 'unavailable'],
  ])('%s is no verdict', (text, kind) => {
    expect(readFaceVerdict(text)).toMatchObject({ ok: false, kind });
  });

  test.each([
    [90001, 'unsupported'], [90109, 'unsupported'], [90002, 'cancelled'], [90003, 'cancelled'], [90006, 'cancelled'],
    [90008, 'camera'], [90009, 'camera'], [90010, 'camera'], [90007, 'notPassed'], [90011, 'notPassed'], [90017, 'notPassed'], [90199, 'notPassed'],
    [10001, 'notPassed'], [10003, 'notPassed'], [0, 'notPassed'], [1000, 'notPassed'], [-10000, 'notPassed'], [10000.5, 'notPassed'],
  ])('verify_ret %d is %s', (ret, verdict) => {
    expect(readFaceVerdict(`{"errcode":0,"errmsg":"ok","verify_ret":${ret}}`)).toEqual({ ok: true, verdict, ret });
  });

  test('errcode 0 with verify_ret 10000 is the only pass', () => {
    expect(readFaceVerdict('{"errcode":0,"errmsg":"ok","verify_ret":10000}')).toEqual({ ok: true, verdict: 'passed', ret: 10000 });
  });
});

describe('getverifyid', () => {
  test.each([
    ['{"errcode":40097,"errmsg":"invalid args","verify_id":"v"}', 'unavailable'],
    ['{"errcode":0,"errmsg":"ok"}', 'unavailable'],
    ['{"errcode":0,"errmsg":"ok","verify_id":""}', 'unavailable'],
    [`{"errcode":0,"errmsg":"ok","verify_id":"${'v'.repeat(257)}"}`, 'unavailable'],
    ['<html>', 'unavailable'],
  ])('%s opens no check', (text, kind) => {
    expect(readFaceTicket(text)).toMatchObject({ ok: false, kind });
  });

  test('an id of at most 256 characters is handed on', () => {
    expect(readFaceTicket('{"errcode":0,"errmsg":"ok","verify_id":"v1","expires_in":3600}')).toEqual({ ok: true, verifyId: 'v1' });
  });
});
