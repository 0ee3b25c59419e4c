import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { levels, reaches, type Level } from '../../src/contract/levels.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { problemCodes, problemFacts, type ProblemCode } from '../../src/contract/problems.ts';
import { createRegistry, loadServices } from '../../src/gateway/registry.ts';
import { startTestGateway, type TestGateway } from './support/gateway.ts';
import { mutationsOf, sampleOf, script } from './support/samples.ts';
import { send, type Reply, type Sent, type TestSession } from './support/session.ts';

/** Fewer cases than this means that a declaration or a mutation fell out of the net. */
const committedMinimum = 3500;

const { operations } = createRegistry(await loadServices());
let gateway: TestGateway;
let cases = 0;
let mutations = 0;

beforeAll(async () => {
  gateway = await startTestGateway();
}, 60_000);
afterAll(async () => {
  await gateway?.end();
});

/** What holds for every answer: a problem of the closed list with its own status, no stack, no echo, no 500. */
function sound(reply: Reply, about: string): void {
  cases += 1;
  const said = `${about}: ${reply.status} ${reply.text.slice(0, 200)}`;
  expect([said, reply.json === null]).toEqual([said, false]);
  expect([said, reply.status === 500]).toEqual([said, false]);
  expect([said, /\bat .*\(?.*:\d+:\d+\)?|node_modules|<script/i.test(reply.text)]).toEqual([said, false]);
  if (reply.status === 200) return;
  const code = reply.json?.code as ProblemCode;
  expect([said, problemCodes.includes(code)]).toEqual([said, true]);
  expect([said, reply.status]).toEqual([said, problemFacts[code].status]);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect([said, Boolean(reply.json?.title && reply.json.detail && reply.json.next && reply.json.traceId)]).toEqual([said, true]);
}

function refused(reply: Reply, code: ProblemCode, about: string): void {
  sound(reply, about);
  expect([about, reply.json?.code ?? `${reply.status} ${reply.text.slice(0, 200)}`]).toEqual([about, code]);
}

/** The refusal that stands before the input is looked at, or null. */
function earlier(operation: Operation, level: Level, consented: boolean): ProblemCode | null {
  if (operation.level === 'L0') return null;
  if (level === 'L0') return 'sessionMissing';
  if (!reaches(level, operation.level)) return 'levelTooLow';
  const asks = operation.basis.basis === 'consent' || operation.basis.basis === 'separateConsent';
  return asks && !consented ? 'consentRequired' : null;
}

type Caller = (sent: Sent) => Promise<Reply>;

async function callers(operation: Operation, level: Level): Promise<{ call: Caller; session: TestSession | null }> {
  if (level === 'L0') return { call: (sent) => send(gateway.url, sent), session: null };
  const session = await gateway.session(level);
  const asks = operation.basis.basis === 'consent' || operation.basis.basis === 'separateConsent';
  if (asks && level !== 'L1') await gateway.consent(session, operation.basis.purpose);
  return { call: (sent) => session.call(sent), session };
}

