import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SessionGrant } from '../../../contract/platform/session.ts';
import { startSandbox } from '../../../sandbox/server.ts';
import type { Sandbox } from '../../../sandbox/server.ts';
import { testPeople } from '../../../sandbox/testing.ts';
import { onBothDatabases } from '../../../../test/support/databases.ts';
import { signInOnPage } from '../../../../test/support/identity-page.ts';
import type { IdentitySettings } from '../settings.ts';
import { openBench, testCookies } from '../testing.ts';
import type { Bench } from '../testing.ts';
import { createOidcDialect } from './oidc.ts';

const origin = 'http://127.0.0.1:8800';
const sm4Key = '0123456789abcdeffedcba9876543210';
const clock = { now: Date.now() };
let city: Sandbox;

/** The numbers of the sandbox's own test people, and a child. */
const child = { ...testPeople[0]!, id: 'child', name: '小小', credentialNo: '' };

beforeAll(async () => {
  child.credentialNo = withCheck(`330000${new Date(clock.now).getUTCFullYear() - 13}0101001`);
  city = await startSandbox({
    port: 0, people: [...testPeople, child], standIns: [],
    identity: {
      clientId: 'chengban', clientSecret: null,
      redirectUris: [`${origin}/auth/unified/callback`, `${origin}/auth/unified/ticket`],
      ticketAppId: 'app', ticketSecret: 'ticket-secret', ticketSm4Key: sm4Key,
    },
  });
});
afterAll(() => city.close());
beforeEach(() => {
  city.faults.clear();
  clock.now = Date.now();
});

const unifiedOf = (dialect: 'oidc' | 'ticket'): IdentitySettings['unified'] =>
  dialect === 'oidc'
    ? { kind: 'oidc', issuer: `${city.url}/identity`, clientId: 'chengban', clientSecret: null }
    : { kind: 'ticket', loginUrl: `${city.url}/identity/ticket/authorize`, ticketUrl: `${city.url}/identity/ticket/auth/ticket`, appId: 'app', appSecret: 'ticket-secret', sm4Key };

const signInAt = (address: string, form: Record<string, string>) => signInOnPage(city.url, origin, address, form);

