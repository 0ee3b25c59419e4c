import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { startSandbox } from '../server.ts';
import type { Sandbox } from '../server.ts';
import { testPeople } from '../testing.ts';

const redirect = 'http://127.0.0.1:1/back';
const sm4Key = '0123456789abcdeffedcba9876543210';
let city: Sandbox;
let clock = 0;

beforeAll(async () => {
  city = await startSandbox({
    port: 0,
    people: [...testPeople, { ...testPeople[0]!, id: 'hidden', name: '无账号', unifiedIdentity: false }],
    standIns: [],
    now: () => Date.now() + clock,
    identity: { redirectUris: [redirect], ticketAppId: 'app', ticketSecret: 'ticket-secret', ticketSm4Key: sm4Key },
  });
});
afterEach(() => {
  clock = 0;
  city.faults.clear();
});
afterAll(() => city.close());

/** A browser that keeps cookies and follows redirects inside the city. */
function browser() {
  const jar = new Map<string, string>();
  return async (address: string, form?: Record<string, string>): Promise<{ url: string; status: number; text: string }> => {
    let url = address;
    let body: URLSearchParams | null = form ? new URLSearchParams(form) : null;
    for (let hop = 0; hop < 8; hop += 1) {
      if (url.startsWith(redirect)) return { url, status: 0, text: '' };
      const response = await fetch(url, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body ? { body } : {}),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (!location) return { url, status: response.status, text: await response.text() };
      url = new URL(location, url).href;
      body = null;
    }
    throw new Error('too many redirects');
  };
}
const actionOf = (html: string) => `${city.url}${/<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? ''}`;

describe('OpenID Connect', () => {
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const configure = () =>
    client.discovery(new URL(`${city.url}/identity`), 'chengban', undefined, client.None(), { execute: [client.allowInsecureRequests] });
  const authorizeUrl = (config: client.Configuration, more = {}) =>
    client.buildAuthorizationUrl(config, { redirect_uri: redirect, scope: 'openid identity', state: 's1', nonce: 'n1', code_challenge: challenge, code_challenge_method: 'S256', ...more }).href;
  const signIn = async (config: client.Configuration, form: Record<string, string>, more = {}) => {
    const go = browser();
    const page = await go(authorizeUrl(config, more));
    return { page, back: await go(actionOf(page.text), form) };
  };
  const exchange = (config: client.Configuration, url: string) =>
    client.authorizationCodeGrant(config, new URL(url), { pkceCodeVerifier: verifier, expectedState: 's1', expectedNonce: 'n1' });

  test('a request without PKCE, or to a foreign address, is refused', async () => {
    const config = await configure();
    const bare = authorizeUrl(config).replace(/&code_challenge(_method)?=[^&]+/g, '');
    expect((await browser()(bare)).url).toMatch(/error=invalid_request/);
    const foreign = await browser()(authorizeUrl(config, { redirect_uri: 'http://evil.invalid/' }));
    expect(foreign.status).toBe(400);
    expect(foreign.text).toMatch(/SANDBOX/);
  });

  test('the page says SANDBOX and lists the people who have an account', async () => {
    const { page } = await signIn(await configure(), { personId: 'wang' });
    expect(page.text).toMatch(/SANDBOX/);
    expect(page.text).toMatch(/王小明/);
    expect(page.text).not.toMatch(/无账号/);
    expect(page.text).not.toMatch(/11010519491231002X/);
  });

  test('a typed stranger gets the page again with a sentence; cancelling goes back with access_denied', async () => {
    const config = await configure();
    const stranger = await signIn(config, { who: '张三', typed: '1' });
    expect(stranger.back.status).toBe(422);
    expect(stranger.back.text).toMatch(/演示城市里没有这个人/);
    const hidden = await signIn(config, { personId: 'hidden' });
    expect(hidden.back.status).toBe(422);
    const cancelled = await signIn(config, { cancel: '1' });
    expect(cancelled.back.url).toMatch(/error=access_denied/);
    expect(cancelled.back.url).toMatch(/state=s1/);
  });

  test('a chosen person comes back with the claims, the own level and a code that works once', async () => {
    const config = await configure();
    const { back } = await signIn(config, { personId: 'wang' });
    const tokens = await exchange(config, back.url);
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: `${city.url}/identity`,
      aud: 'chengban',
      name: '王小明',
      credential_type: 'residentId',
      credential_no: '11010519491231002X',
      level: 3,
      acr: 'level:3',
    });
    const info = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
    expect(info).toMatchObject({ name: '王小明', level: 3, acr: 'level:3' });
    await expect(exchange(config, back.url)).rejects.toThrow();
  });

  test('a typed name and a chosen level are taken; sign-in is asked each time', async () => {
    const config = await configure();
    const go = browser();
    const first = await go(authorizeUrl(config));
    const back = await go(actionOf(first.text), { who: '陈大文', level: '1' });
    expect((await exchange(config, back.url)).claims()).toMatchObject({ credential_no: '810000199408230021', level: 1, acr: 'level:1' });
    const again = await go(authorizeUrl(config));
    expect(again.text).toMatch(/选择一位演示人员登录/);
    const other = await go(actionOf(again.text), { personId: 'wang' });
    expect((await exchange(config, other.url)).claims()).toMatchObject({ name: '王小明', level: 3 });
  });

  test('a wanted level is chosen beforehand on the page', async () => {
    const { page } = await signIn(await configure(), { personId: 'chan' }, { acr_values: 'level:3' });
    expect(page.text).toMatch(/<option value="3" selected>/);
  });

  test('a tampered, unsigned, foreign-signed or skewed ID token is refused by a checking client', async () => {
    const config = await configure();
    client.enableNonRepudiationChecks(config);
    for (const fault of ['tamper-answer', 'unsigned-answer', 'key-expired', 'clock-skew', 'busy', 'reject-signature'] as const) {
      const { back } = await signIn(config, { personId: 'wang' });
      city.faults.set({ target: 'identity', fault, times: 1, ...(fault === 'clock-skew' ? { ms: -7_200_000 } : {}) });
      await expect(exchange(config, back.url)).rejects.toThrow();
    }
    const { back } = await signIn(config, { personId: 'wang' });
    expect((await exchange(config, back.url)).claims()?.name).toBe('王小明');
  });
});

