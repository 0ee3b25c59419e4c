import { randomBytes } from 'node:crypto';
import { hosts } from '../../../contract/levels.ts';
import type { SessionGrant } from '../../../contract/platform/session.ts';
import { shanghaiTime } from '../../../contract/shanghai-time.ts';
import type { Keys } from '../../keys/keys.ts';
import { newRef } from '../../storage/ids.ts';
import type { Db } from '../../storage/storage.ts';
import { rememberedUntil } from '../remembered.ts';
import { effectiveLevel, sealToken, tokenLifetimeMs } from './token.ts';

export interface GrantOptions {
  readonly now: number;
  /** Sign-in of the browser; null in mini-programs. */
  readonly family: string | null;
  /** A silent host login restores L2 but not a strong check: the phone may have changed hands. */
  readonly withL3: boolean;
}

/** The claim that waits for its host's answer, so that a cold start can go on with it. */
async function pendingClaim(db: Db, keys: Keys, accountRef: string, now: Date): Promise<{ claimId: string; method: string; returnTo: string | null } | null> {
  const row = await db
    .selectFrom('claims')
    .select(['claim_id', 'method', 'sealed'])
    .where('account_ref', '=', accountRef)
    .where('state', 'in', ['pending', 'verified'])
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const text = keys.open('field', row.sealed, `claims:${row.claim_id}`);
  const { returnTo } = (text === null ? {} : JSON.parse(text)) as { returnTo?: string };
  return { claimId: row.claim_id, method: row.method, returnTo: returnTo ?? null };
}

/** Makes a session of an account: a new id, a new key, a new sealed token. Null when the account is gone. */
export async function grantSession(db: Db, keys: Keys, accountRef: string, options: GrantOptions): Promise<SessionGrant | null> {
  const { now } = options;
  const account = await db
    .selectFrom('accounts')
    .leftJoin('persons', 'persons.person_ref', 'accounts.person_ref')
    .select(['accounts.host', 'accounts.person_ref', 'accounts.l2_until', 'accounts.l3_until', 'persons.epoch', 'persons.deleted_at'])
    .where('account_ref', '=', accountRef)
    .executeTakeFirst();
  const host = hosts.find((one) => one === account?.host);
  if (!account || !host) return null;
  const until = (value: Date | null): number | null => (value !== null && value.getTime() > now ? value.getTime() : null);
  const checked = until(account.l2_until);
  const remembered = account.person_ref === null ? null : await rememberedUntil(db, accountRef, account.person_ref, now);
  const l2Until = checked === null && remembered === null ? null : Math.max(checked ?? 0, remembered ?? 0);
  // Without a valid check the session knows no person: the account alone proves nobody.
  const personRef = l2Until !== null && account.deleted_at === null ? account.person_ref : null;
  const proven = personRef === null ? { l2Until: null, l3Until: null } : { l2Until, l3Until: options.withL3 ? until(account.l3_until) : null };
  const sessionId = newRef();
  const signatureKey = randomBytes(32).toString('base64');
  const expiresAt = now + tokenLifetimeMs;
  const token = sealToken(keys, {
    sessionId,
    accountRef,
    personRef,
    host,
    ...proven,
    signatureKey,
    epoch: personRef === null ? 0 : (account.epoch ?? 0),
    issuedAt: now,
    expiresAt,
    family: options.family,
  });
  const pending = await pendingClaim(db, keys, accountRef, new Date(now));
  return {
    token,
    signatureKey,
    sessionId,
    level: effectiveLevel(proven, now),
    l3Until: proven.l3Until === null ? null : shanghaiTime(proven.l3Until),
    expiresAt: shanghaiTime(expiresAt),
    serverTimeMs: now,
    pendingClaimId: pending?.claimId ?? null,
    pendingMethod: pending?.method ?? null,
    returnTo: pending?.returnTo ?? null,
  };
}
