import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { platformOperations } from '../../contract/platform/index.ts';
import type { PreparedOperation } from './prepared.ts';
import { registerOperations } from './routes.ts';
import { createServer } from './server.ts';
import { registerStatic } from './static.ts';

/** The edge of the gateway without what lies behind it: every operation answers with the address it believes. */
const reports: { status: number; outcome: string }[] = [];
const faults: unknown[] = [];
const folder = mkdtempSync(join(tmpdir(), 'chengban-edge-'));

async function edge(trustedProxies: readonly string[]): Promise<FastifyInstance> {
  const report = (one: { status: number; outcome: string }) => reports.push(one);
  const failed = (_trace: string, _operation: string, error: unknown) => faults.push(error);
  const app = createServer({ trustedProxies, maxConnections: 100, departmentName: () => undefined, report, failed });
  const operations = platformOperations.map((operation) => [
    { operation, name: operation.name, url: `/api/v1${operation.path}`, labels: new Map<string, string>() } as unknown as PreparedOperation,
    async (call: { address: string; rawBody: Uint8Array }) => {
      if (operation.name === 'session.end') throw new Error('secret inside: 11010519491231002X');
      return { ok: true as const, data: JSON.stringify({ address: call.address, bytes: call.rawBody.length }), sources: '[]', asOf: '' };
    },
  ] as const);
  registerOperations(app, operations, { maxInFlight: 10, departmentName: () => undefined, now: () => new Date(), report, failed });
  await registerStatic(app, join(folder, 'h5'));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

let plain: FastifyInstance;
let proxied: FastifyInstance;
beforeAll(async () => {
  mkdirSync(join(folder, 'h5', 'js'), { recursive: true });
  writeFileSync(join(folder, 'h5', 'index.html'), '<!doctype html><script>let a = 1</script><script src="js/app.1234abcd.js"></script>');
  writeFileSync(join(folder, 'h5', 'js', 'app.1234abcd.js'), 'let b');
  writeFileSync(join(folder, 'h5', '.env'), 'SECRET=1');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  plain = await edge([]);
  proxied = await edge(['127.0.0.1']);
});
afterAll(async () => {
  await Promise.all([plain.close(), proxied.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Sends bytes as they are and gives all that comes back until the peer closes or falls silent. */
function raw(text: string, app = plain): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(400, () => socket.destroy());
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}
const statuses = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((one) => one[1]);

describe('header smuggling', () => {
  test.each([
    ['two different lengths', 'Content-Length: 2\r\nContent-Length: 30\r\n\r\n{}'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/city/info HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an obfuscated transfer encoding', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /api/v1/city/info HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['a header name with a blank', 'Content-Length : 2\r\n\r\n{}'],
    ['a header folded over lines', 'X-A: 1\r\n 2\r\nContent-Length: 2\r\n\r\n{}'],
    ['an upgrade nobody offers', 'Content-Length: nine\r\n\r\n{}'],
  ])('%s is refused and nothing behind it is answered', async (_what, rest) => {
    const heard = await raw(`POST /api/v1/session/create HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${rest}`);
    expect(statuses(heard)).toEqual(['400']);
    expect(heard).toContain('malformedRequest');
  });
  test('a header block above 8 KiB is refused', async () => {
    expect(statuses(await raw(`GET /api/v1/city/info HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(9000)}\r\n\r\n`))).toEqual(['400']);
  });
});

describe('path tricks', () => {
  test.each([
    '/api/v1//city/info', '/api/v1/city%2finfo', '/api/v1/city/info/', '/API/v1/city/info', '/api/v1/city/info%00', '/api/v1/city/info;a=b',
    '/api/v1/%2e%2e/v1/city/info', '/../outside.txt', '/%2e%2e/outside.txt', '/..%2foutside.txt', '/js/..%5c..%5coutside.txt', '/.env', '/js/', '/%', '/%ff',
  ])('%s finds nothing', async (path) => {
    const heard = await raw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect([path, ['400', '403', '404'].includes(statuses(heard)[0] ?? '')]).toEqual([path, true]);
    expect(heard).not.toMatch(/SECRET|outside$|node_modules|\bat .*:\d+/);
  });
});

describe('X-Forwarded-For', () => {
  const forged = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.8', forwarded: 'for=203.0.113.7' };
  test('is ignored from anybody', async () => {
    expect((await plain.inject({ url: '/api/v1/city/info', headers: forged })).json()).toMatchObject({ data: { address: '127.0.0.1' } });
  });
  test('is believed from a trusted proxy only', async () => {
    expect((await proxied.inject({ url: '/api/v1/city/info', headers: forged })).json()).toMatchObject({ data: { address: '203.0.113.9' } });
    expect((await proxied.inject({ url: '/api/v1/city/info', headers: forged, remoteAddress: '198.51.100.1' })).json()).toMatchObject({ data: { address: '198.51.100.1' } });
  });
  test('of a chain only the part behind the trusted proxy counts', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.1, 203.0.113.9' };
    expect((await proxied.inject({ url: '/api/v1/city/info', headers })).json()).toMatchObject({ data: { address: '203.0.113.9' } });
  });
});

describe('every error is a problem of the closed list', () => {
  test.each([
    ['an unknown path', { url: '/api/v1/nope' }, 404, 'notFound'],
    ['a wrong method', { url: '/api/v1/city/info', method: 'DELETE' }, 405, 'methodNotAllowed'],
    ['HEAD', { url: '/api/v1/city/info', method: 'HEAD' }, 405, null],
    ['a form', { url: '/api/v1/session/create', method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=b' }, 415, 'unsupportedMediaType'],
    ['a body without a type', { url: '/api/v1/session/create', method: 'POST', headers: { 'content-type': '' }, payload: '{}' }, 415, 'unsupportedMediaType'],
    ['a body above the limit', { url: '/api/v1/session/create', method: 'POST', headers: { 'content-type': 'application/json' }, payload: 'x'.repeat(20_000) }, 413, 'bodyTooLarge'],
    ['a fault of ours', { url: '/api/v1/session/end', method: 'POST', headers: { 'content-type': 'application/json' }, payload: '{}' }, 500, 'internalError'],
  ] as const)('%s', async (_what, request, status, code) => {
    const reply = await plain.inject(request as never);
    expect(reply.statusCode).toBe(status);
    if (code === null) return;
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(reply.json()).toMatchObject({ code, status, type: `urn:chengban:problem:${code}`, traceId: expect.stringMatching(/^[0-9a-f]{24}$/) });
    expect(reply.body).not.toMatch(/secret inside|11010519491231002X|node_modules/);
  });
  test('the status of a wrong method names the right one', async () => {
    expect((await plain.inject({ url: '/api/v1/city/info', method: 'POST' })).headers['allow']).toBe('GET');
  });
  test('with x-status-in-body even an unknown path is a 200 that nobody may keep', async () => {
    const reply = await plain.inject({ url: '/api/v1/nope', headers: { 'x-status-in-body': '1' } });
    expect([reply.statusCode, reply.headers['cache-control'], reply.json().status]).toEqual([200, 'no-store', 404]);
  });
});

describe('HTTPS', () => {
  test('browsers are told to stay with it where citizens come by it, and not elsewhere', async () => {
    const quiet = { departmentName: () => undefined, report: () => undefined, failed: () => undefined };
    const app = createServer({ trustedProxies: [], maxConnections: 10, https: true, ...quiet });
    expect((await app.inject({ url: '/nope' })).headers['strict-transport-security']).toMatch(/^max-age=31536000/);
    expect((await plain.inject({ url: '/nope' })).headers['strict-transport-security']).toBeUndefined();
    await app.close();
  });
});

describe('the browser application', () => {
  test('the page runs only its own scripts and is never kept', async () => {
    const reply = await plain.inject({ url: '/' });
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[A-Za-z0-9+/=]{44}';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
  });
  test('a file with its content in its name is kept for a year', async () => {
    expect((await plain.inject({ url: '/js/app.1234abcd.js' })).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });
});
