import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { PersonIdentifiers } from '../../src/contract/department.ts';
import type { ProblemCode } from '../../src/contract/problems.ts';
import { departmentProfiles, loadProfile } from '../../src/gateway/city/profile.ts';
import { readConfig } from '../../src/gateway/config.ts';
import { createConnectors, type Connectors } from '../../src/gateway/connectors/index.ts';
import { createRegistry, loadServices } from '../../src/gateway/registry.ts';
import type { FaultOrder } from '../../src/sandbox/faults.ts';
import { demoPerson } from '../../src/sandbox/people.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { startTestGateway, type TestGateway } from './support/gateway.ts';
import type { Reply, TestSession } from './support/session.ts';

/** Every fault of a department, through the real sandbox and the whole gateway: the right problem, and nothing for the other department. */
type Fault = Pick<FaultOrder, 'fault' | 'ms' | 'times'>;
type Expected = ProblemCode | 'ok';
const both = (code: Expected) => ({ rs: code, yb: code });
const faults: readonly (readonly [Fault, Readonly<Record<'rs' | 'yb', Expected>>])[] = [
  [{ fault: 'slow', ms: 150 }, both('ok')],
  [{ fault: 'slow', ms: 2500 }, both('departmentTimeout')],
  [{ fault: 'hang' }, both('departmentTimeout')],
  [{ fault: 'error500' }, both('departmentUnavailable')],
  [{ fault: 'drop' }, both('departmentUnavailable')],
  [{ fault: 'busy' }, both('departmentUnavailable')],
  [{ fault: 'garbage' }, both('departmentGarbled')],
  [{ fault: 'html' }, both('departmentGarbled')],
  [{ fault: 'empty' }, both('departmentGarbled')],
  [{ fault: 'reject-signature' }, both('departmentRefused')],
  [{ fault: 'clock-skew' }, both('departmentRefused')],
  // The exchange's request key is fetched anew and the call repeated; a province has one key and refuses.
  [{ fault: 'key-expired', times: 1 }, { rs: 'ok', yb: 'departmentRefused' }],
  [{ fault: 'key-expired' }, both('departmentRefused')],
  // Single rows are spoilt: the rest is shown, and what could not be read is counted.
  [{ fault: 'odd-data' }, both('ok')],
];
const paths = { rs: '/social-security/contributions', yb: '/social-security/medical-contributions' } as const;

let city: Sandbox;
let gateway: TestGateway;
let connectors: Connectors;
let citizen: TestSession;
const identifiers = (id: string): PersonIdentifiers => {
  const person = demoPerson(id);
  if (!person) throw new Error(`no demo person ${id}`);
  return { name: person.name, credentialType: person.credentialType, credentialNo: person.credentialNo };
};

async function someone(id: string): Promise<TestSession> {
  const session = await gateway.session('L2', { person: identifiers(id) });
  for (const department of ['rs', 'yb']) await gateway.consent(session, `social-security.${department}`);
  return session;
}

beforeAll(async () => {
  const citySecret = randomBytes(16).toString('hex');
  city = await startSandbox({ port: 0, people: [identifiers('employee'), identifiers('gap')].map((one, at) => ({ ...demoPerson(at ? 'gap' : 'employee')!, ...one })), citySecret });
  const env = { SANDBOX_URL: city.url, CITY_SECRET: citySecret };
  const config = readConfig(env);
  const { departments } = createRegistry(await loadServices());
  const profile = await loadProfile(config);
  // Short limits, so that the waiting ends soon; one ordered fault at a time does not open the breaker.
  const limits = { timeoutMs: 1200, failuresToOpen: 6, openMs: 50 };
  connectors = createConnectors({
    profile: departmentProfiles(departments, { ...profile, departments: { ...profile.departments, defaultLimits: limits } }, config),
    now: () => new Date(), insideTransaction: () => gateway.storage.insideTransaction(),
  });
  gateway = await startTestGateway({ connectors }, env);
  citizen = await someone('employee');
}, 120_000);
afterAll(async () => {
  await gateway?.end();
  await city?.close();
});

