import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../../sandbox/server.ts';
import type { Sandbox } from '../../../sandbox/server.ts';
import { testPeople } from '../../../sandbox/testing.ts';
import { createHostHttp } from '../host-http.ts';
import { testAppKeys } from '../testing.ts';
import { createAlipayProtocol } from './client.ts';
import { createAlipayIdentity } from './identity.ts';
import type { AlipayIdentity } from './identity.ts';

const app = testAppKeys();
const aesKey = Buffer.alloc(16, 9).toString('base64');
let city: Sandbox;
let identity: AlipayIdentity;

beforeAll(async () => {
  city = await startSandbox({ port: 0, people: testPeople, standIns: [], alipay: { appId: '2021', appPublicKey: app.publicKey, aesKey } });
  const config = { gatewayUrl: `${city.url}/alipay/gateway.do`, appId: '2021', appPrivateKey: app.privateKey, alipayPublicKey: city.alipayPublicKey, aesKey };
  identity = createAlipayIdentity(config, createAlipayProtocol(config, createHostHttp(() => undefined), Date.now), 'http://127.0.0.1/');
});
afterAll(() => city.close());

const device = async (path: string, body: object) => {
  const response = await fetch(`${city.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
};

describe('Alipay with encrypted content', () => {
  test('an unknown check is invalid, and one nobody has finished is not passed', async () => {
    expect(await identity.query('unknown')).toMatchObject({ ok: false, kind: 'invalid' });
    const opened = await identity.initialize('b'.repeat(32), '王小明', '11010519491231002X');
    expect(opened.ok && (await identity.query(opened.certifyId))).toEqual({ ok: true, passed: false });
  });

  test('a used order number is refused', async () => {
    expect((await identity.initialize('c'.repeat(32), '王小明', '11010519491231002X')).ok).toBe(true);
    expect((await identity.initialize('c'.repeat(32), '王小明', '11010519491231002X')).ok).toBe(false);
  });

  test('only the server\'s own question proves a pass', async () => {
    const opened = await identity.initialize('d'.repeat(32), '王小明', '11010519491231002X');
    if (!opened.ok) throw new Error(String(opened.subCode));
    const { certifyId } = opened;
    expect(await device('/alipay-device/certify', { personId: 'wang', certifyId, url: identity.certifyUrl(certifyId) })).toMatchObject({ resultStatus: '9000' });
    expect(await identity.query(certifyId)).toEqual({ ok: true, passed: true });
  });

  test('an auth code works once', async () => {
    const { authCode } = await device('/alipay-device/auth-code', { personId: 'wang' });
    expect(await identity.login(String(authCode))).toEqual({ ok: true, userId: '2088000000000001', openId: 'alipay-open-wang' });
    expect(await identity.login(String(authCode))).toMatchObject({ ok: false, kind: 'invalid' });
  });
});
