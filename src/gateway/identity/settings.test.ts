import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { signInOnPage } from '../../../test/support/identity-page.ts';
import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { testPeople } from '../../sandbox/testing.ts';
import { loadProfile } from '../city/profile.ts';
import type { CityProfile } from '../city/profile.ts';
import { readConfig } from '../config.ts';
import { createAlipayProtocol } from './alipay/client.ts';
import { createAlipayIdentity } from './alipay/identity.ts';
import { createHostHttp } from './host-http.ts';
import { identitySettings } from './settings.ts';
import { testAppKeys } from './testing.ts';
import { createOidcDialect } from './unified/oidc.ts';
import type { OidcConfig } from './unified/oidc.ts';

/** Options of the environment reach the wire: a confidential client whose secret travels in the body, and encrypted content at Alipay. */
const origin = 'http://127.0.0.1:8800';
const app = testAppKeys();
const aesKey = Buffer.alloc(16, 3).toString('base64');
let city: Sandbox;
let profile: CityProfile;
let env: Record<string, string>;

beforeAll(async () => {
  city = await startSandbox({
    port: 0, people: testPeople, standIns: [], alipay: { appId: '2021', appPublicKey: app.publicKey, aesKey },
    identity: { clientId: 'chengban', clientSecret: 'of-the-client', clientAuth: 'client_secret_post', redirectUris: [`${origin}/auth/unified/callback`] },
  });
  env = {
    SANDBOX_URL: city.url, UNIFIED_CLIENT_ID: 'chengban', UNIFIED_CLIENT_SECRET: 'of-the-client', UNIFIED_CLIENT_AUTH: 'post',
    ALIPAY_APPID: '2021', ALIPAY_APP_PRIVATE_KEY: app.privateKey, ALIPAY_PUBLIC_KEY: city.alipayPublicKey, ALIPAY_AES_KEY: aesKey,
  };
  profile = await loadProfile(readConfig(env));
});
afterAll(() => city.close());

const settingsOf = (more: Record<string, string> = {}) => identitySettings(readConfig({ ...env, ...more }), profile, origin);
const secrets = () => ({ state: `state-${(made += 1)}`, nonce: `nonce-${made}`, verifier: `${made}`.padStart(43, 'v') });
let made = 0;

describe('unified identity', () => {
  const dialectOf = (more: Record<string, string> = {}) => createOidcDialect(settingsOf(more).unified as OidcConfig, origin, Date.now, () => undefined);
  const comeBack = async (kept: ReturnType<typeof secrets>) => {
    const address = await dialectOf().start(kept);
    return new URL(await signInOnPage(city.url, origin, address ?? '', { personId: 'wang', level: '2' }));
  };

  test('the secret travels the way the option says, in the header unless told otherwise; a wrong secret proves nothing', async () => {
    expect([settingsOf().unified, settingsOf({ UNIFIED_CLIENT_AUTH: '' }).unified]).toMatchObject([{ clientAuth: 'post' }, { clientAuth: 'basic' }]);
    const kept = secrets();
    expect(await dialectOf({ UNIFIED_CLIENT_SECRET: 'of-somebody-else' }).finish(await comeBack(kept), kept)).toEqual({ ok: false, reason: 'failed' });
  });
  test.each(['state', 'nonce', 'verifier'] as const)('an answer to another %s proves nothing', async (which) => {
    const kept = secrets();
    const back = await comeBack(kept);
    expect(await dialectOf().finish(back, { ...kept, [which]: 'x'.repeat(43) })).toEqual({ ok: false, reason: 'failed' });
  });
  test('an answer of another issuer proves nothing', async () => {
    const kept = secrets();
    const back = await comeBack(kept);
    back.searchParams.set('iss', 'https://evil.example');
    expect(await dialectOf().finish(back, kept)).toEqual({ ok: false, reason: 'failed' });
  });
  test('the right answer signs in, once', async () => {
    const kept = secrets();
    const back = await comeBack(kept);
    expect(await dialectOf().finish(back, kept)).toMatchObject({ ok: true, person: { name: '王小明', level: 2 } });
    expect(await dialectOf().finish(back, kept)).toEqual({ ok: false, reason: 'failed' });
  });
});

describe('Alipay', () => {
  const query = async (more: Record<string, string> = {}) => {
    const { alipay } = settingsOf(more);
    if (!alipay) throw new Error('no Alipay');
    return createAlipayIdentity(alipay, createAlipayProtocol(alipay, createHostHttp(() => undefined), Date.now), origin).initialize(`${(made += 1)}`.padStart(32, 'a'), '王小明', '11010519491231002X');
  };
  test('content under another key than the console has is no answer', async () => {
    expect((await query({ ALIPAY_AES_KEY: Buffer.alloc(16, 4).toString('base64') })).ok).toBe(false);
  });
  test('with the key of the console it is read', async () => {
    expect(await query()).toMatchObject({ ok: true, certifyId: expect.any(String) });
  });
});
