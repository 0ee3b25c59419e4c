import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHostHttp } from '../host-http.ts';
import { rawMembers, readAlipayAnswer } from './answer.ts';
import { createAlipayProtocol } from './client.ts';
import { createAlipayIdentity } from './identity.ts';
import { encryptContent, stringToSign, verifyRsa2 } from './signing.ts';

const app = generateKeyPairSync('rsa', { modulusLength: 2048 });
const alipay = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: typeof app.privateKey | typeof app.publicKey, type: 'pkcs8' | 'spki') => key.export({ type: type as never, format: 'pem' }).toString();
const signed = (raw: string) => sign('sha256', Buffer.from(raw), alipay.privateKey).toString('base64');
const root = 'alipay_user_certify_open_query_response';
/** As Alipay writes it: slashes escaped, members in its own order. */
const node = '{"msg":"Success","code":"10000","passed":"T","identity_info":"{\\"a\\":\\"}{\\"}","material_info":"https:\\/\\/example"}';

describe('reading an answer of gateway.do', () => {
  const read = (text: string, aes: Buffer | null = null) => readAlipayAnswer(text, root, alipay.publicKey, aes);

  test('an unsigned answer is a failure', () => {
    expect(read(`{"${root}":${node}}`)).toEqual({ ok: false, fault: 'unsigned' });
    expect(read(`{"${root}":${node},"sign":""}`)).toEqual({ ok: false, fault: 'unsigned' });
  });

  test('a changed answer is a failure', () => {
    const changed = node.replace('"T"', '"F"');
    expect(read(`{"${root}":${changed},"sign":"${signed(node)}"}`)).toEqual({ ok: false, fault: 'badSignature' });
  });

  test('an answer signed over re-serialised JSON is a failure', () => {
    expect(read(`{"${root}":${node},"sign":"${signed(JSON.stringify(JSON.parse(node)))}"}`)).toEqual({ ok: false, fault: 'badSignature' });
  });

  test('a second node of the same name is not read', () => {
    const evil = node.replace('"F"', '"T"');
    expect(read(`{"${root}":${node},"${root}":${evil},"sign":"${signed(node)}"}`)).toEqual({ ok: false, fault: 'garbled' });
  });

  test.each(['', '<html>', '[]', '{"x":1', '{"a":{"b":"}', 'null'])('%s is garbled', (text) => {
    expect(read(text)).toEqual({ ok: false, fault: 'garbled' });
  });

  test('the exact raw text is checked, with braces in strings and escaped slashes', () => {
    expect(read(`{"${root}":${node},"sign":"${signed(node)}"}`)).toMatchObject({ ok: true, node: { passed: 'T' } });
    expect(rawMembers(`{"${root}":${node},"sign":"s"}`)?.get(root)).toBe(node);
  });

  test('the members of any JSON object are cut exactly', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }).filter((name) => name !== '__proto__'), fc.jsonValue(), { maxKeys: 5 }), fc.nat(3), (value, indent) => {
        const members = rawMembers(JSON.stringify(value, null, indent));
        const cut = [...(members ?? [])].map(([name, raw]) => [JSON.parse(`"${name}"`), JSON.parse(raw)]);
        expect(cut).toEqual(Object.entries(value).map(([name, one]) => [name, JSON.parse(JSON.stringify(one))]));
      }),
    );
  });

  test('a signed error_response is read as a refusal', () => {
    const raw = '{"msg":"Invalid Arguments","code":"40002","sub_msg":"x","sub_code":"isv.code-invalid"}';
    expect(read(`{"error_response":${raw},"sign":"${signed(raw)}"}`)).toMatchObject({ ok: true, node: { code: '40002' } });
  });

  test('encrypted content is checked with its quotes and then opened', () => {
    const key = Buffer.alloc(16, 7);
    const quoted = `"${encryptContent(node, key)}"`;
    expect(read(`{"${root}":${quoted},"sign":"${signed(quoted.slice(1, -1))}"}`, key)).toEqual({ ok: false, fault: 'badSignature' });
    expect(read(`{"${root}":${quoted},"sign":"${signed(quoted)}"}`, Buffer.alloc(16, 8)).ok).toBe(false);
    expect(read(`{"${root}":${quoted},"sign":"${signed(quoted)}"}`, key)).toMatchObject({ ok: true, node: { passed: 'T' } });
  });
});

describe('the string to sign', () => {
  test('holds sign_type, leaves sign and empty values out, and is not URL-encoded', () => {
    expect(stringToSign({ version: '1.0', sign: 'x', app_id: '2021', empty: '', sign_type: 'RSA2', biz_content: '{"a":"张 三&"}' })).toBe(
      'app_id=2021&biz_content={"a":"张 三&"}&sign_type=RSA2&version=1.0',
    );
  });
});

