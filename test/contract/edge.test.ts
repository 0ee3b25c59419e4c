import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { limitFactory } from '../../src/gateway/http/limits.ts';
import { startTestGateway, type TestGateway } from './support/gateway.ts';
import { send } from './support/session.ts';

/** The whole gateway at its edge: on IPv6 with its declared limits, behind a trusted proxy, and against bytes no client of ours sends. */
let gateway: TestGateway;
beforeAll(async () => {
  // The socket's own address is a trusted proxy here, so that a test can be many subscribers.
  gateway = await startTestGateway({ limits: limitFactory(null) }, { GATEWAY_HOST: '::1', TRUSTED_PROXIES: '::1' });
}, 120_000);
afterAll(async () => {
  await gateway?.end();
});

const from = (address: string) => ({ 'x-forwarded-for': address });
let subscriber = 0;
/** An address nobody has called from yet. */
const someone = () => from(`198.51.${Math.floor((subscriber += 1) / 250)}.${subscriber % 250}`);

/** Sends bytes as they are; gives all that comes back until the peer closes or falls silent. */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const { port } = new URL(gateway.url);
    const socket = connect({ host: '::1', port: Number(port) }, () => socket.write(bytes));
    socket.setTimeout(1500, () => socket.destroy());
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}
const statuses = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((one) => one[1]);

describe('on ::1', () => {
  test('the gateway answers, signs its own address right and takes a signed call', async () => {
    expect(gateway.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await send(gateway.url, { method: 'GET', path: '/city/info' }, someone())).status).toBe(200);
    const session = await gateway.session('L2');
    expect((await session.call({ method: 'GET', path: '/account/me', headers: someone() })).status).toBe(200);
    const browser = await send(gateway.url, { method: 'POST', path: '/session/create', body: { host: 'h5' }, headers: { origin: gateway.url, ...someone() } });
    expect([browser.status, browser.headers.getSetCookie().map((one) => one.replace(/=[^;]*/, '='))]).toEqual([200, ['__Host-cb=; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax']]);
  });
});

