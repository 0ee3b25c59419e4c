import { beforeEach, describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import * as v from 'valibot';
import { classed } from '../../contract/field-class.ts';
import { defineOperation, type Operation } from '../../contract/operation.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { canonicalText } from '../../contract/signing.ts';
import type { AuditEntry } from '../audit/row.ts';
import type { AnyHandler } from '../ports.ts';
import type { Call } from './call.ts';
import { memoryCounterWindow } from './counter.ts';
import { compileMask } from './output.ts';
import { createPersonCache } from './person-cache.ts';
import { createPipeline, type PipelineDeps } from './pipeline.ts';
import type { PreparedOperation } from './prepared.ts';
import type { OpenedSession } from './session.ts';

const read = defineOperation({
  name: 'thing.read', method: 'GET', path: '/thing', summary: '读取', input: v.strictObject({}), output: v.object({ name: v.pipe(v.string(), classed('personal', { mask: 'name' })) }),
  level: 'L2', basis: { basis: 'consent', purpose: 'thing' }, mutates: false, cacheSeconds: 300, timeoutMs: 150,
  rate: { limit: 1, windowSeconds: 60, by: 'person' }, department: 'rs', readsPersonal: true,
});

let steps: string[];
let audited: AuditEntry[];
let refusals: { address: Refusal | null; person: Refusal | null; consent: Refusal | null; suspended: boolean };
let answer: () => Promise<unknown>;
let counter = 0;
beforeEach(() => {
  steps = [];
  audited = [];
  refusals = { address: null, person: null, consent: null, suspended: false };
  answer = async () => ({ ok: true, data: { name: '张小三' }, sources: [{ department: 'rs', state: 'ok', dataTime: null }] });
});

const key = new Uint8Array(32).fill(7);
const session = { sessionId: 's', accountRef: 'a', personRef: 'p', level: 'L2', host: 'h5', signatureKey: key, issuedAt: Date.now() + 1000 } as OpenedSession;

function setUp(operation: Operation = read, handler: AnyHandler | null = null, opened: OpenedSession | Refusal = session) {
  const note = <T>(name: string, value: T) => { steps.push(name); return value; };
  const changes = { subscribe: () => () => undefined, announce: async () => undefined, close: async () => undefined };
  const prepared: PreparedOperation = {
    operation, name: operation.name, url: `/api/v1${operation.path}`, handler, departmentHandler: handler ? null : async () => refuse('internalError'),
    mask: compileMask(operation.output), auditKind: 'read', needsConsent: operation.basis.basis === 'consent', purposeVersion: 1, labels: new Map(),
    addressLimit: { take: async (who) => note(`address ${who}`, refusals.address) },
    personLimit: { take: async (who) => note(`person ${who}`, refusals.person) },
  };
  const deps: PipelineDeps = {
    tokens: { open: () => note('session', opened) },
    counters: memoryCounterWindow({ startedAt: 0 }),
    consents: { check: async (call) => { call.consentVersion = 1; return note('consent', refusals.consent); }, forget: () => undefined },
    kills: { reasonOf: () => (refusals.suspended ? '升级' : null), set: async () => undefined },
    cache: createPersonCache(changes),
    audit: { batch: async (entry) => { await new Promise((done) => setTimeout(done, 5)); audited.push(entry); } },
    unitOfWork: async () => ({ outcome: refuse('internalError'), changed: false }),
    askDepartment: async () => { steps.push('department'); return (await answer()) as never; },
    badOutput: (_call, paths) => { steps.push(`bad output ${paths.join()}`); },
    auditFailed: () => undefined,
    cacheUse: () => undefined,
  };
  const pipeline = createPipeline(prepared, deps);
  return (over: { signature?: string; now?: number } = {}) => {
    counter += 1;
    const time = String(over.now ?? Date.now());
    const signature = createHmac('sha256', key).update(canonicalText({
      method: 'GET', path: prepared.url, query: '', time, counter: String(counter), idempotencyKey: '', bodyDigest: createHash('sha256').digest('hex'),
    })).digest('hex');
    const headers = { authorization: 'Bearer 0123456789abcdef', 'x-cb-time': time, 'x-cb-counter': String(counter), 'x-cb-signature': over.signature ?? signature };
    return pipeline({
      operation: prepared, request: { headers, method: 'GET', raw: { url: prepared.url } }, traceId: 't', now: new Date(over.now ?? Date.now()), address: '192.0.2.1',
      session: null, rawBody: new Uint8Array(0), input: undefined, consentVersion: 0,
    } as unknown as Call);
  };
}

describe('the order of the steps', () => {
  test('address before session, session before signature, signature before everything that costs', async () => {
    refusals.address = refuse('tooManyRequests');
    expect(await setUp()()).toMatchObject({ code: 'tooManyRequests' });
    expect([steps, audited]).toEqual([['address 192.0.2.1'], []]);
    refusals.address = null;
    expect(await setUp(read, null, refuse('sessionExpired'))()).toMatchObject({ code: 'sessionExpired' });
    expect(audited).toEqual([]);
    steps = [];
    expect(await setUp()({ signature: '0'.repeat(64) })).toMatchObject({ code: 'signatureInvalid' });
    expect(steps).toEqual(['address 192.0.2.1', 'session']);
    expect(audited).toMatchObject([{ outcome: 'signatureInvalid', kind: 'refusal', personRef: 'p' }]);
  });
  test('the whole way, with the limit of the person and not of the address', async () => {
    await setUp()();
    expect(steps).toEqual(['address 192.0.2.1', 'session', 'person p', 'consent', 'department']);
  });
  test('a suspended department is refused before consent is looked at', async () => {
    refusals.suspended = true;
    expect(await setUp()()).toMatchObject({ code: 'serviceSuspended', department: 'rs' });
    expect(steps).not.toContain('consent');
  });
});

describe('the answer', () => {
  test('is masked, serialised once, and durable in the audit before it leaves', async () => {
    expect(await setUp()()).toMatchObject({ ok: true, data: '{"name":"张*三"}' });
    expect(audited).toMatchObject([{ outcome: 'ok', kind: 'read', department: 'rs', purpose: 'thing', level: 'L2' }]);
  });
  test('comes from the cache the second time, with its old time, and is audited again', async () => {
    const call = setUp();
    const now = Date.now();
    const first = await call();
    const second = await call({ now: now + 100_000 });
    expect(steps.filter((one) => one === 'department')).toHaveLength(1);
    expect(second).toMatchObject({ asOf: (first as { asOf: string }).asOf });
    expect(audited).toHaveLength(2);
    await call({ now: now + 301_000 });
    expect(steps.filter((one) => one === 'department')).toHaveLength(2);
  });
  test('with a missing source is not kept', async () => {
    answer = async () => ({ ok: true, data: { name: '张小三' }, sources: [{ department: 'rs', state: 'missing', dataTime: null }] });
    const call = setUp();
    await call();
    await call();
    expect(steps.filter((one) => one === 'department')).toHaveLength(2);
  });
  test('that breaks its own schema is a fault of ours and tells nothing', async () => {
    answer = async () => ({ ok: true, data: { name: 5, more: '11010519491231002X' }, sources: [] });
    expect(await setUp()()).toEqual(refuse('internalError'));
    expect(steps).toContain('bad output name:string');
  });
  test('that breaks half way is audited before the fault is told', async () => {
    answer = () => Promise.reject(new Error('broken'));
    await expect(setUp()()).rejects.toThrow('broken');
    expect(audited).toMatchObject([{ outcome: 'internalError', kind: 'refusal', personRef: 'p' }]);
  });
  test('of a department that is too slow is a time-out that names it', async () => {
    answer = () => new Promise(() => undefined);
    expect(await setUp()()).toMatchObject({ code: 'departmentTimeout', department: 'rs' });
    expect(audited).toMatchObject([{ outcome: 'departmentTimeout', kind: 'refusal' }]);
  });
});

test('an anonymous operation asks for no session and leaves no audit row', async () => {
  const open = defineOperation({ ...read, name: 'thing.open', level: 'L0', basis: { basis: 'none', purpose: '' }, department: undefined, cacheSeconds: undefined });
  const call = setUp(open, { kind: 'read', handle: async () => ({ ok: true, data: { name: '张三' } }) });
  expect(await call()).toMatchObject({ ok: true });
  expect([steps, audited]).toEqual([['address 192.0.2.1'], []]);
});
