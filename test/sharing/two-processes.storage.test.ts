import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { accountMe } from '../../src/contract/platform/account.ts';
import { identityBind } from '../../src/contract/platform/identity.ts';
import { sessionEnd } from '../../src/contract/platform/session.ts';
import { startCity, type City } from '../support/city.ts';
import { Citizen, signedHeaders } from '../support/citizen.ts';
import { postgresUrl } from '../support/databases.ts';

/** Two gateway processes on one PostgreSQL and one Redis: what one knows, the other knows. */
const redisUrl = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const required = process.env['CHENGBAN_REQUIRE_SERVICES'] === '1';

async function answering(): Promise<string | null> {
  const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined);
  const client = new pg.Client({ connectionString: postgresUrl, connectionTimeoutMillis: 2000 });
  try {
    await redis.connect();
    await client.connect();
    return null;
  } catch (error) {
    return (error as Error).message || 'no answer';
  } finally {
    redis.disconnect();
    await client.end().catch(() => undefined);
  }
}

const missing = await answering();
if (missing && required) throw new Error(`Redis and PostgreSQL are required here: ${missing}`);
process.stderr.write(missing ? `sharing tests: skipped, Redis or PostgreSQL does not answer (${missing})\n` : 'sharing tests: PostgreSQL and Redis used\n');
const described = missing ? describe.skip : describe;

const database = `chengban_sharing_${process.pid}`;
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

described('two gateway processes', () => {
  let city: City;
  let second: ChildProcess;
  let secondUrl = '';
  const folder = mkdtempSync(join(tmpdir(), 'chengban-second-'));

  beforeAll(async () => {
    await onServer(`create database ${database}`);
    const url = new URL(postgresUrl);
    url.pathname = `/${database}`;
    city = await startCity({ storage: url.toString(), env: { REDIS_URL: redisUrl, GATEWAY_PROCESSES: '2' } });
    const env = { ...process.env, ...city.env, KEYS_DIR: join(city.env['CHENGBAN_DATA_DIR'] ?? '', 'keys'), CHENGBAN_DATA_DIR: folder, GATEWAY_PORT: '0', GATEWAY_INTERNAL_PORT: '0' };
    second = spawn(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'src/gateway/main.ts'], { cwd: join(import.meta.dirname, '../..'), env, stdio: ['ignore', 'pipe', 'inherit'] });
    secondUrl = await new Promise<string>((resolve, reject) => {
      second.stdout?.on('data', (chunk: Buffer) => {
        const ready = /Gateway ready on (\S+)/.exec(chunk.toString('utf8'));
        if (ready?.[1]) resolve(ready[1]);
      });
      second.once('exit', () => reject(new Error('the second gateway ended')));
    });
  }, 60_000);

  afterAll(async () => {
    second.kill('SIGTERM');
    await city.stop();
    rmSync(folder, { recursive: true, force: true });
    await onServer(`drop database if exists ${database} with (force)`);
  }, 30_000);

  test('a call that the first has answered is a replay at the second', async () => {
    const citizen = new Citizen(city, 'employee');
    await citizen.login();
    const path = `/api/v1${accountMe.path}`;
    const headers = signedHeaders(citizen.grant!, 1, 'GET', path, '', '');
    expect((await fetch(`${city.gatewayUrl}${path}`, { headers })).status).toBe(200);
    const again = await fetch(`${secondUrl}${path}`, { headers });
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'replayed']);
  });

  test('a session of the first works at the second', async () => {
    const citizen = new Citizen(city, 'employee');
    await citizen.login();
    const elsewhere = new Citizen({ ...city, gatewayUrl: secondUrl }, 'employee');
    elsewhere.accept(citizen.grant!);
    expect((await elsewhere.call(accountMe, {})).ok).toBe(true);
  });

  test('a limit counts the calls of both', async () => {
    const citizen = new Citizen(city, 'flexible');
    await citizen.login();
    const elsewhere = new Citizen({ ...city, gatewayUrl: secondUrl }, 'flexible');
    elsewhere.accept(citizen.grant!);
    const path = `/api/v1${identityBind.path}`;
    const codes: string[] = [];
    for (let i = 1; i <= 12; i += 1) {
      const body = JSON.stringify({ code: `ABCDEFG${i % 10}` });
      const headers = { ...signedHeaders(citizen.grant!, i, 'POST', path, body, `bind.${i}`), 'content-type': 'application/json' };
      const answer = await fetch(`${i % 2 ? city.gatewayUrl : secondUrl}${path}`, { method: 'POST', headers, body });
      codes.push(((await answer.json()) as { code: string }).code);
    }
    expect(codes.slice(0, 10)).not.toContain('tooManyRequests');
    expect(codes.slice(10)).toEqual(['tooManyRequests', 'tooManyRequests']);
  });

  test('a sign-out at the first ends the session at the second', async () => {
    const citizen = new Citizen(city, 'employee');
    await citizen.login();
    const elsewhere = new Citizen({ ...city, gatewayUrl: secondUrl }, 'employee');
    elsewhere.accept(citizen.grant!);
    for (let i = 0; i < 5; i += 1) await elsewhere.call(accountMe, {});
    const path = `/api/v1${sessionEnd.path}`;
    const headers = { ...signedHeaders(citizen.grant!, 1000, 'POST', path, '{}', 'end.1'), 'content-type': 'application/json' };
    expect((await fetch(`${city.gatewayUrl}${path}`, { method: 'POST', headers, body: '{}' })).status).toBe(200);
    let code: string | undefined;
    while (code === undefined) {
      const reply = await elsewhere.call(accountMe, {});
      if (!reply.ok) code = reply.problem?.code;
    }
    expect(code).toBe('sessionRevoked');
  }, 15_000);
});
