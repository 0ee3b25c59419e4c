import type { PersonIdentifiers } from '../../../contract/department.ts';
import type { ClaimMethod } from '../../../contract/platform/identity.ts';
import type { Keys } from '../../keys/keys.ts';
import { newRef } from '../../storage/ids.ts';
import type { Db } from '../../storage/storage.ts';
import { sameName } from '../names.ts';

/** How long a claim waits for its host; the sealed name and number are gone after it. */
export const claimLifetimeMs = 10 * 60 * 1000;

/**
 * `pending` waits for the host, `verified` was proven by the host and waits to be written, `done` is written,
 * `refused` did not match, `cancelled` was given up.
 */
export type ClaimState = 'pending' | 'verified' | 'done' | 'refused' | 'cancelled';

/** Sealed part of a claim. */
export interface ClaimContent {
  readonly identifiers: PersonIdentifiers;
  readonly returnTo?: string | undefined;
  /** Our number of the host's order. */
  readonly orderNo?: string | undefined;
  /** Alipay's certify id. */
  readonly certifyId?: string | undefined;
  /** Verify id of WeChat's face check or of Alipay's comparison. Each is used once. */
  readonly verifyId?: string | undefined;
}

export interface Claim {
  readonly claimId: string;
  readonly method: ClaimMethod;
  readonly state: ClaimState;
  readonly attempts: number;
  readonly expiresAt: number;
  /** Null once the claim is over: then the sealed part is emptied. */
  readonly content: ClaimContent | null;
}

const place = (claimId: string): string => `claims:${claimId}`;
const seal = (keys: Keys, claimId: string, content: ClaimContent | null): string =>
  keys.seal('field', JSON.stringify(content), place(claimId));

/** A claim of this account; null for an unknown one and for someone else's alike. */
export async function findClaim(db: Db, keys: Keys, accountRef: string, claimId: string): Promise<Claim | null> {
  const row = await db.selectFrom('claims').selectAll().where('claim_id', '=', claimId).where('account_ref', '=', accountRef).executeTakeFirst();
  if (!row) return null;
  const text = keys.open('field', row.sealed, place(claimId));
  return {
    claimId,
    method: row.method as ClaimMethod,
    state: row.state as ClaimState,
    attempts: row.attempts,
    expiresAt: row.expires_at.getTime(),
    content: text === null ? null : (JSON.parse(text) as ClaimContent | null),
  };
}

/** The same claim when it already waits: pressing twice must not count twice. */
export async function findSameClaim(tx: Db, keys: Keys, accountRef: string, method: ClaimMethod, wanted: PersonIdentifiers, now: Date): Promise<Claim | null> {
  const row = await tx
    .selectFrom('claims')
    .select('claim_id')
    .where('account_ref', '=', accountRef)
    .where('method', '=', method)
    .where('state', '=', 'pending')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  const claim = row ? await findClaim(tx, keys, accountRef, row.claim_id) : null;
  const known = claim?.content?.identifiers;
  const same =
    known !== undefined &&
    known.credentialType === wanted.credentialType &&
    known.credentialNo === wanted.credentialNo &&
    sameName(known.name, wanted.name);
  return same ? claim : null;
}

/** Keeps a new claim; an older one of the account that still waits is given up. */
export async function insertClaim(tx: Db, keys: Keys, accountRef: string, method: ClaimMethod, content: ClaimContent, now: Date): Promise<string> {
  const claimId = newRef();
  await tx.updateTable('claims').set({ state: 'cancelled' }).where('account_ref', '=', accountRef).where('state', '=', 'pending').execute();
  await tx
    .insertInto('claims')
    .values({
      claim_id: claimId,
      account_ref: accountRef,
      method,
      sealed: seal(keys, claimId, content),
      state: 'pending',
      expires_at: new Date(now.getTime() + claimLifetimeMs),
    })
    .execute();
  return claimId;
}

export async function setContent(db: Db, keys: Keys, claimId: string, content: ClaimContent): Promise<void> {
  await db.updateTable('claims').set({ sealed: seal(keys, claimId, content) }).where('claim_id', '=', claimId).execute();
}

/**
 * Moves a claim from one state to another; an ended one loses its sealed content.
 * @returns false when it was in another state: somebody else was faster
 */
export async function moveClaim(db: Db, keys: Keys, claimId: string, from: ClaimState, to: ClaimState): Promise<boolean> {
  const ended = to === 'done' || to === 'refused' || to === 'cancelled';
  const row = await db
    .updateTable('claims')
    .set({ state: to, ...(ended ? { sealed: seal(keys, claimId, null) } : {}) })
    .where('claim_id', '=', claimId)
    .where('state', '=', from)
    .returning('claim_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Counts one question to the host. */
export async function countAttempt(db: Db, claimId: string): Promise<void> {
  await db.updateTable('claims').set((eb) => ({ attempts: eb('attempts', '+', 1) })).where('claim_id', '=', claimId).execute();
}
