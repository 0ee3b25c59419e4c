import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createConnectors } from './index.ts';
import type { CallReport, DepartmentLimits } from './index.ts';
import { say, startDepartment } from '../../../test/support/loopback-department.ts';
import type { Behaviour } from '../../../test/support/loopback-department.ts';
import { limitsOf } from './profile.ts';

const good = '{"success":true,"code":"0","msg":"","data":{}}';
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function connect(addresses: Record<string, string>, limits: Partial<DepartmentLimits> = {}, more: { inside?: boolean; ca?: string } = {}) {
  const reports: CallReport[] = [];
  const connectors = createConnectors({
    profile: Object.entries(addresses).map(([id, baseUrl]) => ({
      id, dialect: 'provincial-hmac', baseUrl, accessKey: 'AK1', secretKey: 'SK1', limits, ca: more.ca,
    })),
    now: () => new Date(),
    insideTransaction: () => more.inside ?? false,
    metrics: { call: (report) => reports.push(report) },
  });
  open.push(connectors);
  let n = 0;
  /** Each call is about somebody else unless the body is given. */
  const ask = (id: string, over = {}) => connectors.client(id).call({ service: '/p', body: { n: (n += 1) }, idempotent: true, ...over });
  return { connectors, ask, reports };
}
async function build(behaviour: Behaviour, limits: Partial<DepartmentLimits> = {}) {
  const department = await startDepartment(behaviour);
  open.push(department);
  return { heard: department.heard, ...connect({ yb: department.baseUrl }, limits) };
}

