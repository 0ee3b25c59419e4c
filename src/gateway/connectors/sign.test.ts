import { describe, expect, test } from '@jest/globals';
import { openRequestKey, signExchange } from './national-exchange-sign.ts';
import { bodyDigest, canonicalQuery, signProvincial } from './provincial-hmac-sign.ts';

describe('national exchange', () => {
  test('signs the published example to the byte', () => {
    expect(signExchange('demo-key', 's_test_0001', 'r-test@1', '1700000000000')).toEqual({
      gjgxjhpt_rid: 'r-test@1',
      gjgxjhpt_sid: 's_test_0001',
      gjgxjhpt_rtime: '1700000000000',
      gjgxjhpt_sign: 'zpI3sP74+MwuMoajvzUgkNDacUNml2r1czmaIMUtZjY=',
    });
  });
  test('opens a request key that openssl sealed under the same application key, and no other', () => {
    const sealed = 'nDLAVUMmvNX9UbUIwhPTzHQPG0HLiCXPM0CBpdntU9M=';
    expect(openRequestKey('app-key-1', sealed)).toBe('request-secret-1');
    expect(openRequestKey('app-key-2', sealed)).toBeNull();
    expect(openRequestKey('app-key-1', 'not base64 at all')).toBeNull();
    expect(openRequestKey('app-key-1', '')).toBeNull();
  });
});

describe('provincial gateway', () => {
  const parts = { method: 'POST', path: '/restapi/prod/X/y', query: 'a=1&b=2', accessKey: 'AK1', date: 'Tue, 09 Nov 2021 08:49:20 GMT' };
  test('signs the published example to the byte', () => {
    expect(signProvincial('SK1', parts)).toBe('FtTK6HIzaix/3/Rpch7iM8Hi+yz7xlhzJo6fdDn/opE=');
  });
  test('the digest of the body is the last line', () => {
    const digest = bodyDigest('{"aac002":"11010519491231002X"}');
    expect(digest).toBe('d1rB4VMPtO8AbdCit4Vt5dB4SsYevWbTCmObLtdiu5U=');
    expect(signProvincial('SK1', { ...parts, path: '/prod/yb/person', query: '', digest })).toBe('C/OK/lHKjetaCslGzyCV9voC/w8lPVwTANe4Me1bf3U=');
  });
  test('the query is in byte order and in RFC 3986 encoding', () => {
    expect(canonicalQuery({ b: '2', a: '1' })).toBe('a=1&b=2');
    expect(canonicalQuery({ a: "x y!'()*~", B: '中', '': '' })).toBe('=&B=%E4%B8%AD&a=x%20y%21%27%28%29%2A~');
    expect(canonicalQuery()).toBe('');
  });
});
