import { createHash, randomBytes } from 'node:crypto';
import { sameText } from '../../keys/sm.ts';
import type { Keys } from '../../keys/keys.ts';
import type { CookieJar } from '../../ports.ts';
import type { Db } from '../../storage/storage.ts';
import type { RedirectSecrets } from './dialect.ts';

/** Binds a redirect to the browser that started it: without it, somebody else's answer could be planted here (login CSRF). */
export const loginCookie = '__Host-cb-login';
const lifetimeSeconds = 600;

/** What waits for the browser's return. */
export interface LoginState {
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly draftId: string | null;
  /** A strong check was asked for. */
  readonly strong: boolean;
}

const secret = (): string => randomBytes(32).toString('base64url');
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Remembers a redirect for 10 minutes. @returns the secrets of the redirect; the browser's part is in the cookie */
export async function rememberLogin(
  db: Db,
  keys: Keys,
  cookies: CookieJar,
  target: { readonly returnTo: string; readonly draftId: string | null; readonly strong: boolean },
  now: number,
): Promise<RedirectSecrets> {
  const secrets = { state: secret(), nonce: secret(), verifier: secret(), strong: target.strong };
  const browser = secret();
  const stateKey = keys.mark('cookie', `state|${secrets.state}`).mac;
  const content = { nonce: secrets.nonce, verifier: secrets.verifier, ...target, browser: digest(browser) };
  await db
    .insertInto('login_states')
    .values({
      state_key: stateKey,
      sealed: keys.seal('field', JSON.stringify(content), `login_states:${stateKey}`),
      expires_at: new Date(now + lifetimeSeconds * 1000),
    })
    .execute();
  cookies.set(loginCookie, browser, lifetimeSeconds);
  return secrets;
}

/**
 * Takes a redirect back: once, within 10 minutes, in the same browser.
 * @returns null when any of it does not hold
 */
export async function takeLogin(db: Db, keys: Keys, cookies: CookieJar, state: string | null, now: number): Promise<LoginState | null> {
  const browser = cookies.read(loginCookie);
  if (!state || state.length > 200 || !browser) return null;
  const row = await db
    .deleteFrom('login_states')
    .where('state_key', 'in', keys.marks('cookie', `state|${state}`).map((mark) => mark.mac))
    .returning(['state_key', 'sealed', 'expires_at'])
    .executeTakeFirst();
  cookies.set(loginCookie, '', 0);
  if (!row || row.expires_at.getTime() <= now) return null;
  const text = keys.open('field', row.sealed, `login_states:${row.state_key}`);
  if (text === null) return null;
  const content = JSON.parse(text) as LoginState & { browser: string };
  return sameText(content.browser, digest(browser)) ? content : null;
}
