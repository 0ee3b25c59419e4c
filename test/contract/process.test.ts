import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The gateway as a process: what it says when it cannot start, that it survives a kill and ends in order. */
const folder = mkdtempSync(join(tmpdir(), 'chengban-process-'));
const root = join(import.meta.dirname, '../..');
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  /** Resolves with the ready line or, when it ends before, with what it said. */
  readonly said: Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'src/gateway/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'], GATEWAY_PORT: '0', GATEWAY_INTERNAL_PORT: '0', CHENGBAN_DATA_DIR: join(folder, 'data'), SANDBOX_URL: 'http://127.0.0.1:9',
      CITY_SECRET: 'of-this-test', LOG_FILE: join(folder, 'logs', 'gateway.log'), H5_DIR: folder, ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let text = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const said = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('Gateway ready')) resolve(text);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => setImmediate(() => resolve(text)));
  });
  return { child, said, ended };
}
const addresses = (line: string) => [...line.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map((one) => one[0]);

describe('a start that cannot work', () => {
  test.each([
    ['a wrong port', { GATEWAY_PORT: '99999' }, /Option GATEWAY_PORT/],
    ['a profile that is not there', { CHENGBAN_PROFILE: 'atlantis' }, /Option CHENGBAN_PROFILE/],
    ['two processes without Redis', { GATEWAY_PROCESSES: '2' }, /REDIS_URL/],
  ])('%s is named in one sentence, without a stack', async (_what, env, words) => {
    const { said, ended } = start(env as unknown as Record<string, string>);
    expect(await said).toMatch(words);
    expect(await said).not.toMatch(/\bat .*:\d+:\d+/);
    expect(await ended).toBe(1);
  }, 30_000);
});

test('a second process is refused, a killed one starts again on the same data, SIGTERM ends in order', async () => {
  const first = start({});
  expect(await first.said).toContain('Gateway ready');
  const [, internal] = addresses(await first.said);
  expect((await fetch(`${internal}/health`)).status).toBe(200);
  expect(await (await fetch(`${internal}/ready`)).json()).toEqual({ ready: true, missing: null });
  expect(await (await fetch(`${internal}/metrics`)).text()).toContain('chengban_audit_unsealed_rows');

  const second = start({});
  expect(await second.ended).toBe(1);
  expect(await second.said).toContain(join(folder, 'data'));
  expect(await second.said).not.toMatch(/\bat .*:\d+:\d+/);

  first.child.kill('SIGKILL');
  await first.ended;
  const third = start({});
  expect(await third.said).toContain('Gateway ready');
  const [url] = addresses(await third.said);
  expect((await fetch(`${url}/api/v1/city/info`)).status).toBe(200);
  third.child.kill('SIGTERM');
  expect(await third.ended).toBe(0);
  const logs = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8')).join('');
  expect(logs).toContain('"operation":"city.info"');
}, 120_000);

test('production refuses everything of the demo at once', async () => {
  const { said, ended } = start({ NODE_ENV: 'production', CHENGBAN_DATA_DIR: join(folder, 'production'), KEYS_DIR: join(folder, 'data', 'keys'), NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  expect(await ended).toBe(1);
  const text = await said;
  for (const words of ['PGlite', 'plain HTTP', 'sandbox', 'CITY_SECRET', 'departments.rs: The department is asked over plain HTTP', 'NODE_TLS_REJECT_UNAUTHORIZED']) expect(text).toContain(words);
}, 60_000);
