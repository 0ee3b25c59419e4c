import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { DepartmentStandIn } from '../../contract/stand-in.ts';
import { createFaults } from '../faults.ts';
import { deriveDepartmentCredentials } from './credentials.ts';
import { mountDepartments } from './mount.ts';
import { nationalSign } from './national-door.ts';
import { canonicalQuery, provincialSign } from './provincial-door.ts';

const start = 1_700_000_000_000;
const standIns: readonly DepartmentStandIn[] = [
  {
    department: { id: 'na', dialect: 'national-exchange' },
    services: { na_echo: ({ body }) => ({ body: { code: '0', message: '成功', data: body, total: 1, dataTime: '2023-11-14' } }) },
  },
  {
    department: { id: 'pr', dialect: 'provincial-hmac' },
    services: { '/pr/echo': ({ body, query }) => ({ body: { success: true, code: '0', msg: '成功', data: { ...body, ...query } } }) },
  },
];
const credentials = {
  na: { sid: 's_test_0001', rid: 'r-test@1', appKey: 'demo-key' },
  pr: { ak: 'AK1', sk: 'SK1' },
};

let app: FastifyInstance;
let clock = start;
let faults = createFaults();

beforeEach(async () => {
  clock = start;
  faults = createFaults();
  app = fastify();
  mountDepartments(app, { standIns, faults, credentials, citySecret: 'city', now: () => clock });
  await app.ready();
});
afterEach(() => app.close());

/** Key of the Java clients: SHA1PRNG seeded with the app key. Written again here on purpose. */
function unwrap(appKey: string, wrapped: string): string {
  const key = createHash('sha1').update(createHash('sha1').update(appKey).digest()).digest().subarray(0, 16);
  const decipher = createDecipheriv('aes-128-ecb', key, null);
  return decipher.update(wrapped, 'base64', 'utf8') + decipher.final('utf8');
}

function signedBy(key: string, rtime = String(clock), rid = 'r-test@1'): Record<string, string> {
  const sign = createHmac('sha256', key).update(`s_test_0001${rid}${rtime}`).digest('base64');
  return { gjgxjhpt_rid: rid, gjgxjhpt_sid: 's_test_0001', gjgxjhpt_rtime: rtime, gjgxjhpt_sign: sign };
}

type Envelope = { code: string; message?: string; data: unknown };

async function national(headers: Record<string, string>, payload: object = { a: 1 }, service = 'na_echo'): Promise<{ status: number; body: Envelope }> {
  const answer = await app.inject({ method: 'POST', url: `/departments/na/${service}`, headers, payload });
  return { status: answer.statusCode, body: answer.json() as Envelope };
}

async function refresh(signed = signedBy('demo-key')): Promise<{ body: Envelope; secret: string }> {
  const { body } = await national({}, signed, 'sysapi/auth/refreshappsecret');
  const data = body.data as { secret?: string };
  return { body, secret: data.secret ? unwrap('demo-key', data.secret) : '' };
}

