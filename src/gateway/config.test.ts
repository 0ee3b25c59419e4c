import { describe, expect, test } from '@jest/globals';
import { ConfigError, options, readConfig } from './config.ts';

describe('configuration', () => {
  test.each([
    ['GATEWAY_PORT', '70000'],
    ['GATEWAY_PORT', 'abc'],
    ['DATABASE_URL', 'not a url'],
    ['CHENGBAN_PROFILE', '../../etc'],
    ['DATABASE_SCHEMA', 'a;drop'],
    ['NODE_ENV', 'prod'],
    ['ALIPAY_PUBLIC_KEY', './no/such/file.pem'],
    ['ALIPAY_AES_KEY', 'c2hvcnQ='],
    ['UNIFIED_CLIENT_AUTH', 'query'],
  ])('a wrong %s is refused by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`Option ${name} `));
  });
  test('the refusal does not repeat a secret', () => {
    const secret = 'postgres-secret-value';
    expect(() => readConfig({ DATABASE_URL: secret })).toThrow(ConfigError);
    try {
      readConfig({ DATABASE_URL: secret });
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
  });
  test('two processes without Redis are refused', () => {
    expect(() => readConfig({ GATEWAY_PROCESSES: '2' })).toThrow(/REDIS_URL/);
    expect(readConfig({ GATEWAY_PROCESSES: '2', REDIS_URL: 'redis://127.0.0.1:6379' }).GATEWAY_PROCESSES).toBe(2);
  });
  test('everything has a default', () => {
    const config = readConfig({});
    expect(config.GATEWAY_PORT).toBe(8800);
    expect(config.TRUSTED_PROXIES).toEqual([]);
    expect(Object.values(options).every((one) => one.about.length > 10)).toBe(true);
  });
});
