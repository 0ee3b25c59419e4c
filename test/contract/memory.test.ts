import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { SessionGrant } from '../../src/contract/platform/session.ts';
import { grantSession } from '../../src/gateway/identity/sessions/grant.ts';
import { countingDepartments, personalNoOf } from './support/city-records.ts';
import { inventPerson, startTestGateway, type TestGateway } from './support/gateway.ts';
import { TestSession } from './support/session.ts';

/** What the gateway remembers for a moment – answers, levels, sessions – and when it must have forgotten. The clock is the test's. */
const minutes = (count: number) => count * 60_000;
const departments = countingDepartments();
let clock = Date.now();
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ connectors: departments, now: () => new Date(clock) });
}, 120_000);
afterAll(async () => {
  await gateway?.end();
});
beforeEach(() => {
  clock = Math.max(clock, Date.now());
  departments.asked.length = 0;
});

const purpose = 'social-security.rs';
type Level = 'L1' | 'L2' | 'L3';
const start = (level: Level, person = inventPerson()) => gateway.session(level, { person, at: clock });
const call = (session: TestSession, path: string, body?: unknown, key: string = randomUUID()) =>
  session.call({ method: body === undefined ? 'GET' : 'POST', path, ...(body !== undefined && { body }), time: clock, key });
const status = (session: TestSession) => call(session, '/social-security/status');
const decide = (session: TestSession, decision: string) => call(session, '/consents/decide', { purpose, version: gateway.registry.purposes.get(purpose)?.version, decision });
/** Polls for what another part reaches within a moment. */
async function soon<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  let value = await read();
  for (let i = 0; i < 60 && !done(value); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    value = await read();
  }
  return value;
}

describe('a remembered answer', () => {
  test('serves its own person a second time, never somebody else', async () => {
    const [one, other] = [inventPerson(), inventPerson()];
    const [mine, theirs] = [await start('L2', one), await start('L2', other)];
    for (const session of [mine, theirs]) await decide(session, 'granted');
    for (const [session, person] of [[mine, one], [theirs, other], [mine, one], [theirs, other]] as const) {
      const { personalNo } = (await status(session)).json?.data as { personalNo: string };
      const own = personalNoOf(person.credentialNo);
      expect(personalNo).toBe(own.slice(0, 3) + '*'.repeat(own.length - 7) + own.slice(-4));
    }
    expect(departments.asked).toEqual([one.credentialNo, other.credentialNo]);
  });
  test('ends after five minutes', async () => {
    const session = await start('L2');
    await decide(session, 'granted');
    await status(session);
    clock += minutes(5) - 1;
    const kept = await status(session);
    expect(departments.asked).toHaveLength(1);
    clock += 1;
    expect((await status(session)).json?.data).toEqual(kept.json?.data);
    expect(departments.asked).toHaveLength(2);
  });
  test('does not survive a withdrawal, not even when consent is given again', async () => {
    const session = await start('L2');
    await decide(session, 'granted');
    await status(session);
    await decide(session, 'withdrawn');
    expect((await status(session)).json).toMatchObject({ status: 403, code: 'consentRequired', purposes: [purpose] });
    await decide(session, 'granted');
    await status(session);
    expect(departments.asked).toHaveLength(2);
  });
  test('is out of reach without consent, and for a refusal as for silence', async () => {
    const session = await start('L3');
    expect((await status(session)).json?.code).toBe('consentRequired');
    await decide(session, 'refused');
    expect((await status(session)).json?.code).toBe('consentRequired');
    expect(departments.asked).toEqual([]);
  });
  test('does not survive a sign-out', async () => {
    const person = inventPerson();
    const session = await start('L2', person);
    await decide(session, 'granted');
    await status(session);
    expect((await call(session, '/session/end', {})).status).toBe(200);
    expect((await soon(() => status(session), (one) => one.status === 401)).json).toMatchObject({ status: 401, code: 'sessionRevoked' });
    await status(await start('L2', person));
    expect(departments.asked).toHaveLength(2);
  });
  test('does not survive a revocation of the person, and neither does any session', async () => {
    const person = inventPerson();
    const session = await start('L2', person);
    await decide(session, 'granted');
    await status(session);
    const opened = await gateway.identity.tokens.open(session.grant.token, new Date(clock));
    const personRef = ('personRef' in opened && opened.personRef) || '';
    await gateway.storage.transaction(async (tx) => {
      await tx.updateTable('persons').set({ epoch: 1 }).where('person_ref', '=', personRef).execute();
      await gateway.changes.announce(tx, 'person', personRef);
    });
    expect((await soon(() => status(session), (one) => one.status !== 200)).json?.code).toBe('sessionRevoked');
    const again = await start('L2', person);
    await status(again);
    expect(departments.asked).toHaveLength(2);
  });
});