describe('the ticket dialect', () => {
  const authorize = (more = '') => `${city.url}/identity/ticket/authorize?appId=app&redirect=${encodeURIComponent(redirect)}&state=s2${more}`;
  const signIn = async (form: Record<string, string>) => {
    const go = browser();
    const page = await go(authorize());
    return new URL((await go(actionOf(page.text), form)).url);
  };
  let nonces = 0;
  const redeem = async (ticket: string, changes: Record<string, unknown> = {}, path = '/identity/auth/ticket') => {
    nonces += 1;
    const timestamp = String(changes.timestamp ?? Date.now() + clock);
    const nonce = String(changes.nonce ?? `n${nonces}`);
    const sign = createHmac('sm3', 'ticket-secret').update(`app|${ticket}|${timestamp}|${nonce}`).digest('hex');
    const response = await fetch(`${city.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appId: 'app', ticket, timestamp, nonce, sign, ...changes }),
    });
    return response.json();
  };

  test('a foreign application or address gets no page', async () => {
    const wrong = await fetch(`${city.url}/identity/ticket/authorize?appId=app&redirect=http://evil.invalid/`);
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toMatch(/SANDBOX/);
  });

  test('a wrong signature, an old clock, a repeated nonce and an unknown ticket are refused', async () => {
    const ticket = (await signIn({ personId: 'wang' })).searchParams.get('ticket') ?? '';
    expect(await redeem(ticket, { sign: '0'.repeat(64) })).toEqual({ code: 1002, message: '签名错误' });
    expect(await redeem(ticket, { timestamp: Date.now() - 301_000 })).toEqual({ code: 1003, message: '时间戳超出范围' });
    expect(await redeem('ST-unknown', { nonce: 'twice' })).toEqual({ code: 1005, message: '票据无效或已使用' });
    expect(await redeem(ticket, { nonce: 'twice' })).toEqual({ code: 1004, message: '请求重复' });
  });

  test('a ticket works once and gives the sealed person and the level', async () => {
    const back = await signIn({ personId: 'wang' });
    expect(back.searchParams.get('state')).toBe('s2');
    const ticket = back.searchParams.get('ticket') ?? '';
    const answer = await redeem(ticket, {}, '/identity/ticket/auth/ticket');
    expect(answer).toEqual({ code: 0, data: { userInfo: expect.any(String), level: 3 } });
    const sealed = Buffer.from(answer.data.userInfo, 'base64');
    const decipher = createDecipheriv('sm4-cbc', Buffer.from(sm4Key, 'hex'), sealed.subarray(0, 16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]).toString('utf8');
    expect(JSON.parse(plain)).toEqual({
      sub: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: '王小明',
      credential_type: 'residentId',
      credential_no: '11010519491231002X',
      level: 3,
    });
    expect(await redeem(ticket)).toEqual({ code: 1005, message: '票据无效或已使用' });
    expect(await redeem(ticket, {}, '/identity/auth/logout')).toEqual({ code: 0 });
  });

  test('a ticket ends after a minute', async () => {
    const ticket = (await signIn({ personId: 'wang', level: '2' })).searchParams.get('ticket') ?? '';
    clock = 60_000;
    expect(await redeem(ticket)).toEqual({ code: 1005, message: '票据无效或已使用' });
  });

  test('cancelling brings no ticket', async () => {
    const back = await signIn({ cancel: '1' });
    expect(back.searchParams.get('ticket')).toBeNull();
    expect(back.searchParams.get('error')).toBe('access_denied');
  });
});
