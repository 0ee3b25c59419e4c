import { sql } from 'kysely';
import type { PersonIdentifiers } from '../../../contract/department.ts';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Db } from '../../storage/storage.ts';

/** Claims of one host account and day. */
export const claimsPerAccount = 5;
/** Host accounts that may claim one number on a day: more look like somebody trying numbers. */
export const accountsPerNumber = 3;

/** Adds one to a bucket of the local day. @returns the count after it */
export async function count(tx: Db, bucketKey: string, now: Date): Promise<number> {
  const row = await tx
    .insertInto('claim_counts')
    .values({ bucket_key: bucketKey, day: shanghaiDate(now), count: 1 })
    .onConflict((conflict) => conflict.columns(['bucket_key', 'day']).doUpdateSet({ count: sql<number>`claim_counts.count + 1` }))
    .returning('count')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Count of a bucket today. */
export async function countOf(db: Db, bucketKey: string, now: Date): Promise<number> {
  const row = await db.selectFrom('claim_counts').select('count').where('bucket_key', '=', bucketKey).where('day', '=', shanghaiDate(now)).executeTakeFirst();
  return row?.count ?? 0;
}

/** Counted by the host's own id, so that deleting an account starts nothing anew. */
export async function hostSubjectOf(db: Db, accountRef: string): Promise<string> {
  const row = await db.selectFrom('accounts').select('host_subject_key').where('account_ref', '=', accountRef).executeTakeFirst();
  return row?.host_subject_key ?? accountRef;
}

/**
 * Counts a claim of an account on a number. Buckets are HMACs: the table holds no number.
 * @returns false when a limit is reached; a refused claim counts as well
 */
export async function countClaim(tx: Db, keys: Keys, accountRef: string, claimed: PersonIdentifiers, now: Date): Promise<boolean> {
  const subject = await hostSubjectOf(tx, accountRef);
  const account = keys.mark('hostSubject', `claims|${subject}`).mac;
  if ((await count(tx, account, now)) > claimsPerAccount) return false;
  const number = `claims|${claimed.credentialType}|${claimed.credentialNo}`;
  const pair = keys.mark('pepper', `${number}|${subject}`).mac;
  const accounts = keys.mark('pepper', number).mac;
  const first = (await count(tx, pair, now)) === 1;
  const holders = first ? await count(tx, accounts, now) : 0;
  if (holders <= accountsPerNumber) return true;
  // The pair stays refused for the day: otherwise the second try of the same account would pass as known.
  await tx.deleteFrom('claim_counts').where('bucket_key', '=', pair).where('day', '=', shanghaiDate(now)).execute();
  return false;
}