describe('what a department may do without hurting us', () => {
  test.each([
    ['an HTML page', '<!doctype html><html><body>系统维护中</body></html>'],
    ['nothing', ''],
    ['half an object', '{"success":true,"da'],
    ['a list', '[{"success":true}]'],
    ['a bare word', 'null'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xc4, 0xe3, 0xba, 0xc3, 0x22, 0x7d])],
    ['noise', Buffer.from('1f8b0800000000000003abe6520000', 'hex')],
    ['ten thousand levels', '['.repeat(10_000) + ']'.repeat(10_000)],
  ])('%s instead of an answer is garbled', async (_what, body) => {
    const { ask } = await build((_heard, response) => say(response, body));
    expect(await ask('yb')).toMatchObject({ ok: false, fault: 'garbled' });
  });

  test.each(['announced', 'streamed'])('an answer that is too large (%s) is cut off and garbled', async (how) => {
    const big = `{"success":true,"data":"${'x'.repeat(5000)}"}`;
    const { ask } = await build((_heard, response) => {
      if (how === 'announced') say(response.setHeader('content-length', big.length), big);
      else for (let i = 0; i < 5; i += 1) response.write(big.slice(i * 1000, (i + 1) * 1000));
    }, { answerBytes: 4000 });
    expect(await ask('yb')).toEqual({ ok: false, fault: 'garbled' });
  });

  test('prototype keys in an answer stay data', async () => {
    const { ask } = await build((_heard, response) => say(response, '{"success":true,"__proto__":{"polluted":1},"data":{"constructor":1}}'));
    expect(await ask('yb')).toMatchObject({ ok: true });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('an idempotent call is repeated once after a 500, any other is not', async () => {
    const { ask, heard, reports } = await build((_heard, response, nth) => say(response, good, nth === 2 ? 200 : 500));
    expect(await ask('yb')).toMatchObject({ ok: true });
    expect(heard).toHaveLength(2);
    expect(await ask('yb', { idempotent: false })).toEqual({ ok: false, fault: 'unavailable', code: '500' });
    expect(heard).toHaveLength(3);
    expect(reports.map((one) => [one.outcome, one.attempts])).toEqual([['ok', 2], ['unavailable', 1]]);
  });

  test('a connection that breaks in the middle, and one that is refused, are unavailable', async () => {
    const { ask, heard } = await build((_heard, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"succ');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await ask('yb')).toMatchObject({ ok: false, fault: 'unavailable' });
    expect(heard).toHaveLength(2);
    const gone = await startDepartment(() => undefined);
    await gone.close();
    expect(await connect({ yb: gone.baseUrl }).ask('yb')).toMatchObject({ ok: false, fault: 'unavailable' });
  });

  test.each([
    ['never answers', (() => undefined) as Behaviour],
    ['answers a drop at a time', ((_heard, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    }) as Behaviour],
  ])('a department that %s is a time-out, asked once, also for an idempotent call', async (_what, behaviour) => {
    const { ask, heard } = await build(behaviour);
    expect(await ask('yb', { timeoutMs: 120 })).toEqual({ ok: false, fault: 'timeout' });
    expect(heard).toHaveLength(1);
  });

  test('no profile can let a call last longer than 3 s', () => {
    const one = { id: 'x', dialect: 'provincial-hmac', baseUrl: 'http://127.0.0.1:1', accessKey: 'a', secretKey: 's' } as const;
    expect(limitsOf({ ...one, limits: { timeoutMs: 9000 } }).timeoutMs).toBe(3000);
    expect(limitsOf({ ...one, limits: { timeoutMs: 900 } }).timeoutMs).toBe(900);
  });
});

describe('what one department may take', () => {
  test('equal idempotent calls at one time are one call; different ones and later ones are not', async () => {
    const { ask, heard } = await build((_heard, response) => setTimeout(() => say(response, good), 30));
    await Promise.all([ask('yb', { body: { n: 1 } }), ask('yb', { body: { n: 1 } }), ask('yb', { body: { n: 2 } })]);
    expect(heard).toHaveLength(2);
    await ask('yb', { body: { n: 1 } });
    expect(heard).toHaveLength(3);
    await Promise.all([1, 1].map((n) => ask('yb', { body: { n }, idempotent: false })));
    expect(heard).toHaveLength(5);
  });

  test('places and queue are bounded: the next call is busy at once, and no more calls are on the wire than places', async () => {
    const { ask, heard } = await build(() => undefined, { concurrency: 2, queue: 3, timeoutMs: 300 });
    const waiting = Array.from({ length: 5 }, () => ask('yb'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask('yb')).toEqual({ ok: false, fault: 'busy' });
    expect(heard).toHaveLength(2);
    expect((await Promise.all(waiting)).every((one) => !one.ok && one.fault === 'timeout')).toBe(true);
    expect(heard).toHaveLength(2);
  });

  test('after failures in a row nothing is sent until one probe, and only one, has found the department well', async () => {
    let ill = true;
    const { ask, heard, connectors } = await build(
      (_heard, response) => (ill ? say(response, '', 503) : setTimeout(() => say(response, good), 50)),
      { failuresToOpen: 2, openMs: 100 },
    );
    await ask('yb', { idempotent: false });
    await ask('yb', { idempotent: false });
    expect(connectors.breakerStates()).toEqual({ yb: 'open' });
    expect(await ask('yb')).toEqual({ ok: false, fault: 'circuitOpen' });
    expect(heard).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await ask('yb')).toMatchObject({ fault: 'unavailable' });
    expect(heard).toHaveLength(3);
    ill = false;
    await new Promise((resolve) => setTimeout(resolve, 120));
    const replies = await Promise.all(Array.from({ length: 10 }, () => ask('yb')));
    expect(replies.map((one) => one.ok || one.fault).sort()).toEqual([...Array.from({ length: 9 }, () => 'circuitOpen'), true]);
    expect(heard).toHaveLength(4);
    expect(connectors.breakerStates()).toEqual({ yb: 'closed' });
  });

  test('a refused signature or a quota does not open the breaker', async () => {
    const { ask, connectors } = await build((_heard, response, nth) => say(response, '', nth % 2 ? 401 : 429), { failuresToOpen: 2 });
    for (let i = 0; i < 6; i += 1) await ask('yb');
    expect(connectors.breakerStates()).toEqual({ yb: 'closed' });
  });

  test('a department that hangs leaves the other one its speed', async () => {
    const [hanging, well] = await Promise.all([startDepartment(() => undefined), startDepartment((_heard, response) => say(response, good))]);
    open.push(hanging, well);
    const { ask } = connect({ yb: hanging.baseUrl, rs: well.baseUrl }, { concurrency: 4, queue: 4, timeoutMs: 400 });
    const stuck = Array.from({ length: 20 }, () => ask('yb'));
    let over = false;
    void Promise.all(stuck).then(() => (over = true));
    const replies = await Promise.all(Array.from({ length: 8 }, () => ask('rs')));
    expect(replies.every((one) => one.ok)).toBe(true);
    expect(over).toBe(false);
    await Promise.all(stuck);
  });

  test('reports hold no name, no number and no body', async () => {
    const { ask, reports } = await build((_heard, response) => say(response, good));
    await ask('yb', { body: { aac002: '11010519491231002X', aac003: '张三' } });
    expect(JSON.stringify(reports)).not.toMatch(/11010519491231002X|张三/);
    expect(reports[0]).toMatchObject({ department: 'yb', service: '/p', outcome: 'ok', attempts: 1 });
  });
});

describe('faults of our own', () => {
  test('a call inside a database transaction is a programming error', async () => {
    const { ask } = connect({ yb: 'http://127.0.0.1:1' }, {}, { inside: true });
    await expect(ask('yb')).rejects.toThrow('inside a database transaction');
  });
  test('a department that the profile does not have, or has twice, is an error of the set-up', () => {
    const { connectors } = connect({ yb: 'http://127.0.0.1:1' });
    expect(() => connectors.client('nobody')).toThrow('not in the city');
    const one = { id: 'x', dialect: 'provincial-hmac', baseUrl: 'http://127.0.0.1:1', accessKey: 'a', secretKey: 's' } as const;
    expect(() => createConnectors({ profile: [one, one], now: () => new Date(), insideTransaction: () => false })).toThrow('twice');
  });
});

describe('certificates', () => {
  test('an unknown certificate is refused even when the environment says otherwise, and a named authority is trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengban-tls-'));
    try {
      const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
      const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...names], { stdio: 'ignore' });
      const cert = readFileSync(join(folder, 'cert.pem'), 'utf8');
      const server = createServer({ key: readFileSync(join(folder, 'key.pem')), cert }, (_request, response) => response.end(good));
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      open.push({ close: async () => server.close() });
      const address = { yb: `https://127.0.0.1:${(server.address() as AddressInfo).port}` };
      expect(await connect(address).ask('yb')).toMatchObject({ ok: false, fault: 'unavailable' });
      // The variable is read by Node itself, so it needs a process of its own.
      const program = `
        const { createTransport } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'transport.ts')).href)});
        const transport = createTransport({ sockets: 1, answerBytes: 100 });
        const wire = { method: 'GET', url: '${address.yb}', headers: {}, signal: new AbortController().signal };
        console.log((await transport.send(wire)).fault, (await fetch('${address.yb}')).status);
        await transport.close();`;
      const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '' };
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env });
      expect(stdout.trim()).toBe('unavailable 200');
      expect(await connect(address, {}, { ca: cert }).ask('yb')).toMatchObject({ ok: true });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
