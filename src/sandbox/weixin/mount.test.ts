import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../server.ts';
import type { Sandbox } from '../server.ts';
import { testPeople } from '../testing.ts';

let city: Sandbox;
let clock = 1_790_000_000_000;

beforeEach(async () => {
  clock = 1_790_000_000_000;
  city = await startSandbox({ port: 0, people: testPeople, now: () => clock, weixin: { appId: 'wxapp', appSecret: 's3' } });
});
afterEach(() => city.close());

const get = async (path: string) => {
  const response = await fetch(`${city.url}${path}`);
  return { status: response.status, text: await response.text() };
};
const post = async (path: string, body: unknown) => {
  const response = await fetch(`${city.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) };
};
const login = async (personId = 'wang') => (await post('/weixin-device/login', { personId })).json.code as string;
const session = (code: string, rest = 'appid=wxapp&secret=s3&grant_type=authorization_code') =>
  get(`/weixin/sns/jscode2session?${rest}&js_code=${encodeURIComponent(code)}`);
const stable = async (more = {}) =>
  (await post('/weixin/cgi-bin/stable_token', { grant_type: 'client_credential', appid: 'wxapp', secret: 's3', ...more })).json;

describe('jscode2session', () => {
  test.each([
    ['secret=s3&grant_type=authorization_code', 41002],
    ['appid=wxapp&grant_type=authorization_code', 41004],
    ['appid=other&secret=s3&grant_type=authorization_code', 40013],
    ['appid=wxapp&secret=x&grant_type=authorization_code', 40125],
    ['appid=wxapp&secret=s3&grant_type=x', 40002],
  ])('refuses %s with %i and HTTP 200', async (query, errcode) => {
    const { status, text } = await session(await login(), query);
    expect(status).toBe(200);
    expect(JSON.parse(text).errcode).toBe(errcode);
  });

  test('refuses an unknown code with the literal refusal', async () => {
    const { status, text } = await session('nobody');
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"errcode":40029,"errmsg":"invalid code, rid: [0-9a-f-]{26}"\}$/);
  });

  test('answers openid and session_key and no errcode; the second use of the code is 40029', async () => {
    const code = await login();
    const first = await session(code);
    expect(first.text).toMatch(/^\{"session_key":"[A-Za-z0-9+/]{22}==","openid":"oSandboxWang"\}$/);
    const second = await session(code);
    expect(second.text).toMatch(/^\{"errcode":40029,"errmsg":"invalid code, rid: /);
  });

  test('refuses a code after five minutes', async () => {
    const code = await login();
    clock += 300_000;
    expect((await session(code)).text).toMatch(/40029/);
  });

  test('is busy on order, with -1 and HTTP 200', async () => {
    city.faults.set({ target: 'weixin', fault: 'busy', times: 1 });
    const code = await login();
    expect(JSON.parse((await session(code)).text).errcode).toBe(-1);
    expect((await session(code)).text).toMatch(/oSandboxWang/);
  });
});

describe('access tokens', () => {
  test('the stable token wants POST, JSON and the right secret', async () => {
    expect(JSON.parse((await get('/weixin/cgi-bin/stable_token')).text).errcode).toBe(43002);
    expect((await post('/weixin/cgi-bin/stable_token', 'not json')).json.errcode).toBe(47001);
    expect((await stable({ secret: 'x' })).errcode).toBe(40125);
  });

  test('the stable token stays the same until five minutes before its end', async () => {
    const first = await stable();
    expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    clock += 6_899_000;
    expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 301 });
    clock += 1_000;
    const renewed = await stable();
    expect(renewed.access_token).not.toBe(first.access_token);
    expect(renewed.expires_in).toBe(7200);
    // Both work for the five minutes of overlap, then the old one is expired.
    const check = async (token: string) => (await post(`/weixin/intp/realname/checkrealnameinfo?access_token=${token}`, {})).json.errcode;
    expect(await check(first.access_token)).toBe(40097);
    expect(await check(renewed.access_token)).toBe(40097);
    clock += 300_000;
    expect(await check(first.access_token)).toBe(42001);
    expect(await check(renewed.access_token)).toBe(40097);
  });

  test('a forced refresh is limited and ends the old token', async () => {
    const first = await stable();
    const second = await stable({ force_refresh: true });
    expect(second.access_token).not.toBe(first.access_token);
    expect((await stable({ force_refresh: true })).errcode).toBe(45011);
    for (let i = 0; i < 19; i += 1) {
      clock += 30_000;
      expect((await stable({ force_refresh: true })).access_token).toEqual(expect.any(String));
    }
    clock += 30_000;
    expect((await stable({ force_refresh: true })).errcode).toBe(45009);
    const old = await post(`/weixin/intp/realname/checkrealnameinfo?access_token=${first.access_token}`, {});
    expect(old.json.errcode).toBe(40001);
  });

  test('the classic token is new each time and leaves the stable one alone', async () => {
    const kept = await stable();
    const classic = async () => JSON.parse((await get('/weixin/cgi-bin/token?grant_type=client_credential&appid=wxapp&secret=s3')).text);
    const [first, second] = [await classic(), await classic()];
    expect(first.access_token).not.toBe(second.access_token);
    expect((await stable()).access_token).toBe(kept.access_token);
  });
});

describe('checkrealnameinfo', () => {
  const check = async (changes: Record<string, unknown> = {}, personId = 'wang', token?: string) => {
    const returned = (await post('/weixin-device/realname', { personId })).json;
    const body = {
      openid: 'oSandboxWang',
      real_name: '王小明',
      cred_id: '11010519491231002X',
      cred_type: '1',
      code: returned.extraData.code.auth_code,
      ...changes,
    };
    const access = token ?? (await stable()).access_token;
    return { ...(await post(`/weixin/intp/realname/checkrealnameinfo?access_token=${access}`, body)), body };
  };

  test('refuses no token, a wrong token, another credential kind and a foreign code', async () => {
    expect((await check({}, 'wang', '')).json.errcode).toBe(41001);
    const wrong = await check({}, 'wang', 'wrong');
    expect(wrong.status).toBe(200);
    expect(wrong.text).toMatch(/^\{"errcode":40001,"errmsg":"invalid credential, access_token is invalid or not latest, rid: /);
    expect((await check({ cred_type: 1 })).json.errcode).toBe(40097);
    expect((await check({ code: 'unknown' })).json.errcode).toBe(80113);
    expect((await check({ openid: 'oSandboxChan' })).json.errcode).toBe(80113);
  });

  test('name and number match, first as a single result, then as a list', async () => {
    expect((await check()).text).toBe('{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NM_MA","verify_real_name":"V_NM_ID_MA"}');
    expect((await check()).text).toBe('{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NM_MA;V_OP_NM_MA","verify_real_name":"V_NM_ID_MA"}');
  });

  test('a wrong number, a wrong name and no real name have their own answers', async () => {
    expect((await check({ cred_id: '440524188001010014' })).text).toBe('{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NM_MA","verify_real_name":"V_NM_ID_UM"}');
    expect((await check({ real_name: '王大明' })).json).toMatchObject({ errcode: 0, verify_real_name: '' });
    const nobody = await check({ openid: 'oSandboxChan', real_name: '陈大文' }, 'chan');
    expect(nobody.text).toBe('{"errcode":0,"errmsg":"ok","verify_openid":"V_OP_NA","verify_real_name":""}');
  });

  test('the code ends in %3D, works once, and ends after five minutes', async () => {
    const first = await check();
    expect(first.body.code).toMatch(/%3D$/);
    expect((await check({ code: first.body.code })).json.errcode).toBe(80113);
    const late = (await post('/weixin-device/realname', { personId: 'wang', shape: 'text' })).json.extraData.code;
    clock += 300_000;
    expect((await check({ code: late })).json.errcode).toBe(80113);
  });

  test('a person who turns back brings no code', async () => {
    expect((await post('/weixin-device/realname', { personId: 'wang', cancel: true })).text).toBe('{"cancelled":true}');
    expect((await post('/weixin-device/login', { personId: 'nobody' })).status).toBe(404);
  });

  test('key-expired and odd-data act inside the protocol', async () => {
    city.faults.set({ target: 'weixin', fault: 'key-expired', times: 1 });
    expect((await check()).json.errcode).toBe(42001);
    city.faults.set({ target: 'weixin', fault: 'odd-data', times: 1 });
    expect((await check()).json.verify_openid).toBe('V_OP_XX');
  });
});

/** Requests and answers as the platform's documents print them. */
describe('face check 2.0', () => {
  const wang = { cert_type: 'IDENTITY_CARD', cert_name: '王小明', cert_no: '11010519491231002X' };
  // Hash of the three fields above, computed apart from this code.
  const hash = createHash('sha256').update('cert_type=SURFTlRJVFlfQ0FSRA==&cert_name=546L5bCP5piO&cert_no=MTEwMTA1MTk0OTEyMzEwMDJY').digest('hex');
  const face = async (path: string, body: unknown) => {
    const { access_token } = await stable();
    return post(`/weixin/cityservice/face/identify/${path}?access_token=${access_token}`, body);
  };
  let sequence = 0;
  const open = async (more = {}) => {
    sequence += 1;
    const out_seq_no = `seq-${String(sequence).padStart(5, '0')}`;
    const opened = await face('getverifyid', { out_seq_no, cert_info: wang, openid: 'oSandboxWang', ...more });
    return { ...opened, out_seq_no, id: opened.json.verify_id as string };
  };
  const query = (one: { id: string; out_seq_no: string }, more = {}) =>
    face('queryverifyinfo', { verify_id: one.id, out_seq_no: one.out_seq_no, cert_hash: hash, openid: 'oSandboxWang', ...more });
  const perform = async (verifyId: string, outcome = 'passed', personId = 'wang') => (await post('/weixin-device/face', { verifyId, personId, outcome })).json;

  test.each([
    ['a sequence number of four characters', { out_seq_no: 'abcd' }], ['one with a blank', { out_seq_no: 'abc def' }], ['one of 33', { out_seq_no: 'a'.repeat(33) }],
    ['a passport', { cert_info: { ...wang, cert_type: 'PASSPORT' } }], ['no name', { cert_info: { ...wang, cert_name: '' } }], ['nobody', { openid: 'oNobody' }],
  ])('%s opens nothing', async (_what, more) => {
    expect((await open(more)).json).toMatchObject({ errcode: 40097 });
  });

  test('a sequence number works once, and the answer is the documented one', async () => {
    const first = await open();
    expect(first.text).toMatch(/^\{"errcode":0,"errmsg":"ok","verify_id":"[A-Za-z0-9_-]{64}","expires_in":3600\}$/);
    expect((await open({ out_seq_no: first.out_seq_no })).json.errcode).toBe(40097);
  });

  test('a pass is verify_ret 10000, once; the id is then used up', async () => {
    const one = await open();
    expect(await perform(one.id)).toEqual({ errCode: 0 });
    expect((await query(one)).text).toBe('{"errcode":0,"errmsg":"ok","verify_ret":10000}');
    expect((await query(one)).json.errcode).toBe(84001);
    expect(await perform(one.id)).toEqual({ errCode: 84001 });
  });

  test.each([['cert_hash', { cert_hash: 'f'.repeat(64) }], ['openid', { openid: 'oSandboxChan' }], ['out_seq_no', { out_seq_no: 'other-one' }]])(
    'another %s than at the opening is an errcode and no verdict', async (_field, more) => {
      const one = await open();
      await perform(one.id);
      const { json } = await query(one, more);
      expect(json).toMatchObject({ errcode: 40097 });
      expect(json).not.toHaveProperty('verify_ret');
    });

  test.each([['cancelled', 90002, 90002], ['camera', 90008, 90008], ['failed', 0, 10003]])('%s is told to the phone as %i and to the server as %i', async (outcome, phone, server) => {
    const one = await open();
    expect(await perform(one.id, outcome)).toEqual({ errCode: phone });
    expect((await query(one)).json.verify_ret).toBe(server);
  });

  test('phone and server may disagree, both ways', async () => {
    city.faults.set({ target: 'weixin', fault: 'phone-only', times: 1 });
    const one = await open();
    expect(await perform(one.id)).toEqual({ errCode: 0 });
    expect((await query(one)).json.verify_ret).not.toBe(10000);
    city.faults.set({ target: 'weixin', fault: 'server-only', times: 1 });
    const other = await open();
    expect(await perform(other.id, 'failed')).toEqual({ errCode: 90018 });
    expect((await query(other)).json.verify_ret).toBe(10000);
  });

  test('after an hour the id is gone; somebody else can do nothing with it; an old phone says so', async () => {
    const one = await open();
    expect(await perform(one.id, 'passed', 'chan')).toEqual({ errCode: 84001 });
    await perform(one.id);
    clock += 3_600_000;
    expect((await query(one)).json.errcode).toBe(84001);
    city.faults.set({ target: 'weixin', fault: 'too-old', times: 1 });
    expect((await post('/weixin-device/face-support', {})).json).toEqual({ errCode: 90001 });
  });
});