describe('declared limits', () => {
  const start = (headers: Record<string, string>) => send(gateway.url, { method: 'POST', path: '/session/unified/start', body: { returnTo: '/a' }, headers });
  test('one address is refused with 429 and the seconds to wait; its IPv6 neighbours in the same /64 with it, others not', async () => {
    for (let i = 0; i < 30; i += 1) expect((await start(from(`2001:db8:1:2::${(i + 1).toString(16)}`))).status).not.toBe(429);
    for (const address of ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff::9']) {
      const reply = await start(from(address));
      expect([reply.status, reply.json?.code, reply.json?.next]).toEqual([429, 'tooManyRequests', 'retryLater']);
      expect(reply.headers.get('retry-after')).toBe(String(reply.json?.retryAfter));
      expect(reply.json?.retryAfter).toBeGreaterThan(0);
    }
    expect((await start(from('2001:db8:1:3::1'))).status).not.toBe(429);
    expect((await start(from('192.0.2.77'))).status).not.toBe(429);
  });
  test('one person is refused with 429 from however many addresses, another is not', async () => {
    const [mine, other] = [await gateway.session('L3'), await gateway.session('L3')];
    const look = (session: typeof mine) => session.call({ method: 'GET', path: '/account/number', headers: someone() });
    for (let i = 0; i < 5; i += 1) expect((await look(mine)).status).toBe(200);
    const refused = await look(mine);
    expect([refused.status, refused.json?.code]).toEqual([429, 'tooManyRequests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await look(other)).status).toBe(200);
  });
  test('an address that somebody wrote in front of the trusted part changes nothing', async () => {
    const own = '203.0.113.50';
    for (let i = 0; i < 30; i += 1) await start(from(`10.0.0.${i}, ${own}`));
    expect((await start(from(`172.16.0.1, ${own}`))).status).toBe(429);
  });
  test('the way back from the identity system has its limit too', async () => {
    const back = (headers: Record<string, string>, method = 'GET') => fetch(`${gateway.url}/auth/unified/callback?state=x&code=y`, { method, headers, redirect: 'manual' });
    const headers = someone();
    for (let i = 0; i < 120; i += 1) expect((await back(headers)).status).toBe(303);
    expect((await back(headers)).status).toBe(429);
    expect((await back(someone())).headers.get('location')).toBe(`${gateway.url}/#/pages/identity/index?result=expired`);
    // Looking whether the address is alive is no arrival.
    expect((await back(someone(), 'HEAD')).status).toBe(404);
  });
});

describe('methods', () => {
  test.each(['TRACE', 'PROPFIND', 'LINK', 'PURGE', 'GETX', 'get'])('%s finds nothing and repeats nothing', async (method) => {
    const heard = await raw(`${method} /api/v1/city/info HTTP/1.1\r\nHost: a\r\nX-Echo: canary\r\nConnection: close\r\n\r\n`);
    expect(statuses(heard).every((one) => ['400', '404', '405', '501'].includes(one ?? ''))).toBe(true);
    expect(heard).not.toContain('canary');
    expect(heard).not.toContain('示例市');
  });
  test('CONNECT opens no tunnel', async () => {
    expect(statuses(await raw('CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: a\r\n\r\n')).filter((one) => one === '200')).toEqual([]);
  });
  test('a method in a header or in the query is not believed', async () => {
    const override = { 'x-http-method-override': 'POST', 'x-method-override': 'POST', 'x-http-method': 'POST' };
    expect((await send(gateway.url, { method: 'GET', path: '/session/create', headers: { ...override, ...someone() } })).json).toMatchObject({ status: 405, code: 'methodNotAllowed' });
    expect((await send(gateway.url, { method: 'GET', path: '/city/info?_method=POST', headers: someone() })).json).toMatchObject({ code: 'inputInvalid' });
  });
  test('no other origin may read: nothing answers a preflight with leave', async () => {
    const reply = await fetch(`${gateway.url}/api/v1/session/refresh`, { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST', ...someone() } });
    expect([reply.status, [...reply.headers.keys()].filter((name) => name.startsWith('access-control'))]).toEqual([405, []]);
  });
});

describe('paths of the internal listener', () => {
  test.each(['/health', '/ready', '/metrics', '/internal/binding-codes', '/internal/kill-switches', '/api/v1/../../metrics', '/%6detrics', '//metrics', '/metrics/'])('%s is not on the public one', async (path) => {
    for (const method of ['GET', 'POST']) {
      const heard = await raw(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:8801\r\nAuthorization: Bearer hall-of-the-test\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`);
      expect([path, statuses(heard)]).toEqual([path, ['404']]);
      expect(heard).not.toMatch(/chengban_|"ready"/);
    }
  });
  test('an address of another host in the request line leads nowhere else', async () => {
    const heard = await raw(`GET ${gateway.internalUrl}/metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(statuses(heard)).toEqual(['404']);
  });
});

describe('bytes of a body', () => {
  const post = (body: Buffer | string, headers: Record<string, string> = {}) => fetch(`${gateway.url}/api/v1/session/create`, {
    method: 'POST', body: body as unknown as ArrayBuffer, headers: { 'content-type': 'application/json', ...someone(), ...headers },
  });
  const bad = { malformedRequest: 400, bodyTooLarge: 413, unsupportedMediaType: 415 } as const;
  test.each([
    ['a gzip', 'malformedRequest', gzipSync('{"host":"h5"}'), { 'content-encoding': 'gzip' }],
    ['a gzip bomb', 'malformedRequest', gzipSync(Buffer.alloc(8 << 20, 0x20)), { 'content-encoding': 'gzip' }],
    ['10^5 keys', 'bodyTooLarge', `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join(',')}}`, {}],
    ['more short keys than fit', 'malformedRequest', `{${Array.from({ length: 2001 }, (_, at) => `"${at.toString(36)}":1`).join(',')}}`, {}],
    ['invalid UTF-8', 'malformedRequest', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), {}],
    ['GBK', 'malformedRequest', Buffer.from([0x7b, 0x22, 0xcd, 0xf5, 0x22, 0x3a, 0x31, 0x7d]), { 'content-type': 'application/json; charset=gbk' }],
    ['10^4 levels', 'malformedRequest', '['.repeat(10_000), {}],
    ['a prototype key', 'malformedRequest', '{"host":"h5","__proto__":{"level":"L3"}}', {}],
    ['1 MB', 'bodyTooLarge', 'x'.repeat(1 << 20), {}],
    ['a form', 'unsupportedMediaType', 'host=h5', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['XML', 'unsupportedMediaType', '<host/>', { 'content-type': 'application/xml' }],
    ['JSON that says it is text', 'unsupportedMediaType', '{"host":"h5"}', { 'content-type': 'text/plain' }],
  ] as const)('%s is refused as %s', async (_what, code, body, headers) => {
    const reply = await post(body, headers);
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([bad[code], code]);
  });
});

describe('bytes of a header', () => {
  test.each([
    ['a bare line feed in a value', 'Authorization: Bearer abc\nX-Injected: 1'],
    ['a bare carriage return in a value', 'Authorization: Bearer abc\rX-Injected: 1'],
    ['a NUL in a value', 'Authorization: Bearer abc\0'],
    ['a name with a control character', 'X-\x01: 1'],
    ['lengths of two minds', 'Content-Length: 0\r\nContent-Length: 1'],
  ])('%s ends the connection with a problem of the list', async (_what, line) => {
    const heard = await raw(`GET /api/v1/account/me HTTP/1.1\r\nHost: a\r\n${line}\r\nConnection: close\r\n\r\n`);
    expect(statuses(heard)).toEqual(['400']);
    const problem = JSON.parse(heard.slice(heard.indexOf('\r\n\r\n') + 4)) as Record<string, unknown>;
    expect(problem).toMatchObject({ type: 'urn:chengban:problem:malformedRequest', code: 'malformedRequest', status: 400, next: 'retry', title: expect.any(String), detail: expect.any(String), traceId: expect.stringMatching(/^[0-9a-f]{24}$/) });
  });
  test('lines behind the end of a request are another request, never part of an answer', async () => {
    const heard = await raw('GET /api/v1/city/info HTTP/1.1\r\nHost: a\r\nX-Cb-Trace-Id: mine\r\nX-A: 1\r\n\r\n\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(statuses(heard)).toEqual(['200', '404']);
    expect(heard).not.toMatch(/x-cb-trace-id: mine|chengban_/i);
  });
});

describe('returnTo', () => {
  test.each(['https://evil.example', '//evil.example', '/\\evil.example', '/%2f/evil', 'javascript:alert(1)', '/a#/b', '/a?next=https://evil.example', '/a\r\nlocation: b', '', ' /a', '/a\n'])('%j leads nowhere', async (returnTo) => {
    const reply = await send(gateway.url, { method: 'POST', path: '/session/unified/start', body: { returnTo }, headers: { origin: gateway.url, ...someone() } });
    expect(reply.json).toMatchObject({ status: 422, code: 'inputInvalid', fields: [{ field: 'returnTo' }] });
  });
  test('another origin, or none, may not start a sign-in or draw a session from the cookie', async () => {
    for (const origin of [undefined, 'null', 'https://evil.example', `${gateway.url}.evil.example`, gateway.url.replace('http:', 'https:')]) {
      for (const [path, body] of [['/session/unified/start', { returnTo: '/a' }], ['/session/refresh', {}], ['/session/create', { host: 'h5' }]] as const) {
        const reply = await send(gateway.url, { method: 'POST', path, body, headers: { ...(origin && { origin }), ...someone() } });
        expect([origin, path, reply.json?.code, reply.headers.getSetCookie()]).toEqual([origin, path, 'originRefused', []]);
      }
    }
  });
});

test('an address in Host changes neither cookies nor redirects nor anything that is answered', async () => {
  const heard = await raw('GET /auth/unified/callback?state=a HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n');
  expect(heard).toContain(`location: ${gateway.url}/#/pages/identity/index?result=expired`);
  expect(heard).not.toContain('evil');
});