// Each call asks for another year, so that no answer of the cache stands in for a department.
let year = 1950;
beforeEach(() => {
  city.faults.clear();
});
const ask = (department: 'rs' | 'yb', session = citizen): Promise<Reply> => session.call({ method: 'POST', path: paths[department], body: { year: (year += 1) } });
const outcome = (reply: Reply) => (reply.status === 200 ? 'ok' : reply.json?.code);

describe.each([['rs', 'yb'], ['yb', 'rs']] as const)('with %s ill', (ill, well) => {
  test.each(faults)('%j', async (fault, expected) => {
    // Whatever the fault before left behind, such as a connection: both are well now, and the exchange's key is fetched.
    expect([outcome(await ask(ill)), outcome(await ask(well))]).toEqual(['ok', 'ok']);
    city.faults.set({ target: `departments/${ill}`, ...fault });
    const [reply, other] = await Promise.all([ask(ill), ask(well)]);
    expect([outcome(reply), outcome(other)]).toEqual([expected[ill], 'ok']);
    expect(other.json).toMatchObject({ sources: [{ department: well, state: 'ok' }] });
    if (expected[ill] === 'ok') {
      expect(reply.json).toMatchObject({ sources: [{ department: ill, state: 'ok' }] });
      return;
    }
    expect(reply.json).toMatchObject({ department: ill, next: expect.stringMatching(/^(retry|retryLater|call12345)$/), title: expect.stringContaining('局') });
    expect(reply.text).not.toMatch(/nginx|E-10\d|gjgxjhpt|127\.0\.0\.1|\bat .*:\d+:\d+/);
    // The fault over, the next call is answered: nothing of it was kept.
    city.faults.clear();
    expect(outcome(await ask(ill))).toBe('ok');
  }, 30_000);
});

describe('a department that is ill all the time', () => {
  test('is left alone by the breaker, the other keeps answering, and one probe brings it back', async () => {
    city.faults.set({ target: 'departments/rs', fault: 'error500' });
    for (let i = 0; i < 8; i += 1) expect(outcome(await ask('rs'))).toBe('departmentUnavailable');
    expect(connectors.breakerStates()).toMatchObject({ rs: expect.stringMatching(/open|halfOpen/), yb: 'closed' });
    expect(outcome(await ask('yb'))).toBe('ok');
    city.faults.clear();
    let last = '';
    for (let i = 0; i < 100 && last !== 'ok'; i += 1) {
      last = String(outcome(await ask('rs')));
      if (last !== 'ok') await new Promise((done) => setTimeout(done, 50));
    }
    expect(last).toBe('ok');
  }, 30_000);
});

describe('what a department says of the person is no fault', () => {
  test.each(['rs', 'yb'] as const)('somebody unknown to %s hears so, by name of the authority', async (department) => {
    const stranger = await gateway.session('L2');
    await gateway.consent(stranger, `social-security.${department}`);
    expect((await ask(department, stranger)).json).toMatchObject({ status: 404, code: 'personUnknownToDepartment', department, next: 'visitOutlet' });
  });
  test('odd rows are counted, never added up and never an error', async () => {
    const clean = (await ask('rs')).json?.data as { unreadable: { rows: number } };
    city.faults.set({ target: 'departments/rs', fault: 'odd-data' });
    const all = await (await someone('gap')).call({ method: 'POST', path: paths.rs, body: {} });
    expect(all.status).toBe(200);
    expect((all.json?.data as typeof clean).unreadable.rows).toBeGreaterThan(clean.unreadable.rows);
  });
});

test('a number never travels in an address, and no answer reaches somebody else', async () => {
  const [mine, other] = [await someone('employee'), await someone('gap')];
  const [a, b] = await Promise.all([mine, other].map((one) => one.call({ method: 'GET', path: '/social-security/status' })));
  expect([a!.status, b!.status]).toEqual([200, 200]);
  expect((a!.json?.data as { personalNo: string }).personalNo).not.toBe((b!.json?.data as { personalNo: string }).personalNo);
  for (const reply of [a!, b!]) expect(reply.text).not.toMatch(new RegExp(`${identifiers('employee').credentialNo}|${identifiers('gap').credentialNo}`));
});
