import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../src/contract/problems.ts';
import { inventPerson, startTestGateway, type TestGateway } from './support/gateway.ts';
import { send, type Reply, type TestSession } from './support/session.ts';

/** What a call leaves behind: its audit row, its line in the person's own log, its line in the gateway's log – and nothing personal in the last. */
const logs = mkdtempSync(join(tmpdir(), 'chengban-traces-'));
const secret = { name: '欧阳震华', credentialNo: '11010519491231002X', phone: '13800138000' };
let gateway: TestGateway;
let tight: ReadonlySet<string> = new Set();

beforeAll(async () => {
  gateway = await startTestGateway({
    // A limit that one test closes; open otherwise.
    limits: (name) => ({ take: async () => (tight.has(name) ? refuse('tooManyRequests', { retryAfterSeconds: 7 }) : null) }),
    handlers: {
      // A fault of ours with everything in it that must not get out.
      'messages.list': { kind: 'read', handle: async () => { throw new Error(`row of ${secret.name} ${secret.credentialNo} ${secret.phone}`); } },
      'account.accessLog': { kind: 'read', handle: async () => ({ ok: true, data: { entries: secret } }) },
      'messages.markRead': { kind: 'write', write: async () => { throw new Error(`write of ${secret.credentialNo}`); }, read: async () => ({ ok: true, data: { done: true } }) },
    },
  }, { LOG_LEVEL: 'info', LOG_FILE: join(logs, 'gateway.log') });
}, 120_000);
afterAll(async () => {
  await gateway?.end();
  rmSync(logs, { recursive: true, force: true });
});

const rowsOf = async (reply: Reply) => {
  const { rows } = await gateway.storage.executeSql('select kind, outcome, operation, subject_ref from audit_rows where trace_id = $1', [reply.json?.traceId]);
  return rows;
};
const me = { method: 'GET', path: '/account/me' } as const;

describe('every refusal after the session step has its audit row', () => {
  const refusals: readonly (readonly [string, string, (session: TestSession) => Promise<Reply>])[] = [
    ['signatureInvalid', 'account.me', (one) => one.call({ ...me, spoil: () => '0'.repeat(64) })],
    ['clockSkewed', 'account.me', (one) => one.call({ ...me, time: Date.now() - 301_000 })],
    ['clockSkewed', 'account.me', (one) => one.call({ ...me, time: Date.now() + 301_000 })],
    ['replayed', 'account.me', async (one) => { const counter = one.nextCounter(); await one.call({ ...me, counter }); return one.call({ ...me, counter }); }],
    ['tooManyRequests', 'account.setPreferences', async (one) => {
      tight = new Set(['person:account.setPreferences']);
      const reply = await one.call({ method: 'POST', path: '/account/preferences', body: { elder: true, locale: 'en', subjectType: 'natural' } });
      tight = new Set();
      expect(reply.headers.get('retry-after')).toBe('7');
      return reply;
    }],
    ['levelTooLow', 'account.fullNumber', (one) => one.call({ method: 'GET', path: '/account/number' })],
    ['consentRequired', 'socialSecurity.status', (one) => one.call({ method: 'GET', path: '/social-security/status' })],
    ['inputInvalid', 'drafts.open', (one) => one.call({ method: 'POST', path: '/drafts/open', body: { kind: 'nothing' } })],
    ['notFound', 'drafts.discard', (one) => one.call({ method: 'POST', path: '/drafts/discard', body: { draftId: 'nobodys' } })],
    ['malformedRequest', 'drafts.open', (one) => one.call({ method: 'POST', path: '/drafts/open', body: { kind: 'checkRequest' }, key: 'a key with blanks' })],
    ['keyReused', 'account.setPreferences', async (one) => {
      const key = randomUUID();
      const save = (elder: boolean) => one.call({ method: 'POST', path: '/account/preferences', body: { elder, locale: 'en', subjectType: 'natural' }, key });
      await save(true);
      return save(false);
    }],
    ['departmentUnavailable', 'socialSecurity.medicalStatus', async (one) => {
      await gateway.consent(one, 'social-security.yb');
      return one.call({ method: 'GET', path: '/social-security/medical-status' });
    }],
    ['internalError', 'messages.list', (one) => one.call({ method: 'POST', path: '/messages/list', body: { page: 1 } })],
    ['internalError', 'messages.markRead', (one) => one.call({ method: 'POST', path: '/messages/read', body: { messageId: 'm' } })],
    ['internalError', 'account.accessLog', (one) => one.call({ method: 'POST', path: '/account/access-log', body: { page: 1 } })],
  ];
  test.each(refusals)('%s of %s', async (code, operation, act) => {
    const reply = await act(await gateway.session('L2'));
    expect(reply.json?.code).toBe(code);
    expect(await rowsOf(reply)).toEqual([{ kind: 'refusal', outcome: code, operation, subject_ref: expect.any(String) }]);
    expect(reply.text).not.toMatch(/欧阳|11010519491231002X|13800138000|\bat .*:\d+:\d+/);
  });

  test('a suspended service too', async () => {
    await gateway.storage.transaction(async (tx) => {
      await tx.insertInto('kill_switches').values({ department: 'rs', reason: '系统升级', off_since: new Date() }).execute();
      await gateway.changes.announce(tx, 'kill', 'rs');
    });
    let reply: Reply;
    const session = await gateway.session('L2');
    for (let i = 0; ; i += 1) {
      reply = await session.call({ method: 'GET', path: '/social-security/status' });
      if (reply.json?.code === 'serviceSuspended' || i === 60) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(reply.json?.code).toBe('serviceSuspended');
    expect(await rowsOf(reply)).toMatchObject([{ outcome: 'serviceSuspended' }]);
  });

  test('a refusal before it is counted and not audited', async () => {
    const expired = await gateway.session('L2', { at: Date.now() - 24 * 60 * 60_000 });
    for (const reply of [await send(gateway.url, me), await expired.call(me), await send(gateway.url, { method: 'POST', path: '/drafts/open', rawBody: '[' })]) {
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(await rowsOf(reply)).toEqual([]);
    }
    const metrics = await (await fetch(`${gateway.internalUrl}/metrics`)).text();
    for (const outcome of ['sessionMissing', 'sessionExpired', 'malformedRequest']) expect(metrics).toContain(`outcome="${outcome}"`);
  });
});

test('the log names each call and its outcome, and holds no name, number, token or key', async () => {
  const person = inventPerson();
  const session = await gateway.session('L3', { person });
  const shown = await session.call({ method: 'GET', path: '/account/number' });
  expect(shown.text).toContain(person.credentialNo);
  const hidden = await session.call({ ...me, headers: { 'x-status-in-body': '1' }, spoil: () => 'f'.repeat(64) });
  expect([hidden.status, hidden.json]).toMatchObject([200, { status: 401 }]);
  await session.call({ method: 'POST', path: '/messages/list', body: { page: 1 } });
  const read = () => readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8')).join('');
  let text = read();
  for (let i = 0; i < 60 && !/messages\.list[^\n]*internalError/.test(text); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    text = read();
  }
  expect(text).toMatch(/call failed/);
  // Inside a 200 travelled a 401: the log has the true one.
  expect(text.split('\n').filter((line) => line.includes('signatureInvalid')).every((line) => line.includes('"status":401'))).toBe(true);
  for (const canary of [secret.credentialNo, secret.phone, person.credentialNo, session.grant.token, session.grant.signatureKey, '系统升级']) expect(text).not.toContain(canary);
  expect(text).not.toContain(secret.name);
});