describe.each(operations.map((one) => [one.name, one] as const))('%s', (name, operation) => {
  const base = { method: operation.method, path: operation.path } as const;
  const good = () => sampleOf(operation.input) as Record<string, unknown>;

  test('has a sample that its own schema accepts', () => {
    expect(v.safeParse(operation.input, good()).issues).toBeUndefined();
  });

  test.each(levels)('at level %s', async (level) => {
    const about = (what: string) => `${name} at ${level}: ${what}`;
    const { call, session } = await callers(operation, level);
    const stop = earlier(operation, level, true);

    // On a session of its own: a good call may end its session.
    const first = await (await callers(operation, level)).call({ ...base, body: good() });
    if (stop) refused(first, stop, about('good call'));
    else sound(first, about('good call'));
    if (stop === 'levelTooLow') expect(first.json?.requiredLevel).toBe(operation.level);

    if (operation.method === 'POST') {
      for (const { what, body, field } of mutationsOf(operation.input)) {
        mutations += 1;
        const reply = await call({ ...base, body });
        refused(reply, stop ?? 'inputInvalid', about(what));
        if (!stop) expect([about(what), reply.json?.fields?.map((one) => one.field.split('.')[0])]).toEqual([about(what), expect.arrayContaining([field])]);
        expect([about(what), reply.text.includes('surprise') || reply.text.includes(script)]).toEqual([about(what), false]);
      }
      mutations += 4;
      refused(await call({ ...base, rawBody: 'a=b', contentType: 'application/x-www-form-urlencoded' }), 'unsupportedMediaType', about('a form'));
      refused(await call({ ...base, rawBody: JSON.stringify({ x: 'y'.repeat(1 << 20) }) }), 'bodyTooLarge', about('1 MB'));
      refused(await call({ ...base, rawBody: '['.repeat(10_000) }), 'malformedRequest', about('10^4 levels'));
      refused(await call({ ...base, rawBody: '{"__proto__":{"level":"L3"}}' }), 'malformedRequest', about('a prototype key'));
    }
    if (!session) return;
    mutations += 5;
    if (operation.level === 'L0') {
      // Anonymous operations carry neither signature nor counter: a spoiled one changes nothing.
      const reply = await call({ ...base, body: good(), spoil: () => 'no signature at all' });
      sound(reply, about('a spoiled signature'));
      expect([about('a spoiled signature'), reply.status]).toEqual([about('a spoiled signature'), first.status]);
      return;
    }
    refused(await call({ ...base, body: good(), spoil: (one) => one.replace(/^./, (c) => (c === '0' ? '1' : '0')) }), 'signatureInvalid', about('a bad signature'));
    refused(await call({ ...base, body: good(), time: Date.now() - 6 * 60_000 }), 'clockSkewed', about('an old clock'));
    const counter = session.nextCounter();
    await call({ ...base, body: good(), counter });
    const again = await call({ ...base, body: good(), counter });
    // After a sign-out or deletion the session itself is gone, which is said first.
    if (again.json?.code !== 'sessionRevoked') refused(again, 'replayed', about('a replay'));
    else sound(again, about('a replay'));
    const expired = await gateway.session(level as 'L1', { at: Date.now() - 24 * 60 * 60_000 });
    refused(await expired.call({ ...base, body: good() }), 'sessionExpired', about('an expired session'));
    const [one, other] = [await gateway.session(level as 'L1'), await gateway.session(level as 'L1')];
    Object.defineProperty(one.grant, 'signatureKey', { value: other.grant.signatureKey });
    refused(await one.call({ ...base, body: good() }), 'signatureInvalid', about("another session's key"));
  }, 60_000);

  const asks = operation.basis.basis === 'consent' || operation.basis.basis === 'separateConsent';
  if (asks) test('without consent is refused with the purpose to ask for', async () => {
    const session = await gateway.session('L3');
    const reply = await session.call({ ...base, body: good() });
    refused(reply, 'consentRequired', name);
    expect(reply.json?.purposes).toEqual([operation.basis.purpose]);
  });

  if (operation.mutates) test('done twice with one key is done once and answered alike', async () => {
    const session = await gateway.session(operation.level === 'L0' ? 'L1' : operation.level);
    const key = randomUUID();
    const [first, second] = [await session.call({ ...base, body: good(), key }), await session.call({ ...base, body: good(), key })];
    sound(first, name);
    sound(second, name);
    if (second.json?.code !== 'sessionRevoked') expect([name, second.status, second.json?.code]).toEqual([name, first.status, first.json?.code]);
    const { rows } = await gateway.storage.executeSql('select count(*)::int as n from idempotency where idempotency_key = $1', [key]);
    expect(rows[0]?.['n']).toBeLessThanOrEqual(1);
  });
});

test('a written expectation, independent of the declarations', () => {
  const level = (name: string) => operations.find((one) => one.name === name)?.level;
  expect({
    city: level('city.info'), me: level('account.me'), number: level('account.fullNumber'), remove: level('account.delete'),
    drafts: level('drafts.open'), months: level('socialSecurity.contributions'), consents: level('consents.decide'),
  }).toEqual({ city: 'L0', me: 'L1', number: 'L3', remove: 'L3', drafts: 'L2', months: 'L2', consents: 'L2' });
});

test('the cases are as many as committed, or more', () => {
  console.log(`operations × levels × mutations: ${operations.length} × ${levels.length}, ${mutations} mutations: ${cases} cases`);
  expect(cases).toBeGreaterThanOrEqual(committedMinimum);
});
