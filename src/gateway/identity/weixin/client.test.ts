import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHostHttp } from '../host-http.ts';
import { createWeixinClient } from './client.ts';

let server: Server;
let baseUrl = '';
let asked: { url: string; body: string }[] = [];
/** Answers by path, in order; the last one repeats. */
let answers: Record<string, string[]> = {};

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const url = request.url ?? '';
      asked.push({ url, body });
      const list = answers[url.split('?')[0] ?? ''] ?? [];
      response.end((list.length > 1 ? list.shift() : list[0]) ?? '<html>502</html>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const client = (now = () => 0) => createWeixinClient({ baseUrl, appId: 'wx1', appSecret: 's' }, createHostHttp(() => undefined), now);
const question = { openid: 'o1', name: '张三', credentialNo: '11010519491231002X', code: 'abc%3D' };
const check = '/intp/realname/checkrealnameinfo';
const token = '{"access_token":"T1","expires_in":7200}';
const realName = (text: string) => {
  answers = { '/cgi-bin/stable_token': [token], [check]: [text] };
  return client().checkRealName(question);
};

describe('WeChat login', () => {
  test.each([
    ['{"errcode":40029,"errmsg":"invalid code, rid: 65f0c5aa-1b2c3d4e-5f607182"}', 'codeInvalid'],
    ['{"errcode":-1,"errmsg":"system error"}', 'unavailable'],
    ['{"errcode":40226,"errmsg":"code blocked"}', 'unavailable'],
    ['{"session_key":"HyVFkGl5F5OQWJZZaNzBBg=="}', 'unavailable'],
    ['{"openid":"","session_key":"x"}', 'unavailable'],
    ['{"openid":"o1","errcode":40013}', 'unavailable'],
    ['<html>bad gateway</html>', 'unavailable'],
    ['', 'unavailable'],
  ])('%s is no login', async (text, kind) => {
    answers = { '/sns/jscode2session': [text] };
    expect(await client().code2Session('c')).toMatchObject({ ok: false, kind });
  });

  test('the request id of WeChat is kept for the log', async () => {
    answers = { '/sns/jscode2session': ['{"errcode":40029,"errmsg":"invalid code, rid: 65f0c5aa-1b2c3d4e-5f607182"}'] };
    expect(await client().code2Session('c')).toMatchObject({ rid: '65f0c5aa-1b2c3d4e-5f607182' });
  });

  test.each(['{"session_key":"HyVFkGl5F5OQWJZZaNzBBg==","openid":"o1"}', '{"openid":"o1","errcode":0,"errmsg":"ok"}'])(
    '%s is a login, with or without errcode',
    async (text) => {
      answers = { '/sns/jscode2session': [text] };
      expect(await client().code2Session('c+/=')).toEqual({ ok: true, openid: 'o1', unionid: null });
      expect(asked[0]?.url).toBe('/sns/jscode2session?appid=wx1&secret=s&js_code=c%2B%2F%3D&grant_type=authorization_code');
    },
  );
});

describe('WeChat real-name check', () => {
  test.each([
    ['{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NM_UM","verify_real_name":""}', 'mismatch'],
    ['{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NM_MA","verify_real_name":"V_NM_ID_UM"}', 'mismatch'],
    ['{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NM_MA;V_OP_NM_UM","verify_real_name":"V_NM_ID_MA"}', 'mismatch'],
    ['{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NA","verify_real_name":""}', 'noRealName'],
  ])('%s is no match', async (text, verdict) => {
    expect(await realName(text)).toEqual({ ok: true, verdict });
  });

  test.each([
    ['{"errcode":80113,"errmsg":"invalid code"}', 'codeInvalid'],
    ['{"errcode":-1,"errmsg":"system error"}', 'unavailable'],
    ['{"errcode":100501,"errmsg":"?"}', 'unavailable'],
    ['{"verify_openid":"V_OP_NM_MA","verify_real_name":"V_NM_ID_MA"}', 'unavailable'],
    ['{"errcode":0,"verify_openid":"V_OP_XX","verify_real_name":"V_NM_ID_MA"}', 'unavailable'],
    ['{"errcode":0,"verify_openid":"V_OP_NM_MA","verify_real_name":""}', 'unavailable'],
    ['<html>', 'unavailable'],
  ])('%s proves nothing and is no verdict', async (text, kind) => {
    expect(await realName(text)).toMatchObject({ ok: false, kind });
  });

  test.each(['V_OP_NM_MA', 'V_OP_NM_MA;V_OP_NM_MA', 'V_OP_NM_MA; '])('%s with V_NM_ID_MA is a match', async (list) => {
    expect(await realName(`{"errcode":0,"errmsg":"ok","verify_openid":"${list}","verify_real_name":"V_NM_ID_MA"}`)).toEqual({ ok: true, verdict: 'match' });
  });

  test('the code is passed on exactly as given and the credential kind is the text "1"', async () => {
    await realName('{"errcode":0,"verify_openid":"V_OP_NM_MA","verify_real_name":"V_NM_ID_MA"}');
    expect(asked[1]).toEqual({
      url: `${check}?access_token=T1`,
      body: '{"openid":"o1","real_name":"张三","cred_id":"11010519491231002X","cred_type":"1","code":"abc%3D"}',
    });
  });
});

describe('WeChat access token', () => {
  const good = '{"errcode":0,"verify_openid":"V_OP_NM_MA","verify_real_name":"V_NM_ID_MA"}';
  test.each([40001, 42001])('after %i a new token is asked for once, in normal mode', async (errcode) => {
    answers = { '/cgi-bin/stable_token': [token, '{"access_token":"T2","expires_in":7200}'], [check]: [`{"errcode":${errcode}}`, good] };
    expect(await client().checkRealName(question)).toEqual({ ok: true, verdict: 'match' });
    expect(asked.map((one) => one.url)).toEqual(['/cgi-bin/stable_token', `${check}?access_token=T1`, '/cgi-bin/stable_token', `${check}?access_token=T2`]);
    expect(asked[2]?.body).not.toContain('force_refresh');
  });

  test('a token that stays stale is not fetched for ever', async () => {
    answers = { '/cgi-bin/stable_token': [token], [check]: ['{"errcode":40001}'] };
    expect(await client().checkRealName(question)).toMatchObject({ ok: false, kind: 'tokenStale' });
    expect(asked).toHaveLength(4);
  });

  test('ten checks at once share one token request, and a later one the kept token', async () => {
    answers = { '/cgi-bin/stable_token': [token], [check]: [good] };
    const one = client();
    await Promise.all(Array.from({ length: 10 }, () => one.checkRealName(question)));
    await one.checkRealName(question);
    expect(asked.filter((each) => each.url === '/cgi-bin/stable_token')).toHaveLength(1);
  });
});

describe('WeChat face check 2.0', () => {
  const claim = { openid: 'o1', name: '张三', credentialNo: '310101199801011234', outSeqNo: 'seq-00001' };
  const [open, query] = ['/cityservice/face/identify/getverifyid', '/cityservice/face/identify/queryverifyinfo'];

  test('the check is opened and asked about with exactly the documented fields, the number never in the address', async () => {
    answers = {
      '/cgi-bin/stable_token': [token], [open]: ['{"errcode":0,"errmsg":"ok","verify_id":"v1","expires_in":3600}'],
      [query]: ['{"errcode":0,"errmsg":"ok","verify_ret":10000}'],
    };
    const one = client();
    expect(await one.getVerifyId(claim)).toEqual({ ok: true, verifyId: 'v1' });
    expect(await one.queryVerifyInfo(claim, 'v1')).toMatchObject({ ok: true, verdict: 'passed' });
    expect(asked.slice(1)).toEqual([
      { url: `${open}?access_token=T1`, body: '{"out_seq_no":"seq-00001","cert_info":{"cert_type":"IDENTITY_CARD","cert_name":"张三","cert_no":"310101199801011234"},"openid":"o1"}' },
      { url: `${query}?access_token=T1`, body: '{"verify_id":"v1","out_seq_no":"seq-00001","cert_hash":"3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b","openid":"o1"}' },
    ]);
  });

  test('a stale token is renewed once, as for every other question', async () => {
    answers = {
      '/cgi-bin/stable_token': [token, '{"access_token":"T2","expires_in":7200}'],
      [query]: ['{"errcode":42001}', '{"errcode":0,"errmsg":"ok","verify_ret":90002}'],
    };
    expect(await client().queryVerifyInfo(claim, 'v1')).toMatchObject({ ok: true, verdict: 'cancelled' });
  });
});