onBothDatabases('unified identity', (database) => {
  describe.each(['oidc', 'ticket'] as const)('%s dialect', (dialect) => {
    let bench: Bench;
    let app: FastifyInstance;
    beforeAll(async () => {
      bench = await openBench(database.storage, {
        origin, weixin: null, weixinRealName: { appId: 'wx', path: 'p' }, alipay: null, unified: unifiedOf(dialect),
        methods: { weapp: [], alipay: [], h5: [{ id: 'unifiedIdentity', enabled: true }, { id: 'bindingCode', enabled: true }] },
      }, clock);
      app = Fastify();
      bench.identity.routes(app);
    });
    afterAll(async () => {
      await app.close();
      await bench.close();
    });

    type Browser = ReturnType<typeof testCookies>;
    const guest = async (browser: Browser) =>
      bench.opened(await bench.run<SessionGrant>('session.create', bench.context(null, { cookies: browser, origin }), { host: 'h5' }));
    const start = async (browser: Browser, more = {}) => {
      const outcome = await bench.run<{ url: string }>('session.unifiedStart', bench.context(null, { cookies: browser, origin }), {
        returnTo: '/services/social-security/pages/overview/index', ...more,
      });
      if (!outcome.ok) throw new Error(outcome.code);
      return outcome.data.url;
    };
    /** Follows the redirect to us with the browser's cookies. @returns where it leads */
    const arrive = async (browser: Browser, back: string) => {
      const response = await app.inject({ url: back.slice(origin.length), headers: { cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ') } });
      for (const { name, value, maxAge, path, httpOnly, secure, sameSite } of response.cookies as { name: string; value: string; maxAge: number; path: string; httpOnly: boolean; secure: boolean; sameSite: string }[]) {
        expect([path, httpOnly, secure, sameSite]).toEqual(['/', true, true, 'Lax']);
        browser.set(name, value, maxAge);
      }
      expect(response.statusCode).toBe(303);
      return String(response.headers.location);
    };
    const refresh = (browser: Browser) => bench.run<SessionGrant>('session.refresh', bench.context(null, { cookies: browser, origin }), {});
    const result = (reason: string) => `${origin}/#/pages/identity/index?result=${reason}`;

    test('another origin may not start', async () => {
      expect(await bench.run('session.unifiedStart', bench.context(null, { origin: 'http://evil.invalid' }), { returnTo: '/a' })).toMatchObject({ code: 'originRefused' });
    });

    test('an answer in another browser, a second time or after ten minutes is expired', async () => {
      const [mine, other] = [testCookies(), testCookies()];
      const back = await signInAt(await start(mine), { personId: 'wang' });
      await start(other);
      expect(await arrive(other, back)).toMatch(/result=(expired|failed)$/);
      expect(await arrive(mine, back)).toBe(result('expired'));
      const again = testCookies();
      const late = await signInAt(await start(again), { personId: 'wang' });
      clock.now += 600_001;
      expect(await arrive(again, late)).toBe(result('expired'));
      expect(await arrive(testCookies(), `${origin}/auth/unified/callback`)).toBe(result('expired'));
    });

    test('an answer that was used is worth nothing in another browser\'s redirect', async () => {
      const [mine, thief] = [testCookies(), testCookies()];
      const back = await signInAt(await start(mine), { personId: 'wang', level: '3' });
      const address = await start(thief);
      const stolen = new URL(back);
      // The state is the thief's own; the code or ticket is somebody else's, fresh for the one and spent for the other.
      const own = new URL(await signInAt(address, { personId: 'chan' }));
      const proof = dialect === 'oidc' ? 'code' : 'ticket';
      if (dialect === 'ticket') await arrive(mine, back);
      own.searchParams.set(proof, stolen.searchParams.get(proof) ?? '');
      expect(await arrive(thief, own.href)).toBe(result('failed'));
      expect(await refresh(thief)).toMatchObject({ code: 'sessionMissing' });
    });

    test('turning back leads to the identity page with the reason', async () => {
      const browser = testCookies();
      expect(await arrive(browser, await signInAt(await start(browser), { cancel: '1' }))).toBe(result('cancelled'));
      expect(browser.jar.has('__Host-cb')).toBe(false);
    });

    test('a used answer, odd data and a refused signature prove nothing', async () => {
      for (const fault of ['odd-data', 'reject-signature'] as const) {
        const browser = testCookies();
        const back = await signInAt(await start(browser), { personId: 'wang' });
        city.faults.set({ target: 'identity', fault });
        expect(await arrive(browser, back)).toBe(result('failed'));
        city.faults.clear();
        expect(await refresh(browser)).toMatchObject({ code: 'sessionMissing' });
      }
    });

    test.each(dialect === 'oidc' ? (['tamper-answer', 'unsigned-answer', 'key-expired', 'clock-skew'] as const) : (['tamper-answer'] as const))(
      '%s signs nobody in',
      async (fault) => {
        const browser = testCookies();
        const back = await signInAt(await start(browser), { personId: 'wang', level: '2' });
        city.faults.set({ target: 'identity', fault });
        expect(await arrive(browser, back)).toMatch(/result=(failed|unavailable)$/);
        expect(await refresh(browser)).toMatchObject({ code: 'sessionMissing' });
      },
    );

    test('a busy identity system is unavailable or fails, never a sign-in', async () => {
      const browser = testCookies();
      const back = await signInAt(await start(browser), { personId: 'wang' });
      city.faults.set({ target: 'identity', fault: 'busy' });
      expect(await arrive(browser, back)).toMatch(/result=(unavailable|failed)$/);
      expect(await refresh(browser)).toMatchObject({ code: 'sessionMissing' });
    });

    test('a child under 14 is led back with its own reason', async () => {
      const browser = testCookies();
      expect(await arrive(browser, await signInAt(await start(browser), { personId: 'child', level: '3' }))).toBe(result('guardian'));
    });

    test('level 1 stays L1, level 2 is L2, level 3 is L3, and the person goes on where they were', async () => {
      const persons = new Set<string | null>();
      for (const [level, expected] of [['1', 'L1'], ['2', 'L2'], ['3', 'L3']] as const) {
        const browser = testCookies();
        const before = await guest(browser);
        const to = await arrive(browser, await signInAt(await start(browser, level === '2' ? { draftId: 'd1' } : {}), { personId: 'wang', level }));
        expect(to).toBe(`${origin}/#/services/social-security/pages/overview/index${level === '2' ? '?draftId=d1' : ''}`);
        const grant = await refresh(browser);
        expect(grant).toMatchObject({ ok: true, data: { level: expected } });
        const session = await bench.opened(grant);
        expect(session.accountRef).toBe(before.accountRef);
        if (level !== '1') persons.add(session.personRef);
        expect([...browser.jar.keys()]).toEqual(['__Host-cb']);
      }
      expect(persons.size).toBe(1);
    });

    test('whoever held the cookie before the sign-in gains nothing by it', async () => {
      const browser = testCookies();
      await guest(browser);
      const planted = testCookies();
      for (const [name, value] of browser.jar) planted.jar.set(name, value);
      await arrive(browser, await signInAt(await start(browser), { personId: 'wang', level: '3' }));
      expect(await refresh(planted)).toMatchObject({ code: 'sessionMissing' });
    });

    test('another person in the same browser gets another account', async () => {
      const browser = testCookies();
      await arrive(browser, await signInAt(await start(browser), { personId: 'wang', level: '2' }));
      const one = await bench.opened(await refresh(browser));
      await arrive(browser, await signInAt(await start(browser), { personId: 'chan', level: '2' }));
      const two = await bench.opened(await refresh(browser));
      expect(two.accountRef).not.toBe(one.accountRef);
      expect(two.personRef).not.toBe(one.personRef);
    });
  });
});

test('a plain-HTTP issuer is taken on this machine only', () => {
  const make = (issuer: string) => createOidcDialect({ kind: 'oidc', issuer, clientId: 'a', clientSecret: null }, origin, Date.now, () => undefined);
  expect(() => make('http://identity.example')).toThrow('https');
  expect(make('http://127.0.0.1:1').kind).toBe('oidc');
});

test('an identity system that does not answer gives no address', async () => {
  const dialect = createOidcDialect({ kind: 'oidc', issuer: 'http://127.0.0.1:1', clientId: 'a', clientSecret: null }, origin, Date.now, () => undefined);
  expect(await dialect.start({ state: 's', nonce: 'n', verifier: 'v'.repeat(43) })).toBeNull();
});

function withCheck(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return first17 + ('10X98765432'[weights.reduce((all, weight, at) => all + weight * Number(first17[at]), 0) % 11] ?? '');
}
