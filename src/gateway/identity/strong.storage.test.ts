import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutputOf } from '../../contract/operation.ts';
import type { identityMethodsList, identityStartClaim } from '../../contract/platform/identity.ts';
import type { identityRemembered } from '../../contract/platform/remember.ts';
import type { SessionGrant } from '../../contract/platform/session.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { CityPerson } from '../../sandbox/person.ts';
import { testPeople } from '../../sandbox/testing.ts';
import { onBothDatabases } from '../../../test/support/databases.ts';
import type { OpenedSession } from '../http/session.ts';
import type { Outcome } from '../ports.ts';
import { openBench, testAppKeys, testCookies } from './testing.ts';
import type { Bench } from './testing.ts';
import type { IdentitySettings } from './settings.ts';

type Started = OutputOf<typeof identityStartClaim>;
type Listed = OutputOf<typeof identityRemembered>;

const origin = 'http://127.0.0.1:8800';
const wang = { name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X' } as const;
const app = testAppKeys();
const clock = { now: Date.now() };
const hour = 60 * 60 * 1000;
const people: CityPerson[] = [...testPeople];
let city: Sandbox;
let extra = 0;

beforeAll(async () => {
  for (let i = 0; i < 40; i += 1) {
    people.push({
      ...testPeople[0]!, id: `wang${i}`,
      weixin: { openid: `oWang${i}`, realName: 'verified' }, alipay: { userId: null, openId: `aWang${i}`, certifyOutcome: 'pass' },
    });
  }
  city = await startSandbox({ port: 0, people, standIns: [], now: () => clock.now, weixin: { appId: 'wxapp', appSecret: 's3' }, alipay: { appId: '2021', appPublicKey: app.publicKey } });
});
afterAll(() => city.close());
beforeEach(() => void city.faults.clear());

const settings = (): IdentitySettings => ({
  origin,
  weixin: { baseUrl: `${city.url}/weixin`, appId: 'wxapp', appSecret: 's3' },
  weixinRealName: { appId: 'wx308bd2aeb83d3345', path: 'p' },
  alipay: { gatewayUrl: `${city.url}/alipay/gateway.do`, appId: '2021', appPrivateKey: app.privateKey, alipayPublicKey: city.alipayPublicKey },
  unified: null,
  methods: {
    weapp: [{ id: 'weixinFace', enabled: true }, { id: 'weixinRealName', enabled: false }, { id: 'bindingCode', enabled: true }],
    alipay: ['alipayCertify', 'alipayCertDoc', 'alipayUserInfo', 'bindingCode'].map((id) => ({ id: id as 'bindingCode', enabled: true })),
    h5: [{ id: 'bindingCode', enabled: true }],
  },
});

const phone = async (path: string, body: object) => {
  const response = await fetch(`${city.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
};
const fresh = () => `wang${(extra += 1)}`;
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.data;
}

onBothDatabases('strong checks and remembered phones', (database) => {
  let bench: Bench;
  beforeAll(async () => {
    extra = 0;
    bench = await openBench(database.storage, settings(), clock);
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    bench.acts.length = 0;
    await database.storage.db.deleteFrom('claim_counts').execute();
  });

  const login = async (host: 'weapp' | 'alipay', personId: string) => {
    const code = host === 'weapp' ? (await phone('/weixin-device/login', { personId })).code : (await phone('/alipay-device/auth-code', { personId })).authCode;
    return bench.login(host, String(code));
  };
  const on = async (host: 'weapp' | 'alipay', personId: string) => bench.opened(await login(host, personId));
  const call = <T>(session: OpenedSession, name: string, input: object = {}) => bench.run<T>(name, bench.context(session), input);
  const bind = async (session: OpenedSession, channel: 'counter' | 'telephone' = 'telephone', who: object = {}) => {
    const issued = await bench.identity.issueBindingCode({ ...wang, ...who, channel });
    if (!issued.ok) throw new Error(issued.code);
    return bench.opened(await call<SessionGrant>(session, 'identity.bind', { code: issued.code }));
  };
  const complete = (session: OpenedSession, claimId: string, code?: string) => call<SessionGrant>(session, 'identity.completeClaim', { claimId, code });
  const verifyIdOf = ({ jump }: Started) => ('verifyId' in jump ? jump.verifyId : '');
  /** A face check of somebody who is confirmed already. */
  const faceOf = async (personId: string) => {
    const session = await bind(await on('weapp', personId));
    return { session, started: value(await call<Started>(session, 'identity.stepUp', { method: 'weixinFace', returnTo: '/pages/person/index' })) };
  };

  describe('face check at WeChat', () => {
    test('without a version of the text that was agreed to there is no check; nobody is asked', async () => {
      const session = await on('weapp', fresh());
      for (const faceConsent of [undefined, 2]) {
        expect(await call(session, 'identity.startClaim', { method: 'weixinFace', ...wang, faceConsent })).toEqual({ ok: false, code: 'consentRequired', purposes: ['platform.face'] });
      }
      expect(await database.storage.db.selectFrom('claims').select('claim_id').where('account_ref', '=', session.accountRef).execute()).toEqual([]);
    });

    test('another document than the identity card is told, with the reason, and the binding code stays', async () => {
      const permit = { name: '陈大文', credentialType: 'hkMacaoTaiwanResidencePermit', credentialNo: '810000199408230021' };
      const session = await bind(await on('weapp', fresh()), 'telephone', permit);
      expect(value(await call<OutputOf<typeof identityMethodsList>>(session, 'identity.methods')).methods).toMatchObject([
        { id: 'weixinFace', available: false, reason: 'documentNotCovered', face: true },
        { id: 'weixinRealName', available: false, reason: 'switchedOff' },
        { id: 'bindingCode', available: true, reason: null, face: false, level: 'L3' },
      ]);
      expect(await call(session, 'identity.stepUp', { method: 'weixinFace' })).toMatchObject({ code: 'identityMethodUnavailable' });
    });

    test('passed on the phone and not on the server gives nothing', async () => {
      const id = fresh();
      const { session, started } = await faceOf(id);
      city.faults.set({ target: 'weixin', fault: 'phone-only', times: 1 });
      expect(await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) })).toEqual({ errCode: 0 });
      expect(await complete(session, started.claimId)).toEqual({ ok: false, code: 'faceNotPassed' });
      expect(await complete(session, started.claimId)).toMatchObject({ code: 'claimExpired' });
    });

    test('refused on the phone and passed on the server gives L3', async () => {
      const id = fresh();
      const { session, started } = await faceOf(id);
      city.faults.set({ target: 'weixin', fault: 'server-only', times: 1 });
      expect(await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) })).toEqual({ errCode: 90018 });
      expect(await complete(session, started.claimId)).toMatchObject({ ok: true, data: { level: 'L3' } });
    });

    test.each([['cancelled', 'identityCancelled'], ['camera', 'cameraRefused'], ['failed', 'faceNotPassed']])('%s is %s, and the check is over', async (outcome, code) => {
      const id = fresh();
      const { session, started } = await faceOf(id);
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started), outcome });
      expect(await complete(session, started.claimId)).toEqual({ ok: false, code });
      expect(await complete(session, started.claimId)).toMatchObject({ ok: false });
    });

    test("another face than the claimed one looks like every check that was not passed", async () => {
      const id = fresh();
      const session = await on('weapp', id);
      const started = value(await call<Started>(session, 'identity.startClaim', { method: 'weixinFace', ...wang, name: '王大明', faceConsent: 1 }));
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) });
      expect(await complete(session, started.claimId)).toEqual({ ok: false, code: 'faceNotPassed' });
    });

    test('a verify id is used once, after ten minutes the claim is over, and a busy WeChat leaves it waiting', async () => {
      const id = fresh();
      const { session, started } = await faceOf(id);
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) });
      city.faults.set({ target: 'weixin', fault: 'busy', times: 1 });
      expect(await complete(session, started.claimId)).toMatchObject({ code: 'hostUnavailable' });
      city.faults.set({ target: 'weixin', fault: 'odd-data', times: 1 });
      expect(await complete(session, started.claimId)).toMatchObject({ code: 'hostUnavailable' });
      // The odd answer used the id up at WeChat: asked again it is gone, and so is the claim.
      expect(await complete(session, started.claimId)).toMatchObject({ code: 'claimExpired' });
      expect(await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) })).toEqual({ errCode: 84001 });
      const late = value(await call<Started>(session, 'identity.stepUp', { method: 'weixinFace' }));
      expect(verifyIdOf(late)).not.toBe(verifyIdOf(started));
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(late) });
      bench.clock.now += 600_001;
      expect(await complete(session, late.claimId)).toMatchObject({ code: 'claimExpired' });
    });

    test('somebody who is not confirmed becomes L3 and so L2; the agreement is recorded for this one check', async () => {
      const id = fresh();
      const session = await on('weapp', id);
      const started = value(await call<Started>(session, 'identity.startClaim', { method: 'weixinFace', ...wang, faceConsent: 1 }));
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) });
      const proven = await bench.opened(await complete(session, started.claimId));
      expect(proven).toMatchObject({ level: 'L3', l3Until: bench.clock.now + hour / 2, l2Until: bench.clock.now + 2 * hour });
      expect(bench.acts).toContainEqual({ operation: 'identity.weixinFace', outcome: 'ok', personRef: proven.personRef });
      const given = await database.storage.db.selectFrom('consents').select(['purpose', 'decision', 'version', 'until']).where('account_ref', '=', session.accountRef).execute();
      expect(given).toEqual([{ purpose: 'platform.face', decision: 'granted', version: 1, until: new Date(bench.clock.now + 600_000) }]);
    });

    test('killed in front of the camera: a cold start finds the check and where to go on, and needs no code', async () => {
      const id = fresh();
      const { started } = await faceOf(id);
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) });
      const cold = await login('weapp', id);
      expect(cold).toMatchObject({ ok: true, data: { level: 'L2', pendingClaimId: started.claimId, pendingMethod: 'weixinFace', returnTo: '/pages/person/index' } });
      expect(await complete(await bench.opened(cold), started.claimId)).toMatchObject({ ok: true, data: { level: 'L3', pendingMethod: null } });
    });

    test('L3 ends after 30 minutes and no silent login brings it back; the name and number were never in a table', async () => {
      const id = fresh();
      const { session, started } = await faceOf(id);
      await phone('/weixin-device/face', { personId: id, verifyId: verifyIdOf(started) });
      const grant = value(await complete(session, started.claimId));
      bench.clock.now += hour / 2 + 1;
      expect(await bench.identity.tokens.open(grant.token, new Date(bench.clock.now))).toMatchObject({ level: 'L2' });
      expect(await login('weapp', id)).toMatchObject({ data: { level: 'L2', l3Until: null } });
      const dump = JSON.stringify(await database.storage.db.selectFrom('claims').selectAll().execute());
      expect(dump).not.toMatch(/王小明|11010519491231002/);
    });
  });

  describe('Alipay', () => {
    const authCode = async (personId: string, scopes: string[], verifyId?: string) => String((await phone('/alipay-device/auth-code', { personId, scopes, verifyId })).authCode);
    const startDoc = async (session: OpenedSession, more: object = {}) => value(await call<Started>(session, 'identity.startClaim', { method: 'alipayCertDoc', ...wang, ...more }));

    test("an agreement of another account, of another claim, a silent one, and a used one compare nothing", async () => {
      const [id, other] = [fresh(), fresh()];
      const session = await on('alipay', id);
      const started = await startDoc(session);
      expect(await complete(session, started.claimId)).toMatchObject({ code: 'inputInvalid', fields: [{ field: 'code' }] });
      expect(await complete(session, started.claimId, await authCode(other, ['id_verify'], verifyIdOf(started)))).toMatchObject({ code: 'identityMismatch' });
      expect(await complete(session, started.claimId, 'nobody')).toMatchObject({ code: 'claimExpired' });
      expect(await complete(session, started.claimId, await authCode(id, ['auth_base']))).toMatchObject({ code: 'claimExpired' });
      const again = await startDoc(session);
      expect(again.claimId).not.toBe(started.claimId);
      const code = await authCode(id, ['id_verify'], verifyIdOf(again));
      expect(await complete(session, again.claimId, code)).toMatchObject({ ok: true });
      expect(await complete(session, (await startDoc(session)).claimId, code)).toMatchObject({ code: 'claimExpired' });
    });

    test('a name that differs is a mismatch and ends the claim; a tampered verdict is none', async () => {
      const id = fresh();
      const session = await on('alipay', id);
      const wrong = await startDoc(session, { name: '王大明' });
      expect(await complete(session, wrong.claimId, await authCode(id, ['id_verify'], verifyIdOf(wrong)))).toEqual({ ok: false, code: 'identityMismatch' });
      expect(await complete(session, wrong.claimId, 'x')).toMatchObject({ code: 'claimExpired' });
      const right = await startDoc(session);
      const code = await authCode(id, ['id_verify'], verifyIdOf(right));
      city.faults.set({ target: 'alipay', fault: 'tamper-answer' });
      expect(await complete(session, right.claimId, code)).toMatchObject({ code: 'hostUnavailable' });
    });

    test('a comparison that holds gives L2 and no more; needs no agreement about faces', async () => {
      const id = fresh();
      const session = await on('alipay', id);
      const started = await startDoc(session);
      expect(started.jump).toEqual({ kind: 'alipayAuthorise', scope: 'id_verify', verifyId: expect.any(String) });
      const grant = await complete(session, started.claimId, await authCode(id, ['id_verify'], verifyIdOf(started)));
      expect(grant).toMatchObject({ ok: true, data: { level: 'L2', l3Until: null } });
    });

    test.each([['phone-only', 'identityMismatch'], ['server-only', 'L3']] as const)('certification with %s: the server alone decides', async (fault, expected) => {
      const id = fresh();
      const session = await bind(await on('alipay', id));
      const started = value(await call<Started>(session, 'identity.stepUp', { method: 'alipayCertify' }));
      const { jump } = started;
      if (jump.kind !== 'alipayCertify') throw new Error('no certification');
      city.faults.set({ target: 'alipay', fault, times: 1 });
      await phone('/alipay-device/certify', { personId: id, certifyId: jump.certifyId, outcome: fault === 'server-only' ? 'fail' : 'pass' });
      const outcome = await complete(session, started.claimId);
      expect(outcome.ok ? outcome.data.level : outcome.code).toBe(expected);
    });

    test('the member record: refused without the scope, without a contract for the document and for whoever is not certified; otherwise L2', async () => {
      const id = fresh();
      const session = await on('alipay', id);
      const share = async (scopes: string[], personId = id, of = session) => call<SessionGrant>(of, 'identity.share', { code: await authCode(personId, scopes) });
      expect(await share(['auth_base'])).toMatchObject({ code: 'identityMethodUnavailable' });
      expect(await share(['auth_user'], fresh())).toMatchObject({ code: 'identityMismatch' });
      city.faults.set({ target: 'alipay', fault: 'too-old', times: 1 });
      expect(await share(['auth_user'])).toMatchObject({ code: 'identityMethodUnavailable' });
      expect(await share(['auth_user'], 'chan', await on('alipay', 'chan'))).toMatchObject({ code: 'identityMethodUnavailable' });
      expect(await call(await on('weapp', id), 'identity.share', { code: 'c' })).toMatchObject({ code: 'identityMethodUnavailable' });
      const proven = await bench.opened(await share(['auth_user']));
      expect(proven).toMatchObject({ level: 'L2' });
      expect(await bench.identity.identifiersOf(proven.personRef ?? '')).toEqual(wang);
    });
  });

  describe('remembered phones', () => {
    const who = { credentialNo: '110101199003070011' };
    const remembered = async (session: OpenedSession) => value(await call<Listed>(session, 'identity.remembered')).hosts;
    const remember = async (session: OpenedSession) => value(await call<Listed>(session, 'identity.remember')).hosts;
    const later = async (ms: number) => void (bench.clock.now += ms);

    test('nobody is remembered unasked: after two hours the number is gone', async () => {
      const id = fresh();
      const session = await bind(await on('weapp', id), 'counter', who);
      await later(2 * hour + 1);
      expect(await login('weapp', id)).toMatchObject({ data: { level: 'L1' } });
      await soon(async () => ({ kept: await bench.identity.identifiersOf(session.personRef ?? '') }), { kept: null });
    });

    test('an entry of somebody else and an unknown one are not found', async () => {
      const [mine, other] = [await bind(await on('weapp', fresh()), 'counter', who), await bind(await on('weapp', fresh()), 'counter', { credentialNo: '330000199001150041' })];
      const [one] = await remember(mine);
      expect(await call(other, 'identity.forget', { entry: one?.entry })).toMatchObject({ code: 'notFound' });
      expect(await call(mine, 'identity.forget', { entry: 'nothing' })).toMatchObject({ code: 'notFound' });
      expect(await remembered(other)).toEqual([]);
      value(await call(mine, 'identity.forget', { entry: one?.entry }));
    });

    test('a day later a silent login brings back L2 and the number, never a strong check; the use is noted', async () => {
      const id = fresh();
      const session = await bind(await on('weapp', id), 'counter', who);
      const [first] = await remember(session);
      expect(first).toMatchObject({ host: 'weapp', here: true });
      await later(24 * hour);
      const cold = await login('weapp', id);
      expect(cold).toMatchObject({ data: { level: 'L2', l3Until: null } });
      const again = await bench.opened(cold);
      expect(await bench.identity.identifiersOf(again.personRef ?? '')).toMatchObject(who);
      const [now] = await remembered(again);
      expect(now?.since).toBe(first?.since);
      expect(Date.parse(now?.lastUsed ?? '') - Date.parse(first?.lastUsed ?? '')).toBe(24 * hour);
      expect(await call(again, 'identity.forget', { entry: now?.entry })).toMatchObject({ ok: true, data: { hosts: [] } });
      expect(await login('weapp', id)).toMatchObject({ data: { level: 'L1' } });
    });

    test('after 180 days it ends by itself', async () => {
      const id = fresh();
      await remember(await bind(await on('weapp', id), 'counter', who));
      await later(180 * 24 * hour - 1000);
      expect(await login('weapp', id)).toMatchObject({ data: { level: 'L2' } });
      await later(2000);
      expect(await login('weapp', id)).toMatchObject({ data: { level: 'L1' } });
    });

    test('removing one of two ends its sessions within a second and leaves the other; the number stays for the other', async () => {
      const [a, b] = [fresh(), fresh()];
      const [phoneA, phoneB] = [await bind(await on('weapp', a), 'counter', who), await bind(await on('alipay', b), 'counter', who)];
      await remember(phoneB);
      const list = await remember(phoneA);
      expect(list.map((one) => [one.host, one.here])).toEqual(expect.arrayContaining([['weapp', true], ['alipay', false]]));
      const token = value(await login('alipay', b)).token;
      value(await call(phoneA, 'identity.forget', { entry: list.find((one) => !one.here)?.entry }));
      await soon(async () => (await bench.identity.tokens.open(token, new Date(bench.clock.now))) as object, { code: 'sessionRevoked' });
      expect(await login('alipay', b)).toMatchObject({ data: { level: 'L1' } });
      await later(24 * hour);
      const still = await bench.opened(await login('weapp', a));
      expect(still.level).toBe('L2');
      expect(await bench.identity.identifiersOf(still.personRef ?? '')).toMatchObject(who);
      value(await call(still, 'identity.forget', { entry: (await remembered(still))[0]?.entry }));
      await soon(async () => ({ kept: await bench.identity.identifiersOf(still.personRef ?? '') }), { kept: null });
    });

    test('signing out on a phone ends its being remembered, and a phone bound to somebody else forgets the one before', async () => {
      const [a, b] = [fresh(), fresh()];
      const out = await bind(await on('weapp', a), 'counter', who);
      await remember(out);
      await call(out, 'session.end');
      expect(await login('weapp', a)).toMatchObject({ data: { level: 'L1' } });
      const sold = await bind(await on('weapp', b), 'counter', who);
      await remember(sold);
      const buyer = await bind(await on('weapp', b), 'counter', { credentialNo: '330000199001150041' });
      expect(await remembered(buyer)).toEqual([]);
      await soon(async () => ({ kept: await bench.identity.identifiersOf(sold.personRef ?? '') }), { kept: null });
    });

    test('a browser is remembered with its cookie', async () => {
      const cookies = testCookies();
      const at = (name: string, input: object) => bench.run<SessionGrant>(name, bench.context(null, { cookies, origin }), input);
      const guest = await bench.opened(await at('session.create', { host: 'h5' }));
      await remember(await bind(guest, 'counter', who));
      await later(24 * hour);
      expect(await at('session.refresh', {})).toMatchObject({ ok: true, data: { level: 'L2', l3Until: null } });
    });

    test('no table but the list names the account, and a deleted account takes its entry along', async () => {
      const session = await bind(await on('weapp', fresh()), 'counter', who);
      await remember(session);
      const rows = await database.storage.db.selectFrom('remembered_hosts').selectAll().where('account_ref', '=', session.accountRef).execute();
      expect(JSON.stringify(rows)).not.toMatch(/王小明|1101011990|oWang/);
      await database.storage.db.deleteFrom('accounts').where('account_ref', '=', session.accountRef).execute();
      expect(await database.storage.db.selectFrom('remembered_hosts').selectAll().where('account_ref', '=', session.accountRef).execute()).toEqual([]);
    });
  });
});

/** Polls for a state that another part reaches within a second. */
async function soon(read: () => Promise<object>, wanted: object): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    const found = await read();
    if (Object.entries(wanted).every(([key, one]) => (found as Record<string, unknown>)[key] === one)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await read()).toMatchObject(wanted);
}
