import { randomBytes } from 'node:crypto';
import type { Changes } from '../../http/changes.ts';
import type { Keys } from '../../keys/keys.ts';
import type { CookieJar } from '../../ports.ts';
import { newRef } from '../../storage/ids.ts';
import type { Db } from '../../storage/storage.ts';

/**
 * The browser's refresh cookie: `__Host-` (Secure, Path=/, no Domain), HttpOnly and SameSite=Lax.
 * Lax, not Strict: the browser comes back from the unified identity page by a cross-site redirect, and with Strict the
 * callback would not see who started. Lax still keeps the cookie off every cross-site POST, and refreshing checks the Origin.
 */
export const refreshCookie = '__Host-cb';
export const refreshLifetimeSeconds = 30 * 24 * 60 * 60;

/** Two tabs, or a repeat after a lost answer, may present the same token shortly after it was replaced. */
const graceMs = 60_000;

export interface BrowserSignIn {
  readonly accountRef: string;
  readonly family: string;
}

export type Drawn =
  | ({ readonly kind: 'ok'; readonly token: string } & BrowserSignIn)
  /** `stolen`: a token came long after it was replaced; its family has been ended. */
  | { readonly kind: 'unknown' | 'stolen' };

async function insert(tx: Db, keys: Keys, signIn: BrowserSignIn, now: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx
    .insertInto('refresh_tokens')
    .values({
      token_key: keys.mark('cookie', token).mac,
      family_ref: signIn.family,
      account_ref: signIn.accountRef,
      expires_at: new Date(now + refreshLifetimeSeconds * 1000),
    })
    .execute();
  return token;
}

/** Starts a browser's sign-in. @returns the token for the cookie and the family of all its tabs */
export async function startFamily(tx: Db, keys: Keys, accountRef: string, now: number): Promise<{ token: string; family: string }> {
  const family = newRef();
  return { token: await insert(tx, keys, { accountRef, family }, now), family };
}

/** Sign-in a cookie belongs to, without using the token up. Null for none, an old or an unknown one. */
export async function peek(db: Db, keys: Keys, cookies: CookieJar, now: number): Promise<BrowserSignIn | null> {
  const token = cookies.read(refreshCookie);
  if (!token || token.length > 100) return null;
  const row = await db
    .selectFrom('refresh_tokens')
    .select(['account_ref', 'family_ref', 'replaced_at'])
    .where('token_key', 'in', keys.marks('cookie', token).map((mark) => mark.mac))
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  if (!row || (row.replaced_at !== null && row.replaced_at.getTime() + graceMs < now)) return null;
  return { accountRef: row.account_ref, family: row.family_ref };
}

/** Uses a token up and gives its successor. A token that comes back after the grace ends the whole family. */
export async function rotate(tx: Db, keys: Keys, changes: Changes, token: string, now: number): Promise<Drawn> {
  if (token.length > 100) return { kind: 'unknown' };
  const row = await tx
    .selectFrom('refresh_tokens')
    .selectAll()
    .where('token_key', 'in', keys.marks('cookie', token).map((mark) => mark.mac))
    .where('expires_at', '>', new Date(now))
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { kind: 'unknown' };
  if (row.replaced_at !== null && row.replaced_at.getTime() + graceMs < now) {
    await endFamily(tx, changes, row.family_ref);
    return { kind: 'stolen' };
  }
  const signIn = { accountRef: row.account_ref, family: row.family_ref };
  const next = await insert(tx, keys, signIn, now);
  if (row.replaced_at === null) {
    await tx
      .updateTable('refresh_tokens')
      .set({ replaced_at: new Date(now), replaced_by: keys.mark('cookie', next).mac })
      .where('token_key', '=', row.token_key)
      .execute();
  }
  return { kind: 'ok', token: next, ...signIn };
}

/** Ends a browser's sign-in with all its tabs, in every process within a second. */
export async function endFamily(tx: Db, changes: Changes, family: string): Promise<void> {
  await tx.deleteFrom('refresh_tokens').where('family_ref', '=', family).execute();
  await changes.announce(tx, 'session', family);
}

/** Ends every sign-in of an account. */
export async function endFamiliesOf(tx: Db, changes: Changes, accountRef: string): Promise<void> {
  const rows = await tx.selectFrom('refresh_tokens').select('family_ref').distinct().where('account_ref', '=', accountRef).execute();
  for (const row of rows) await endFamily(tx, changes, row.family_ref);
}