describe('the national exchange', () => {
  test('signs as the published example does', () => {
    expect(nationalSign('demo-key', 's_test_0001', 'r-test@1', '1700000000000')).toBe('zpI3sP74+MwuMoajvzUgkNDacUNml2r1czmaIMUtZjY=');
  });

  test('refuses a call signed with the long-term key, with code E-101 inside HTTP 200', async () => {
    await refresh();
    expect(await national(signedBy('demo-key'))).toEqual({ status: 200, body: { code: 'E-101', message: '签名校验失败', data: '' } });
  });

  test('refuses a refresh signed with the wrong key as the exchange words it', async () => {
    expect((await refresh(signedBy('other-key'))).body).toEqual({ code: '-1', message: '接口调用失败', data: '' });
  });

  test('refuses an unknown requester with E-106, on a refresh and on a call', async () => {
    expect((await refresh(signedBy('demo-key', String(clock), 'r-other@1'))).body.code).toBe('E-106');
    expect((await national(signedBy('demo-key', String(clock), 'r-other@1'))).body.code).toBe('E-106');
    expect((await national({})).body.code).toBe('E-106');
  });

  test('refuses a time more than five minutes off with E-102 and accepts exactly five', async () => {
    const { secret } = await refresh();
    expect((await national(signedBy(secret, String(start - 300_001)))).body.code).toBe('E-102');
    expect((await national(signedBy(secret, String(start + 300_001)))).body.code).toBe('E-102');
    expect((await national(signedBy(secret, 'yesterday'))).body.code).toBe('E-102');
    expect((await national(signedBy(secret, String(start - 300_000)))).body.code).toBe('0');
  });

  test('gives a secret for eight hours and answers a call signed with it', async () => {
    const { body, secret } = await refresh();
    expect(body).toEqual({ code: '0', message: '成功', data: { secret: expect.any(String), secretEndTime: 1_700_028_800_000 } });
    expect((await national(signedBy(secret))).body).toEqual({ code: '0', message: '成功', data: { a: 1 }, total: 1, dataTime: '2023-11-14' });
  });

  test('refuses the very same call a second time, but not another call of the same millisecond', async () => {
    const { secret } = await refresh();
    const signed = signedBy(secret);
    expect((await national(signed)).body.code).toBe('0');
    expect((await national(signed)).body.code).toBe('E-101');
    expect((await national(signed, { a: 2 })).body.code).toBe('0');
  });

  test('accepts the old and the new secret for five minutes after a refresh, then tells that the old one expired', async () => {
    const old = (await refresh()).secret;
    const fresh = (await refresh()).secret;
    clock += 299_999;
    expect((await national(signedBy(old))).body.code).toBe('0');
    clock += 1;
    expect((await national(signedBy(old))).body.code).toBe('E-103');
    expect((await national(signedBy(fresh))).body.code).toBe('0');
  });

  test('tells a caller that still holds a secret from before a restart that it expired', async () => {
    expect((await national(signedBy('secret of an earlier run'))).body.code).toBe('E-103');
  });

  test('lets a secret end after eight hours', async () => {
    const { secret } = await refresh();
    clock += 28_800_000;
    expect((await national(signedBy(secret))).body.code).toBe('E-103');
  });

  test('answers E-106 for a service that the department does not offer, also for names every object has', async () => {
    const { secret } = await refresh();
    expect((await national(signedBy(secret), {}, 'na_other')).body.code).toBe('E-106');
    expect((await national(signedBy(secret), {}, 'constructor')).body.code).toBe('E-106');
  });

  test('answers a body that is no JSON object with a code, not with an error', async () => {
    const { secret } = await refresh();
    const headers = { ...signedBy(secret), 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/departments/na/na_echo', headers, payload: '[1' });
    expect([answer.statusCode, (answer.json() as Envelope).code]).toEqual([200, 'E-400']);
  });
});

describe('faults of the national exchange', () => {
  test('a key that expires in flight works again after a refresh', async () => {
    const { secret } = await refresh();
    faults.set({ target: 'departments/na', fault: 'key-expired', times: 1 });
    expect((await national(signedBy(secret))).body.code).toBe('E-103');
    expect((await national(signedBy(secret), { a: 2 })).body.code).toBe('E-103');
    const again = (await refresh()).secret;
    expect((await national(signedBy(again))).body.code).toBe('0');
  });

  test.each([
    ['reject-signature', 200, 'E-101'],
    ['clock-skew', 200, 'E-102'],
    ['busy', 429, 'E-429'],
  ] as const)('%s answers HTTP %i with %s once and then serves again', async (fault, status, code) => {
    const { secret } = await refresh();
    faults.set({ target: 'departments/na', fault, times: 1 });
    const refused = await national(signedBy(secret));
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    clock += 1;
    expect((await national(signedBy(secret))).body.code).toBe('0');
  });

  test('faults of one department leave the other alone', async () => {
    faults.set({ target: 'departments/na', fault: 'reject-signature' });
    expect((await provincial({})).status).toBe(200);
  });
});

interface Provincial {
  ak?: string;
  sk?: string;
  at?: number;
  body?: string;
  signedBody?: string;
  query?: string;
}

async function provincial(change: Provincial, path = '/departments/pr/pr/echo'): Promise<{ status: number; body: Record<string, unknown> }> {
  const { ak = 'AK1', sk = 'SK1', at = clock, body = '{"a":1}', query = 'b=2&a=1' } = change;
  const date = new Date(at).toUTCString();
  const digest = createHash('sha256').update(change.signedBody ?? body).digest('base64');
  const text = `POST\n${path}\na=1&b=2\n${ak}\n${date}\n${digest}\n`;
  const answer = await app.inject({
    method: 'POST',
    url: `${path}?${query}`,
    headers: {
      'content-type': 'application/json',
      'x-bg-hmac-algorithm': 'hmac-sha256',
      'x-bg-hmac-access-key': ak,
      'x-bg-date-time': date,
      'x-bg-hmac-signature': createHmac('sha256', sk).update(text).digest('base64'),
      'x-bg-digest': digest,
    },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
}

describe('the provincial convention', () => {
  test('signs as the published example does', () => {
    expect(provincialSign('SK1', ['POST', '/restapi/prod/X/y', canonicalQuery('b=2&a=1'), 'AK1', 'Tue, 09 Nov 2021 08:49:20 GMT'])).toBe(
      'FtTK6HIzaix/3/Rpch7iM8Hi+yz7xlhzJo6fdDn/opE=',
    );
  });

  test('encodes the query by RFC 3986 and gives nothing for none', () => {
    expect(canonicalQuery('')).toBe('');
    expect(canonicalQuery('z=a%20b&k=(1)*&名=值')).toBe('k=%281%29%2A&z=a%20b&%E5%90%8D=%E5%80%BC');
  });

  test('refuses without headers, with a foreign key, a wrong secret, a changed body or a late clock: HTTP 401 each time', async () => {
    const bare = await app.inject({ method: 'POST', url: '/departments/pr/pr/echo', payload: {} });
    expect([bare.statusCode, bare.json()]).toEqual([401, { success: false, code: '401', msg: '签名算法不支持', data: null }]);
    expect(await provincial({ ak: 'AK2' })).toEqual({ status: 401, body: { success: false, code: '401', msg: '访问密钥不存在', data: null } });
    expect((await provincial({ sk: 'SK2' })).body.msg).toBe('签名校验失败');
    expect((await provincial({ signedBody: '{"a":2}' })).body.msg).toBe('请求体摘要不符');
    expect((await provincial({ at: clock - 91_000 })).body.msg).toBe('请求时间超出允许范围');
    expect((await provincial({ at: clock + 91_000 })).status).toBe(401);
    expect((await provincial({ query: 'a=1&b=3' })).status).toBe(401);
  });

  test('answers a call that is right, ninety seconds off included, and the same call again', async () => {
    const good = { status: 200, body: { success: true, code: '0', msg: '成功', data: { a: '1', b: '2' } } };
    expect(await provincial({})).toEqual(good);
    expect(await provincial({})).toEqual(good);
    expect((await provincial({ at: clock - 90_000 })).status).toBe(200);
  });

  test('answers 404 for a path that the department does not have', async () => {
    expect((await provincial({}, '/departments/pr/pr/other')).status).toBe(404);
  });

  test.each([
    ['busy', 429],
    ['reject-signature', 401],
    ['key-expired', 401],
    ['clock-skew', 401],
  ] as const)('%s answers HTTP %i once and then serves again', async (fault, status) => {
    faults.set({ target: 'departments/pr', fault, times: 1 });
    expect((await provincial({})).status).toBe(status);
    expect((await provincial({})).status).toBe(200);
  });
});

describe('credentials nobody configured', () => {
  test('derive from one secret, differ by department and field, and never change', () => {
    expect(deriveDepartmentCredentials('city', 'yb', 'provincial-hmac')).toEqual({
      ak: createHmac('sha256', 'city').update('department|yb|ak').digest('base64url'),
      sk: createHmac('sha256', 'city').update('department|yb|sk').digest('base64url'),
    });
    const { sid, rid, appKey } = deriveDepartmentCredentials('city', 'rs', 'national-exchange');
    expect(new Set([sid, rid, appKey]).size).toBe(3);
    expect(deriveDepartmentCredentials('city', 'tx', 'national-exchange').appKey).not.toBe(appKey);
  });

  test('of the wrong dialect stop the start with the name of the department', () => {
    const other = fastify();
    const mount = (): void => mountDepartments(other, { standIns, faults, credentials: { na: credentials.pr }, citySecret: 'city', now: () => clock });
    mount();
    return expect(other.ready()).rejects.toThrow('credentials of department na');
  });
});