describe('a level', () => {
  test('L3 lasts thirty minutes and not a moment longer', async () => {
    const session = await start('L3');
    clock += minutes(30) - 1;
    expect((await call(session, '/account/number')).status).toBe(200);
    clock += 1;
    expect((await call(session, '/account/number')).json).toMatchObject({ status: 403, code: 'levelTooLow', requiredLevel: 'L3', next: 'stepUp' });
    expect((await call(session, '/account/delete', { confirm: '注销账户' })).json?.code).toBe('levelTooLow');
    expect((await call(session, '/account/me')).json?.data).toMatchObject({ level: 'L2', l3Until: null });
  });
  test('L2 lasts two hours from its check, also in a session that is younger', async () => {
    const check = clock;
    const old = await start('L2');
    const opened = await gateway.identity.tokens.open(old.grant.token, new Date(clock));
    if ('code' in opened) throw new Error(opened.code);
    clock += minutes(60);
    const younger = await grantSession(gateway.storage.db, gateway.keys, opened.accountRef, { now: clock, family: null, withL3: false });
    if (!younger) throw new Error('no session');
    const session = new TestSession(gateway.url, younger);
    clock = check + minutes(120) - 1;
    expect((await call(session, '/drafts/open', { kind: 'checkRequest' })).status).toBe(200);
    clock += 1;
    expect((await call(session, '/drafts/open', { kind: 'checkRequest' })).json).toMatchObject({ code: 'levelTooLow', requiredLevel: 'L2' });
    // The account alone proves nobody: no name is shown any more.
    expect((await call(session, '/account/me')).json?.data).toMatchObject({ level: 'L1', person: null });
    expect((await call(old, '/account/me')).json).toMatchObject({ status: 401, code: 'sessionExpired', next: 'renewSession' });
  });
});

describe('a session', () => {
  test('sealed by another city, cut, changed or empty is none', async () => {
    const session = await start('L3');
    const { token } = session.grant;
    const foreign = await startTestGateway();
    try {
      const theirs = await foreign.session('L3');
      for (const wrong of [theirs.grant.token, token.slice(0, -4), `${token.slice(0, 40)}${token.charAt(40) === 'A' ? 'B' : 'A'}${token.slice(41)}`, 'x'.repeat(40)]) {
        const forged = new TestSession(gateway.url, { ...session.grant, token: wrong } as SessionGrant);
        expect((await call(forged, '/account/me')).json).toMatchObject({ status: 401, code: 'sessionExpired' });
      }
    } finally {
      await foreign.end();
    }
  }, 60_000);
  test('is bound to path, query, method and body: a signature of one call fits no other', async () => {
    const session = await start('L2');
    const draft = (await call(session, '/drafts/open', { kind: 'checkRequest' })).json?.data as { draftId: string };
    const swapped = await session.call({ method: 'POST', path: '/drafts/discard', body: { draftId: draft.draftId }, time: clock, headers: { 'x-cb-idempotency-key': randomUUID() } });
    expect(swapped.json?.code).toBe('signatureInvalid');
    expect((await call(session, '/drafts/discard', { draftId: draft.draftId })).status).toBe(200);
  });
});

test("nobody sees somebody else's check requests or messages in a list", async () => {
  const [mine, other] = [await start('L2'), await start('L2')];
  const { draftId } = (await call(mine, '/drafts/open', { kind: 'checkRequest' })).json?.data as { draftId: string };
  const created = await call(mine, '/check-requests/create', { draftId, operation: 'socialSecurity.status', kind: 'pension', period: null, dataDate: null, traceId: 't1', words: '参保状态和实际不一样' });
  expect(created.status).toBe(200);
  const { requestNo } = created.json?.data as { requestNo: string };
  for (const path of ['/check-requests/list', '/messages/list', '/account/access-log']) {
    const [own, foreign] = [await call(mine, path, { page: 1 }), await call(other, path, { page: 1 })];
    expect([own.status, foreign.status]).toEqual([200, 200]);
    expect(foreign.text).not.toContain(requestNo);
    expect(foreign.text).not.toContain('参保状态和实际不一样');
    if (path !== '/account/access-log') expect(own.text).toContain(requestNo);
  }
});
