import { describe, expect, test } from '@jest/globals';
import { productionProblems, type ProductionFacts } from './production-check.ts';

const good: ProductionFacts = {
  database: 'postgres',
  publicOrigin: 'https://ban.city.gov.cn',
  issuer: 'https://id.province.gov.cn/oidc',
  addresses: { 'departments.rs': 'http://10.12.0.8:9000/rs', 'weixin.api': 'https://api.weixin.qq.com' },
  keysGenerated: false,
  keyFolder: '/etc/chengban/keys',
  dataDir: '/var/lib/chengban',
  secrets: { 'weixin.appSecret': 'q8Zr0vT2mW5kX7yB' },
};

describe('production', () => {
  test.each<[string, Partial<ProductionFacts>, string]>([
    ['PGlite', { database: 'pglite' }, 'databaseUrl'],
    ['a plain-HTTP public origin', { publicOrigin: 'http://ban.city.gov.cn' }, 'publicOrigin'],
    ['a missing public origin', { publicOrigin: undefined }, 'publicOrigin'],
    ['a public origin on this machine', { publicOrigin: 'https://localhost:8800' }, 'publicOrigin'],
    ['a missing issuer', { issuer: undefined }, 'issuer'],
    ['a plain-HTTP issuer', { issuer: 'http://id.province.gov.cn' }, 'issuer'],
    ['the sandbox issuer', { issuer: 'http://127.0.0.1:8810/identity' }, 'issuer'],
    ['a department in the sandbox', { addresses: { 'departments.yb': 'http://city-host:8810/departments/yb' } }, 'departments.yb'],
    ['a department on loopback', { addresses: { 'departments.yb': 'http://[::1]:9000/' } }, 'departments.yb'],
    ["Alipay's own sandbox", { addresses: { 'alipay.gateway': 'https://openapi-sandbox.dl.alipaydev.com/gateway.do' } }, 'alipay.gateway'],
    ['a missing address', { addresses: { 'departments.yb': '' } }, 'departments.yb'],
    ['generated keys', { keysGenerated: true }, 'keys'],
    ['keys in the data folder', { keyFolder: '/var/lib/chengban/keys' }, 'keys'],
    ['a default secret', { secrets: { 'departments.rs.key': 'sandbox-demo-key-of-rs' } }, 'departments.rs.key'],
    ['a repeated character as secret', { secrets: { 'departments.rs.key': '0'.repeat(32) } }, 'departments.rs.key'],
    ['several processes without Redis', { processes: 2 }, 'processes'],
  ])('refuses %s', (_what, change, setting) => {
    expect(productionProblems({ ...good, ...change }).map((problem) => problem.setting)).toEqual([setting]);
  });
  test('says everything at once and shows no secret', () => {
    const found = productionProblems({ ...good, database: 'pglite', keysGenerated: true, secrets: { a: 'password-password' } });
    expect(found).toHaveLength(3);
    expect(JSON.stringify(found)).not.toContain('password-password');
  });
  test('starts with a complete configuration, and with several processes on Redis', () => {
    expect(productionProblems(good)).toEqual([]);
    expect(productionProblems({ ...good, processes: 4, redisUrl: 'redis://10.0.0.5' })).toEqual([]);
  });
});