describe('identity methods', () => {
  let server: Server;
  let asked: Record<string, string>[] = [];
  let answer = '';
  let gatewayUrl = '';
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const params = new URLSearchParams(`${(request.url ?? '').split('?')[1] ?? ''}&${body}`);
        asked.push(Object.fromEntries(params));
        response.end(answer);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const identity = () => {
    const config = { gatewayUrl, appId: '2021000000000001', appPrivateKey: pem(app.privateKey, 'pkcs8'), alipayPublicKey: pem(alipay.publicKey, 'spki') };
    // 2026-01-01T00:00:00Z is 08:00 in Beijing.
    const protocol = createAlipayProtocol(config, createHostHttp(() => undefined), () => Date.UTC(2026, 0, 1));
    return createAlipayIdentity(config, protocol, 'http://127.0.0.1/');
  };
  const reply = (method: string, raw: string) => (answer = `{"${method.replaceAll('.', '_')}_response":${raw},"sign":"${signed(raw)}"}`);

  test.each([
    ['{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.code-invalid","sub_msg":"授权码code无效"}', 'invalid'],
    ['{"code":"20000","msg":"Service Currently Unavailable","sub_code":"aop.unknow-error"}', 'unavailable'],
    ['{"code":"10000","msg":"Success"}', 'unavailable'],
    ['{"access_token":"t","expires_in":"1296000"}', 'unavailable'],
  ])('login answered with %s is refused', async (raw, kind) => {
    reply('alipay.system.oauth.token', raw);
    expect(await identity().login('c')).toMatchObject({ ok: false, kind });
  });

  test('login succeeds on an access token without any code, with flat parameters and Beijing time', async () => {
    reply('alipay.system.oauth.token', '{"access_token":"publicpB","user_id":"2088102150477652","expires_in":1296000,"refresh_token":"r"}');
    expect(await identity().login('4b203fe6c11548bcabd8da5bb087a83b')).toEqual({ ok: true, userId: '2088102150477652', openId: null });
    const { sign: signature, ...rest } = asked[0] ?? {};
    expect(rest).toEqual({
      app_id: '2021000000000001', method: 'alipay.system.oauth.token', format: 'JSON', charset: 'utf-8', sign_type: 'RSA2',
      timestamp: '2026-01-01 08:00:00', version: '1.0', grant_type: 'authorization_code', code: '4b203fe6c11548bcabd8da5bb087a83b',
    });
    expect(verifyRsa2(stringToSign(asked[0] ?? {}), signature ?? '', app.publicKey)).toBe(true);
  });

  test('an account known by open_id only is a login too', async () => {
    reply('alipay.system.oauth.token', '{"access_token":"t","open_id":"oid"}');
    expect(await identity().login('c')).toEqual({ ok: true, userId: null, openId: 'oid' });
  });

  test.each([
    ['{"code":"10000","passed":"MAYBE"}', { ok: false, kind: 'unavailable' }],
    ['{"code":"10000"}', { ok: false, kind: 'unavailable' }],
    ['{"code":"10000","passed":true}', { ok: false, kind: 'unavailable' }],
    ['{"code":"40004","sub_code":"CERTIFY_ID_EXPIRED"}', { ok: false, kind: 'invalid' }],
    ['{"code":"10000","passed":"F","fail_reason":"x"}', { ok: true, passed: false }],
    ['{"code":"10000","passed":"T"}', { ok: true, passed: true }],
    ['{"code":"10000","passed":["T"]}', { ok: true, passed: true }],
  ])('query answered with %s', async (raw, expected) => {
    reply('alipay.user.certify.open.query', raw);
    expect(await identity().query('id')).toMatchObject(expected);
  });

  test('initialize asks for a face check of the claimed person', async () => {
    reply('alipay.user.certify.open.initialize', '{"code":"10000","msg":"Success","certify_id":"OC201809253000000393900404029253"}');
    expect(await identity().initialize('a'.repeat(32), '张三', '11010519491231002X')).toEqual({ ok: true, certifyId: 'OC201809253000000393900404029253' });
    expect(JSON.parse(asked[0]?.biz_content ?? '')).toEqual({
      outer_order_no: 'a'.repeat(32),
      biz_code: 'FACE',
      identity_param: { identity_type: 'CERT_INFO', cert_type: 'IDENTITY_CARD', cert_name: '张三', cert_no: '11010519491231002X' },
      merchant_config: { return_url: 'http://127.0.0.1/' },
    });
  });

  test('the certify address is a signed GET of gateway.do and is not called', () => {
    const params = Object.fromEntries(new URL(identity().certifyUrl('OC1')).searchParams);
    expect(params).toMatchObject({ method: 'alipay.user.certify.open.certify', biz_content: '{"certify_id":"OC1"}' });
    expect(verifyRsa2(stringToSign(params), params.sign ?? '', app.publicKey)).toBe(true);
    expect(asked).toHaveLength(0);
  });
});
