import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { AlipaySdk } from 'alipay-sdk';
import { startSandbox } from '../server.ts';
import type { Sandbox } from '../server.ts';
import { testPeople } from '../testing.ts';

const appKeys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const aesKey = createHash('md5').update('any sixteen bytes').digest('base64');
const clock = Date.parse('2026-11-22T10:00:00+08:00');
const timestamp = '2026-11-22 10:00:00';

let city: Sandbox;
let sdk: AlipaySdk;

beforeAll(async () => {
  city = await startSandbox({
    port: 0,
    people: testPeople,
    now: () => clock,
    alipay: { appId: '2021001', appPublicKey: appKeys.publicKey, aesKey },
  });
  sdk = new AlipaySdk({
    appId: '2021001',
    privateKey: appKeys.privateKey,
    alipayPublicKey: city.alipayPublicKey,
    gateway: `${city.url}/alipay/gateway.do`,
    encryptKey: aesKey,
    camelcase: false,
  });
});
afterEach(() => {
  city.faults.clear();
});
afterAll(() => city.close());

const device = async (path: string, body: unknown) => {
  const response = await fetch(`${city.url}/alipay-device/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
};
/** The official SDK, always checking the answer's signature. The SDK formats times in the machine's zone, so the time is given. */
const call = (method: string, params: Record<string, unknown> = {}) => sdk.exec(method, { timestamp, ...params }, { validateSign: true });

let orders = 0;
const initialize = (identity: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
  orders += 1;
  return call('alipay.user.certify.open.initialize', {
    bizContent: {
      outer_order_no: String(orders).padStart(32, 'a'),
      biz_code: 'FACE',
      identity_param: { identity_type: 'CERT_INFO', cert_type: 'IDENTITY_CARD', cert_name: '王小明', cert_no: '11010519491231002X', ...identity },
      merchant_config: { return_url: 'https://example.invalid/back' },
      ...more,
    },
  });
};
const authCode = async (personId: string, more = {}) => (await device('auth-code', { personId, ...more })).authCode as string;
const token = (code: string) => call('alipay.system.oauth.token', { grant_type: 'authorization_code', code });

describe('the gateway', () => {
  test('a wrong signature is refused with the string to sign', async () => {
    city.faults.set({ target: 'alipay', fault: 'reject-signature', times: 1 });
    const answer = await call('alipay.user.certify.open.query', { bizContent: { certify_id: 'x' } });
    expect(answer).toMatchObject({ code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' });
    expect(answer.sub_msg).toMatch(
      /验签字符串为:app_id=2021001&amp;biz_content={&quot;certify_id&quot;:&quot;x&quot;}&amp;charset=utf-8&amp;method=alipay.user.certify.open.query&amp;sign_type=RSA2&amp;timestamp=2026-11-22 10:00:00&amp;version=1.0$/,
    );
  });

  test('another app key is refused', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs1', format: 'pem' } });
    const stranger = new AlipaySdk({ appId: '2021001', privateKey: other.privateKey, alipayPublicKey: city.alipayPublicKey, gateway: `${city.url}/alipay/gateway.do`, camelcase: false });
    const answer = await stranger.exec('alipay.user.certify.open.query', { timestamp, bizContent: {} }, { validateSign: true });
    expect(answer.sub_code).toBe('isv.invalid-signature');
  });

  test.each(['2026-11-22 09:44:59', '2026-11-22 10:15:01', '22.11.2026'])('the time %s is refused', async (late) => {
    const answer = await call('alipay.user.certify.open.query', { timestamp: late, bizContent: {} });
    expect(answer).toMatchObject({ code: '40002', sub_code: 'isv.invalid-timestamp' });
  });

  test('an unknown method and a missing application are told apart', async () => {
    await expect(sdk.exec('alipay.nothing.here', { timestamp })).resolves.toMatchObject({ code: '40004', sub_code: 'isv.invalid-method' });
    const bare = await fetch(`${city.url}/alipay/gateway.do`, { method: 'POST' });
    expect(await bare.text()).toBe('{"error_response":{"code":"40001","msg":"Missing Required Arguments","sub_code":"isv.missing-app-id","sub_msg":"缺少app-id参数"}}');
  });

  test('the signature covers the raw text with escaped slashes', async () => {
    const raw = await fetch(`${city.url}/alipay/gateway.do?app_id=2021001&method=a.b&version=1.0&charset=utf-8&sign_type=RSA2&timestamp=${encodeURIComponent(timestamp)}&sign=${encodeURIComponent('no/thing')}&x=${encodeURIComponent('a/b')}`);
    const text = await raw.text();
    const cut = /^\{"a_b_response":(\{.*\}),"sign":"([^"]+)"\}$/.exec(text);
    expect(cut?.[1]).toMatch(/x=a\\\/b/);
    const verify = createVerify('RSA-SHA256').update(cut?.[1] ?? '', 'utf8');
    expect(verify.verify(city.alipayPublicKey, cut?.[2] ?? '', 'base64')).toBe(true);
  });

  test('answers that were tampered with, unsigned, re-serialised or signed by another key do not verify', async () => {
    for (const order of [
      { fault: 'tamper-answer' as const },
      { fault: 'tamper-answer' as const, detail: 'reserialised' },
      { fault: 'key-expired' as const },
      { fault: 'unsigned-answer' as const },
    ]) {
      city.faults.set({ target: 'alipay', times: 1, ...order });
      await expect(initialize()).rejects.toThrow();
      await expect(initialize()).resolves.toMatchObject({ code: '10000' });
    }
  });

  test('a busy gateway does not know the result', async () => {
    city.faults.set({ target: 'alipay', fault: 'busy', times: 1 });
    expect(await initialize()).toEqual(expect.objectContaining({ code: '20000', msg: 'Service Currently Unavailable', sub_code: 'aop.unknow-error' }));
  });

  test('encrypted content comes back encrypted, and its signature covers the quotes', async () => {
    const params = {
      timestamp,
      needEncrypt: true,
      bizContent: { user_name: '王小明', cert_type: 'IDENTITY_CARD', cert_no: '11010519491231002X' },
    };
    // The SDK looks for braces when it checks a signature and so cannot check encrypted answers: decryption is its part, the signature ours.
    const answer = await sdk.exec('alipay.user.certdoc.certverify.preconsult', params);
    expect(answer).toMatchObject({ code: '10000', verify_id: expect.any(String) });
    const text = await (await fetch(sdk.pageExec('alipay.user.certdoc.certverify.preconsult', 'GET', params))).text();
    const cut = /^\{"alipay_user_certdoc_certverify_preconsult_response":("[A-Za-z0-9+/=]+"),"sign":"([^"]+)"\}$/.exec(text);
    const verify = createVerify('RSA-SHA256').update(cut?.[1] ?? '', 'utf8');
    expect(verify.verify(city.alipayPublicKey, cut?.[2] ?? '', 'base64')).toBe(true);
  });
});

describe('alipay.system.oauth.token', () => {
  test('refuses an unknown code, then answers flat without code, then refuses the second use', async () => {
    expect(await token('nobody')).toMatchObject({ code: '40002', sub_code: 'isv.code-invalid', sub_msg: '授权码code无效' });
    const code = await authCode('wang');
    const answer = await token(code);
    expect(answer).not.toHaveProperty('code');
    expect(answer).toMatchObject({ user_id: '2088000000000001', open_id: 'alipay-open-wang', access_token: expect.any(String), expires_in: 1296000, re_expires_in: '2592000' });
    expect(await token(code)).toMatchObject({ code: '40002', sub_code: 'isv.code-invalid' });
  });

  test('an account without user_id is known by open_id only', async () => {
    const answer = await token(await authCode('chan'));
    expect(answer).not.toHaveProperty('user_id');
    expect(answer).toMatchObject({ open_id: 'alipay-open-chan' });
  });
});

describe('identity certification', () => {
  const query = (certify_id: unknown) => call('alipay.user.certify.open.query', { bizContent: { certify_id } });
  const pageUrl = (certify_id: unknown) => sdk.pageExec('alipay.user.certify.open.certify', 'GET', { timestamp, bizContent: { certify_id } });

  test('refuses a bad order number, kind and number, and a repeated order number', async () => {
    expect(await initialize({}, { outer_order_no: 'short' })).toMatchObject({ code: '40002', sub_code: 'isv.invalid-parameter' });
    expect(await initialize({}, { biz_code: 'SMILE' })).toMatchObject({ code: '40002' });
    expect(await initialize({ cert_no: '123' })).toMatchObject({ code: '40004', sub_code: 'CERTIFY_INFO_INVALID' });
    const outer_order_no = 'b'.repeat(32);
    expect(await initialize({}, { outer_order_no })).toMatchObject({ code: '10000' });
    expect(await initialize({}, { outer_order_no })).toMatchObject({ code: '40004' });
    expect(await query('nobody')).toMatchObject({ code: '40004', sub_code: 'CERTIFY_ID_EXPIRED' });
  });

  test('takes identity_param and merchant_config as JSON text too', async () => {
    const answer = await initialize({}, {
      identity_param: '{"identity_type":"CERT_INFO","cert_type":"IDENTITY_CARD","cert_name":"王小明","cert_no":"11010519491231002X"}',
      merchant_config: '{"return_url":"https://example.invalid/back"}',
    });
    expect(answer).toMatchObject({ code: '10000', msg: 'Success', certify_id: expect.any(String) });
  });

  test('is not passed before the phone, nor after leaving; passed after the very person passes, once', async () => {
    const { certify_id } = await initialize();
    const url = pageUrl(certify_id);
    const act = (outcome: string) => device('certify', { certifyId: certify_id, personId: 'wang', outcome, url });
    expect(await query(certify_id)).toMatchObject({ code: '10000', passed: 'F' });
    expect(await act('leave')).toEqual({ resultStatus: '6001', result: null });
    expect(await query(certify_id)).toMatchObject({ passed: 'F' });
    expect(await act('pass')).toEqual({ resultStatus: '9000', result: { certifyId: certify_id } });
    expect(await query(certify_id)).toMatchObject({ code: '10000', passed: 'T' });
    expect(await act('pass')).toMatchObject({ resultStatus: '4000' });
    expect(await query(certify_id)).toMatchObject({ passed: 'T' });
  });

  test('another face does not pass for the claimed person', async () => {
    const { certify_id } = await initialize();
    const result = await device('certify', { certifyId: certify_id, personId: 'chan', outcome: 'pass' });
    expect(result.resultStatus).toBe('4000');
    expect(await query(certify_id)).toMatchObject({ passed: 'F' });
  });

  test('a tampered F never becomes a verified T', async () => {
    const { certify_id } = await initialize();
    city.faults.set({ target: 'alipay', fault: 'tamper-answer', times: 1 });
    await expect(query(certify_id)).rejects.toThrow(/验签失败/);
  });

  test('the page opens with its signed address only, and says SANDBOX', async () => {
    const { certify_id } = await initialize();
    const open = async (url: string) => (await fetch(url)).text();
    const good = await open(pageUrl(certify_id));
    expect(good).toMatch(/SANDBOX/);
    expect(good).toMatch(/为 王\*\* 验证身份/);
    const forged = pageUrl(certify_id).replace('2026-11-22', '2026-11-23');
    expect(await open(forged)).toMatch(/isv\.invalid-/);
    const onPhone = await device('certify', { certifyId: certify_id, personId: 'wang', outcome: 'pass', url: `${pageUrl(certify_id)}&x=1` });
    expect(onPhone).toMatchObject({ resultStatus: '4000', result: { errorCode: 'isv.invalid-signature' } });
  });
});

describe('certificate match', () => {
  const preconsult = (cert_no: string, user_name = '王小明') =>
    call('alipay.user.certdoc.certverify.preconsult', { bizContent: { user_name, cert_type: 'IDENTITY_CARD', cert_no } });
  const consult = async (verify_id: unknown, scopes: string[]) => {
    const { access_token } = await token(await authCode('wang', { scopes, verifyId: verify_id }));
    return call('alipay.user.certdoc.certverify.consult', { auth_token: access_token, bizContent: { verify_id } });
  };

  test('refuses without a token, and without the id_verify scope', async () => {
    const { verify_id } = await preconsult('11010519491231002X');
    const bare = await call('alipay.user.certdoc.certverify.consult', { bizContent: { verify_id } });
    expect(bare).toMatchObject({ code: '20001', sub_code: 'aop.invalid-auth-token' });
    expect(await consult(verify_id, ['auth_base'])).toMatchObject({ code: '40003', sub_code: 'isv.invalid-auth-relations' });
  });

  test('answers T, or F with the fields that differ as JSON text', async () => {
    const right = await preconsult('11010519491231002X');
    expect(await consult(right.verify_id, ['id_verify'])).toMatchObject({ code: '10000', passed: 'T' });
    const wrong = await preconsult('440524188001010014');
    expect(await consult(wrong.verify_id, ['id_verify'])).toMatchObject({ passed: 'F', fail_params: '["cert_no"]' });
  });
});

test('an app key is registered while the city runs, and nonsense is refused', async () => {
  const register = (publicKey: unknown) =>
    fetch(`${city.url}/control/alipay/app-key`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ publicKey }) });
  expect((await register('nonsense')).status).toBe(400);
  const bare = appKeys.publicKey.replace(/-----[A-Z ]+-----|\n/g, '');
  expect((await register(bare)).status).toBe(200);
  expect(await initialize()).toMatchObject({ code: '10000' });
});
