import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutputOf } from '../../contract/operation.ts';
import type { identityMethodsList, identityStartClaim } from '../../contract/platform/identity.ts';
import type { SessionGrant } from '../../contract/platform/session.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { CityPerson } from '../../sandbox/person.ts';
import { testPeople } from '../../sandbox/testing.ts';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { newRef } from '../storage/ids.ts';
import type { OpenedSession } from '../http/session.ts';
import { openBench, testAppKeys, testCookies } from './testing.ts';
import type { Bench } from './testing.ts';
import type { IdentitySettings } from './settings.ts';

type Started = OutputOf<typeof identityStartClaim>;
type Methods = OutputOf<typeof identityMethodsList>;
const origin = 'http://127.0.0.1:8800';
const wang = { name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X' } as const;
const app = testAppKeys();
/** City and gateway share one clock. */
const clock = { now: Date.now() };
let city: Sandbox;
let extra = 0;
/** Accounts of hosts: several of the same human, so that limits can be reached without waiting for a day. */
const people: CityPerson[] = [...testPeople];

beforeAll(async () => {
  for (let i = 0; i < 30; i += 1) {
    people.push({
      ...testPeople[0]!, id: `wang${i}`,
      weixin: { openid: `oWang${i}`, realName: 'verified' },
      alipay: { userId: null, openId: `aWang${i}`, certifyOutcome: 'pass' },
    });
  }
  city = await startSandbox({ port: 0, people, standIns: [], now: () => clock.now, weixin: { appId: 'wxapp', appSecret: 's3' }, alipay: { appId: '2021', appPublicKey: app.publicKey } });
});
afterAll(() => city.close());
beforeEach(() => {
  city.faults.clear();
});

const settings = (more: Partial<IdentitySettings> = {}): IdentitySettings => ({
  origin,
  weixin: { baseUrl: `${city.url}/weixin`, appId: 'wxapp', appSecret: 's3' },
  weixinRealName: { appId: 'wx308bd2aeb83d3345', path: 'subPages/city/wxpay-auth/main' },
  alipay: { gatewayUrl: `${city.url}/alipay/gateway.do`, appId: '2021', appPrivateKey: app.privateKey, alipayPublicKey: city.alipayPublicKey },
  unified: null,
  methods: {
    weapp: [{ id: 'weixinRealName', enabled: true }, { id: 'bindingCode', enabled: true }],
    alipay: [{ id: 'alipayCertify', enabled: true }, { id: 'bindingCode', enabled: true }],
    h5: [{ id: 'unifiedIdentity', enabled: true }, { id: 'bindingCode', enabled: true }],
  },
  ...more,
});
const phone = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
  const response = await fetch(`${city.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
};
const weixinCode = async (personId: string) => String((await phone('/weixin-device/login', { personId })).code);
const realNameCode = async (personId: string) => {
  const { extraData } = (await phone('/weixin-device/realname', { personId, shape: 'text' })) as unknown as { extraData: { code: string } };
  return extraData.code;
};
const alipayCode = async (personId: string) => String((await phone('/alipay-device/auth-code', { personId })).authCode);
/** A person of the same human with accounts nobody has used yet. */
const fresh = () => `wang${(extra += 1)}`;

onBothDatabases('identity', (database) => {
  let bench: Bench;
  beforeAll(async () => {
    extra = 0;
    bench = await openBench(database.storage, settings(), clock);
  });
  afterAll(() => bench.close());
  beforeEach(() => {
    bench.acts.length = 0;
  });
  const weixin = async (personId: string) => bench.opened(await bench.login('weapp', await weixinCode(personId)));
  const alipay = async (personId: string) => bench.opened(await bench.login('alipay', await alipayCode(personId)));
  const startClaim = (session: OpenedSession, more: Record<string, unknown> = {}, method = 'weixinRealName') =>
    bench.run<Started>('identity.startClaim', bench.context(session), { method, ...wang, ...more });
  const complete = (session: OpenedSession, claimId: string, code?: string) =>
    bench.run<SessionGrant>('identity.completeClaim', bench.context(session), { claimId, code });
  const claimOf = async (session: OpenedSession, more = {}) => {
    const started = await startClaim(session, more);
    if (!started.ok) throw new Error(started.code);
    return started.data.claimId;
  };
  const resetCounts = () => database.storage.db.deleteFrom('claim_counts').execute();
  beforeEach(resetCounts);

  describe('WeChat login', () => {
    test('no code, an unknown code and a used code are refused', async () => {
      expect(await bench.run('session.create', bench.context(null), { host: 'weapp' })).toMatchObject({ code: 'inputInvalid', fields: [{ field: 'code', rule: 'required' }] });
      expect(await bench.login('weapp', 'nobody')).toMatchObject({ ok: false, code: 'hostLoginFailed' });
      const code = await weixinCode('wang');
      await bench.opened(await bench.login('weapp', code));
      expect(await bench.login('weapp', code)).toMatchObject({ ok: false, code: 'hostLoginFailed' });
    });

    test('a busy or odd WeChat is unavailable, and the log holds no code', async () => {
      city.faults.set({ target: 'weixin', fault: 'busy', times: 1 });
      const code = await weixinCode('wang');
      expect(await bench.login('weapp', code)).toMatchObject({ code: 'hostUnavailable' });
      city.faults.set({ target: 'weixin', fault: 'odd-data', times: 1 });
      expect(await bench.login('weapp', await weixinCode('wang'))).toMatchObject({ code: 'hostUnavailable' });
      expect(bench.logged.join('\n')).not.toContain(code);
      expect(bench.logged.join('\n')).toContain('"rid":"');
    });

    test('the same user is the same account with L1, a token of its own each time, and no openid in the database', async () => {
      const [one, two] = [await weixin('wang'), await weixin('wang')];
      expect(one).toMatchObject({ level: 'L1', personRef: null, host: 'weapp', accountRef: two.accountRef });
      expect(one.sessionId).not.toBe(two.sessionId);
      const rows = await database.storage.db.selectFrom('accounts').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain('oSandboxWang');
    });

    test('the account is found after the key of host ids was rotated', async () => {
      const before = await weixin('wang');
      bench.provider.rotate('hostSubject');
      await bench.keys.reload();
      expect((await weixin('wang')).accountRef).toBe(before.accountRef);
    });
  });

  describe('claims', () => {
    test('a number with a wrong check digit is refused with the digit that fits, and nobody is asked', async () => {
      expect(await startClaim(await weixin('wang'), { credentialNo: '110105194912310021' })).toEqual({
        ok: false, code: 'inputInvalid', fields: [{ field: 'credentialNo', rule: 'checkDigit', params: { expected: 'X' } }],
      });
    });

    test('a child under 14 needs a guardian', async () => {
      const child = { credentialNo: childNo(bench.clock.now) };
      expect(await startClaim(await weixin('wang'), child)).toMatchObject({ code: 'guardianRequired' });
      expect(await bench.identity.issueBindingCode({ ...wang, ...child, channel: 'counter' })).toMatchObject({ code: 'guardianRequired' });
    });

    test('permits, another host\'s method and a switched-off method are unavailable', async () => {
      const session = await weixin('wang');
      const permit = { credentialType: 'hkMacaoTaiwanResidencePermit', credentialNo: '810000199408230021' };
      expect(await startClaim(session, permit)).toMatchObject({ code: 'identityMethodUnavailable' });
      expect(await startClaim(session, {}, 'alipayCertify')).toMatchObject({ code: 'identityMethodUnavailable' });
      const methods = await bench.run<Methods>('identity.methods', bench.context(session), {});
      expect(methods).toMatchObject({ ok: true, data: { methods: [{ id: 'weixinRealName', level: 'L2', accepts: ['residentId'] }, { id: 'bindingCode', level: 'L3' }] } });
    });

    test('another account\'s claim, an unknown one and a cancelled one are refused', async () => {
      const [mine, other] = [await weixin(fresh()), await weixin(fresh())];
      const claimId = await claimOf(mine);
      expect(await complete(other, claimId, 'c')).toMatchObject({ code: 'notFound' });
      expect(await complete(mine, newRef(), 'c')).toMatchObject({ code: 'notFound' });
      expect(await bench.run('identity.cancelClaim', bench.context(other), { claimId })).toMatchObject({ code: 'notFound' });
      expect(await bench.run('identity.cancelClaim', bench.context(mine), { claimId })).toMatchObject({ ok: true });
      expect(await bench.run('identity.cancelClaim', bench.context(mine), { claimId })).toMatchObject({ ok: true });
      expect(await complete(mine, claimId, 'c')).toMatchObject({ code: 'identityCancelled' });
    });

    test('a wrong name and an unknown number look the same, and the claim is over', async () => {
      const id = fresh();
      const session = await weixin(id);
      const wrongName = await claimOf(session, { name: '王大明' });
      const first = await complete(session, wrongName, await realNameCode(id));
      const unknown = await claimOf(session, { credentialNo: '440524188001010014' });
      expect(await complete(session, unknown, await realNameCode(id))).toEqual(first);
      expect(first).toEqual({ ok: false, code: 'identityMismatch' });
      expect(await complete(session, unknown, await realNameCode(id))).toMatchObject({ code: 'claimExpired' });
    });

    test('someone without a real name at WeChat is led to another method', async () => {
      const session = await weixin('chan');
      expect(await complete(session, await claimOf(session), await realNameCode('chan'))).toMatchObject({ code: 'identityMethodUnavailable' });
    });

    test('a used code is refused, also with a new claim; a busy host leaves the claim waiting', async () => {
      const id = fresh();
      const session = await weixin(id);
      const code = await realNameCode(id);
      expect(await complete(session, await claimOf(session, { name: '王大明' }), code)).toMatchObject({ code: 'identityMismatch' });
      const claimId = await claimOf(session);
      expect(await complete(session, claimId, code)).toMatchObject({ code: 'claimExpired' });
      city.faults.set({ target: 'weixin', fault: 'busy', times: 1 });
      const next = await realNameCode(id);
      expect(await complete(session, claimId, next)).toMatchObject({ code: 'hostUnavailable' });
      expect(await complete(session, claimId, next)).toMatchObject({ ok: true, data: { level: 'L2' } });
    });

    test('after ten minutes a claim is over', async () => {
      const id = fresh();
      const session = await weixin(id);
      const claimId = await claimOf(session);
      bench.clock.now += 600_001;
      expect(await complete(session, claimId, await realNameCode(id))).toMatchObject({ code: 'claimExpired' });
    });

    test('the sixth claim of an account and the fourth account on one number are refused for the day', async () => {
      const session = await weixin(fresh());
      const numbers = ['11010519491231002X', '440524188001010014', ...residents(4)];
      const codes = [];
      for (const credentialNo of numbers) codes.push((await startClaim(session, { credentialNo })) as { ok: boolean; code?: string });
      expect(codes.map((one) => one.code ?? 'ok')).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'claimLimit']);
      await resetCounts();
      const holders = [];
      for (let i = 0; i < 4; i += 1) holders.push((await startClaim(await weixin(fresh()))) as { ok: boolean; code?: string });
      expect(holders.map((one) => one.code ?? 'ok')).toEqual(['ok', 'ok', 'ok', 'claimLimit']);
    });

    test('the same claim pressed twice counts once and keeps its number', async () => {
      const session = await weixin(fresh());
      const claimId = await claimOf(session);
      for (let i = 0; i < 8; i += 1) expect(await claimOf(session, { name: ' 王小明' })).toBe(claimId);
    });

    test('name and number confirmed by WeChat give L2, the person, sealed identifiers and an audit row', async () => {
      const id = fresh();
      const session = await weixin(id);
      const claimId = await claimOf(session, { returnTo: '/services/social-security/pages/overview/index' });
      // The app was killed on the way: a cold start logs in again and finds the claim.
      const cold = await bench.login('weapp', await weixinCode(id));
      expect(cold).toMatchObject({ ok: true, data: { level: 'L1', pendingClaimId: claimId, returnTo: '/services/social-security/pages/overview/index' } });
      const grant = await complete(await bench.opened(cold), claimId, await realNameCode(id));
      const proven = await bench.opened(grant);
      expect(proven).toMatchObject({ level: 'L2', l3Until: null });
      expect(grant).toMatchObject({ data: { pendingClaimId: null } });
      expect(await bench.identity.identifiersOf(proven.personRef ?? '')).toEqual(wang);
      expect(bench.acts).toContainEqual({ operation: 'identity.weixinRealName', outcome: 'ok', personRef: proven.personRef });
      for (const table of ['claims', 'person_identifiers', 'persons', 'accounts', 'claim_counts'] as const) {
        const dump = JSON.stringify(await database.storage.db.selectFrom(table).selectAll().execute());
        expect(dump).not.toMatch(/王小明|11010519491231002|oWang/);
      }
      expect(await complete(session, claimId, 'again')).toMatchObject({ code: 'claimExpired' });
    });

    test('a claim proven before a crash is finished without asking WeChat again', async () => {
      const id = fresh();
      const session = await weixin(id);
      const claimId = await claimOf(session);
      const context = bench.context(session);
      const handler = bench.identity.handlers['identity.completeClaim'];
      if (handler?.kind !== 'write' || !handler.prepare) throw new Error('no handler');
      await handler.prepare(context, { claimId, code: await realNameCode(id) });
      expect(await complete(session, claimId, 'the spent code')).toMatchObject({ ok: true, data: { level: 'L2' } });
    });
  });

  describe('one person on several hosts', () => {
    test('a silent login keeps L2 for two hours and not longer', async () => {
      const id = fresh();
      const session = await weixin(id);
      await complete(session, await claimOf(session), await realNameCode(id));
      expect(await weixin(id)).toMatchObject({ level: 'L2' });
      bench.clock.now += 2 * 60 * 60 * 1000;
      expect(await weixin(id)).toMatchObject({ level: 'L1', personRef: null });
      expect(await bench.identity.tokens.open('x', new Date())).toMatchObject({ code: 'sessionExpired' });
    });

    test('WeChat, Alipay and a binding code lead to the same person, also after the pepper was rotated', async () => {
      const [w, a] = [fresh(), fresh()];
      const one = await weixin(w);
      const viaWeixin = await bench.opened(await complete(one, await claimOf(one), await realNameCode(w)));
      bench.provider.rotate('pepper');
      await bench.keys.reload();
      const two = await alipay(a);
      const started = await startClaim(two, { faceConsent: 1 }, 'alipayCertify');
      if (!started.ok || started.data.jump.kind !== 'alipayCertify') throw new Error('no jump');
      const { certifyId, url } = started.data.jump;
      expect(await complete(two, started.data.claimId)).toMatchObject({ code: 'identityMismatch' });
      expect(await phone('/alipay-device/certify', { personId: a, certifyId, url })).toMatchObject({ resultStatus: '9000' });
      const viaAlipay = await bench.opened(await complete(two, started.data.claimId));
      expect(viaAlipay).toMatchObject({ level: 'L3', personRef: viaWeixin.personRef });
      bench.clock.now += 30 * 60 * 1000;
      const again = await bench.opened(await bench.login('alipay', await alipayCode(a)));
      expect(again).toMatchObject({ level: 'L2', accountRef: two.accountRef });
      const guest = await bench.opened(await bench.run('session.create', bench.context(null, { origin }), { host: 'h5' }));
      const issued = await bench.identity.issueBindingCode({ ...wang, channel: 'telephone' });
      if (!issued.ok) throw new Error(issued.code);
      const bound = await bench.opened(await bench.run('identity.bind', bench.context(guest), { code: issued.code }));
      expect(bound).toMatchObject({ level: 'L2', personRef: viaWeixin.personRef });
    });

    test('the same number as another kind of document is another person', async () => {
      const refs = [];
      for (const credentialType of ['hkMacaoTaiwanResidencePermit', 'passport']) {
        const guest = await bench.opened(await bench.run('session.create', bench.context(null, { origin }), { host: 'h5' }));
        const credentialNo = credentialType === 'passport' ? '81000019940823002' : '810000199408230021';
        const issued = await bench.identity.issueBindingCode({ name: '陈大文', credentialType, credentialNo, channel: 'counter' });
        if (!issued.ok) throw new Error(issued.code);
        refs.push((await bench.opened(await bench.run('identity.bind', bench.context(guest), { code: issued.code }))).personRef);
      }
      expect(refs[0]).not.toBe(refs[1]);
    });
  });

  describe('Alipay answers that prove nothing', () => {
    test.each(['unsigned-answer', 'tamper-answer', 'key-expired', 'odd-data', 'busy'] as const)('%s never signs anybody in', async (fault) => {
      const code = await alipayCode(fresh());
      city.faults.set({ target: 'alipay', fault });
      expect(await bench.login('alipay', code)).toMatchObject({ ok: false, code: 'hostUnavailable' });
    });

    test('a tampered verdict is no pass', async () => {
      const session = await alipay(fresh());
      const started = await startClaim(session, { faceConsent: 1 }, 'alipayCertify');
      if (!started.ok) throw new Error(started.code);
      city.faults.set({ target: 'alipay', fault: 'tamper-answer' });
      expect(await complete(session, started.data.claimId)).toMatchObject({ code: 'hostUnavailable' });
    });
  });

  describe('binding codes', () => {
    const guestSession = async () => bench.opened(await bench.run('session.create', bench.context(null, { origin }), { host: 'h5' }));
    const bind = (session: OpenedSession, code: string) => bench.run<SessionGrant>('identity.bind', bench.context(session), { code });
    const issue = async (channel: 'counter' | 'telephone' = 'counter') => {
      const issued = await bench.identity.issueBindingCode({ name: '陈大文', credentialType: 'hkMacaoTaiwanResidencePermit', credentialNo: '810000199408230021', channel });
      if (!issued.ok) throw new Error(issued.code);
      return issued.code;
    };

    test('a number that breaks its rule, an unknown kind and a bad name get no code', async () => {
      const ask = (more: object) => bench.identity.issueBindingCode({ ...wang, channel: 'counter', ...more });
      expect(await ask({ credentialNo: '110105194912310021' })).toMatchObject({ code: 'inputInvalid' });
      expect(await ask({ credentialType: 'library' })).toMatchObject({ fields: [{ field: 'credentialType' }] });
      expect(await ask({ name: '<b>' })).toMatchObject({ fields: [{ field: 'name' }] });
    });

    test('five wrong codes use up the account\'s tries, a right code then too', async () => {
      const session = await guestSession();
      const code = await issue();
      for (let i = 0; i < 5; i += 1) expect(await bind(session, 'ZZZZZZZZ')).toEqual({ ok: false, code: 'bindingCodeWrong' });
      expect(await bind(session, code)).toEqual({ ok: false, code: 'bindingCodeSpent' });
      expect(await bind(await guestSession(), code)).toMatchObject({ ok: true });
    });

    test('a code lapses after ten minutes and works once', async () => {
      const late = await issue();
      bench.clock.now += 600_001;
      expect(await bind(await guestSession(), late)).toMatchObject({ code: 'bindingCodeSpent' });
      const code = await issue();
      expect(code).toMatch(/^[0-9A-HJ-NP-Z]{8}$/);
      const [first, second] = await Promise.all([bind(await guestSession(), code), bind(await guestSession(), code)]);
      expect([first, second].filter((one) => one.ok)).toHaveLength(1);
      expect([first, second].find((one) => !one.ok)).toMatchObject({ code: 'bindingCodeSpent' });
    });

    test('a counter gives L3, the telephone L2, and no code is in the database', async () => {
      const code = await issue();
      const dump = JSON.stringify(await database.storage.db.selectFrom('binding_codes').selectAll().execute());
      expect(dump).not.toMatch(new RegExp(`${code}|陈大文|810000199408230021`));
      expect(await bind(await guestSession(), code)).toMatchObject({ data: { level: 'L3' } });
      expect(await bind(await guestSession(), await issue('telephone'))).toMatchObject({ data: { level: 'L2' } });
    });
  });

  describe('the browser', () => {
    const call = (name: string, cookies = testCookies(), from: string | undefined = origin, session: OpenedSession | null = null) =>
      bench.run<SessionGrant>(name, bench.context(session, { cookies, origin: from }), name === 'session.create' ? { host: 'h5' } : {});

    test('another origin and a missing one are refused, no cookie is no session', async () => {
      for (const name of ['session.create', 'session.refresh']) {
        expect(await call(name, testCookies(), 'http://evil.invalid')).toMatchObject({ code: 'originRefused' });
        expect(await bench.run(name, bench.context(null, { origin: undefined }), { host: 'h5' })).toMatchObject({ code: 'originRefused' });
      }
      expect(await call('session.refresh')).toMatchObject({ code: 'sessionMissing' });
    });

    test('an old token that comes back later ends every tab', async () => {
      const cookies = testCookies();
      const first = await bench.opened(await call('session.create', cookies));
      const stolen = new Map(cookies.jar);
      const grant = await call('session.refresh', cookies);
      if (!grant.ok) throw new Error(grant.code);
      bench.clock.now += 61_000;
      const thief = testCookies();
      for (const [name, value] of stolen) thief.jar.set(name, value);
      expect(await call('session.refresh', thief)).toMatchObject({ code: 'sessionRevoked' });
      await expectSoon(async () => (await bench.identity.tokens.open(grant.data.token, new Date(bench.clock.now))) as object, { code: 'sessionRevoked' });
      expect(await call('session.refresh', cookies)).toMatchObject({ code: 'sessionMissing' });
      expect(first.host).toBe('h5');
    });

    test('two tabs that refresh at the same moment both get a session of their own', async () => {
      const cookies = testCookies();
      const guest = await bench.opened(await call('session.create', cookies));
      const [a, b] = [testCookies(), testCookies()];
      for (const [name, value] of cookies.jar) for (const one of [a, b]) one.jar.set(name, value);
      const [one, two] = [await bench.opened(await call('session.refresh', a)), await bench.opened(await call('session.refresh', b))];
      expect(one.sessionId).not.toBe(two.sessionId);
      expect([one.accountRef, two.accountRef]).toEqual([guest.accountRef, guest.accountRef]);
      expect((await bench.opened(await call('session.create', b))).accountRef).toBe(guest.accountRef);
    });

    test('signing out ends all tabs, takes the level and deletes the cookie', async () => {
      const cookies = testCookies();
      const guest = await bench.opened(await call('session.create', cookies));
      const issued = await bench.identity.issueBindingCode({ ...wang, channel: 'counter' });
      if (!issued.ok) throw new Error(issued.code);
      const bound = await bench.run<SessionGrant>('identity.bind', bench.context(guest, { cookies }), { code: issued.code });
      const other = await call('session.refresh', cookies);
      if (!bound.ok || !other.ok) throw new Error('no session');
      expect(other.data.level).toBe('L3');
      expect(await call('session.end', cookies, origin, await bench.opened(bound))).toMatchObject({ ok: true, data: { done: true } });
      expect(cookies.jar.size).toBe(0);
      for (const token of [bound.data.token, other.data.token]) {
        await expectSoon(async () => (await bench.identity.tokens.open(token, new Date(bench.clock.now))) as object, { code: 'sessionRevoked' });
      }
    });
  });

  test('tokens sealed before a rotation stay valid, a changed token does not', async () => {
    const grant = await bench.login('weapp', await weixinCode('wang'));
    if (!grant.ok) throw new Error(grant.code);
    bench.provider.rotate('token');
    await bench.keys.reload();
    expect((await bench.opened(grant)).signatureKey).toMatchObject({ type: 'secret', symmetricKeySize: 32 });
    const changed = `${grant.data.token.slice(0, -2)}${grant.data.token.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(await bench.identity.tokens.open(changed, new Date(bench.clock.now))).toMatchObject({ code: 'sessionExpired' });
    expect(grant.data.token.length).toBeLessThan(1200);
  });
});

/** Polls for a state that another part reaches within a second. */
async function expectSoon(read: () => Promise<object>, wanted: object): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    try {
      expect(await read()).toMatchObject(wanted);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  expect(await read()).toMatchObject(wanted);
}

/** A number whose holder turns 14 in a year. */
function childNo(now: number): string {
  return withCheck(`330000${new Date(now).getUTCFullYear() - 13}0101001`);
}
/** Numbers of people that do not exist, with right check digits. */
function residents(count: number): string[] {
  return Array.from({ length: count }, (_, i) => withCheck(`3300001980010100${i}`));
}
function withCheck(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, at) => all + weight * Number(first17[at]), 0);
  return first17 + ('10X98765432'[sum % 11] ?? '');
}
