import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cityEnvironment, newSecrets } from '../../config/bootstrap/demo-city.mjs';
import type { Operation } from '../../src/contract/operation.ts';
import { consentsDecide } from '../../src/contract/platform/account.ts';
import { identityBind } from '../../src/contract/platform/identity.ts';
import { sessionCreate, type SessionGrant } from '../../src/contract/platform/session.ts';
import { residentIdCheckDigit } from '../../src/contract/credentials.ts';
import { signedHeaders } from '../support/citizen.ts';
import type { LoadSession } from './load.ts';
import { startProgram } from './processes.ts';

/** A gateway under load, with its people. */
export interface BenchGateway {
  readonly port: number;
  readonly pid: number;
  readonly sessions: LoadSession[];
  stop(): Promise<void>;
}

export interface BenchGatewayOptions {
  readonly departments: string;
  readonly citySecret: string;
  /** Address of a PostgreSQL database, null for the embedded one. */
  readonly databaseUrl: string | null;
  readonly people: number;
  /** Further flags for Node, such as those of a profile. */
  readonly nodeFlags?: readonly string[];
  /** Further environment for it. */
  readonly env?: Readonly<Record<string, string>>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** An invented number that fits its check digit; each index gives another. */
function numberOf(index: number): string {
  const body = `330000${1970 + (Math.floor(index / 999) % 30)}0101${String(1 + (index % 999)).padStart(3, '0')}`;
  return body + residentIdCheckDigit(body);
}

interface Addresses {
  readonly origin: string;
  readonly internal: string;
  readonly hallSecret: string;
}

/** One person through the real journey: guest session, binding code of a counter, consent to both departments. */
async function enrol(at: Addresses, index: number): Promise<LoadSession> {
  const address = `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
  let counter = 0;
  let grant: SessionGrant | null = null;
  const call = async (operation: Operation, body: unknown): Promise<unknown> => {
    const path = `/api/v1${operation.path}`;
    const text = JSON.stringify(body);
    counter += 1;
    const key = operation.mutates ? randomUUID() : '';
    const headers = { 'content-type': 'application/json', origin: at.origin, 'x-forwarded-for': address, ...(grant ? signedHeaders(grant, counter, 'POST', path, text, key) : {}) };
    const answer = await fetch(`${at.origin}${path}`, { method: 'POST', headers, body: text });
    const said = (await answer.json()) as { ok?: boolean; data?: unknown };
    if (!said.ok) throw new Error(`${operation.name}: ${JSON.stringify(said)}`);
    return said.data;
  };
  grant = (await call(sessionCreate, { host: 'h5' })) as SessionGrant;
  counter = 0;
  const desk = await fetch(`${at.internal}/internal/binding-codes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${at.hallSecret}` },
    body: JSON.stringify({ name: '测试人', credentialType: 'residentId', credentialNo: numberOf(index), channel: 'counter' }),
  });
  const slip = (await desk.json()) as { code?: string };
  if (!slip.code) throw new Error(`no binding code: ${JSON.stringify(slip)}`);
  grant = (await call(identityBind, { code: slip.code })) as SessionGrant;
  counter = 0;
  for (const purpose of ['social-security.rs', 'social-security.yb']) await call(consentsDecide, { purpose, version: 1, decision: 'granted' });
  return { token: grant.token, signatureKey: grant.signatureKey, address, counter: counter + 1 };
}

/** Starts a gateway with all its policies, its log in a file, and enrols people. */
export async function startBenchGateway(options: BenchGatewayOptions): Promise<BenchGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'chengban-bench-'));
  const ports = { gateway: await freePort(), internal: await freePort(), sandbox: 1 };
  const secrets = { ...newSecrets(), CITY_SECRET: options.citySecret } as Record<string, string>;
  const env: Record<string, string> = {
    ...cityEnvironment({ ports, dataDir: join(folder, 'data'), secrets }),
    SANDBOX_URL: options.departments,
    LOG_FILE: join(folder, 'gateway.log'),
    // The people of the bench seem to come from addresses of their own.
    TRUSTED_PROXIES: '127.0.0.1',
    H5_DIR: join(folder, 'none'),
    DATABASE_URL: options.databaseUrl ?? '',
    REDIS_URL: '',
    ...options.env,
  };
  const started = await startProgram([...(options.nodeFlags ?? []), 'src/gateway/main.ts'], /Gateway ready on (\S+)/, env);
  const at = { origin: `http://127.0.0.1:${ports.gateway}`, internal: `http://127.0.0.1:${ports.internal}`, hallSecret: secrets['HALL_SECRET'] ?? '' };
  const sessions: LoadSession[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (next < options.people) sessions.push(await enrol(at, next++));
  }));
  return {
    port: ports.gateway, pid: started.pid, sessions,
    async stop() {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
