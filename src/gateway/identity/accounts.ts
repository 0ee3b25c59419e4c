import type { Host } from '../../contract/levels.ts';
import type { Keys } from '../keys/keys.ts';
import { newRef } from '../storage/ids.ts';
import type { Db } from '../storage/storage.ts';

/** A host account as its host names it. */
export interface HostAccount {
  readonly host: Host;
  readonly appId: string;
  /** What the host calls the user, best name first; older names find an account that was made under them. */
  readonly subjects: readonly string[];
  /** Kept sealed, for calls to the host. */
  readonly ids: Readonly<Record<string, string | null>>;
}

const subjectText = (account: HostAccount, subject: string): string => `${account.host}|${account.appId}|${subject}`;

/**
 * Finds the account of a host user or makes it. Stored are an HMAC of the host's id and the sealed ids, never the id itself.
 * An account found under an older key or an older id is moved to the newest.
 */
export async function findOrMakeAccount(tx: Db, keys: Keys, account: HostAccount, now: Date): Promise<string> {
  const [best] = account.subjects;
  if (best === undefined) throw new Error('A host account needs a subject');
  const key = keys.mark('hostSubject', subjectText(account, best)).mac;
  const everyKey = account.subjects.flatMap((subject) => keys.marks('hostSubject', subjectText(account, subject)).map((mark) => mark.mac));
  const accountRef = newRef();
  const find = () =>
    tx
      .selectFrom('accounts')
      .select(['account_ref', 'host_subject_key'])
      .where('host', '=', account.host)
      .where('app_id', '=', account.appId)
      .where('host_subject_key', 'in', everyKey)
      .execute();
  let found = await find();
  if (found.length === 0) {
    await tx
      .insertInto('accounts')
      .values({
        account_ref: accountRef,
        host: account.host,
        app_id: account.appId,
        host_subject_key: key,
        sealed_host_ids: keys.seal('field', JSON.stringify(account.ids), `accounts:${accountRef}`),
        last_seen_at: now,
      })
      .onConflict((conflict) => conflict.columns(['host', 'app_id', 'host_subject_key']).doNothing())
      .execute();
    found = await find();
  }
  const known = everyKey.map((one) => found.find((row) => row.host_subject_key === one)).find((row) => row !== undefined);
  if (!known) throw new Error('The account that was just written is not there');
  await tx
    .updateTable('accounts')
    .set({
      host_subject_key: key,
      sealed_host_ids: keys.seal('field', JSON.stringify(account.ids), `accounts:${known.account_ref}`),
      last_seen_at: now,
    })
    .where('account_ref', '=', known.account_ref)
    .execute();
  return known.account_ref;
}

/** Host ids of an account, or null when none are kept or the key is gone. */
export async function hostIdsOf(db: Db, keys: Keys, accountRef: string): Promise<Readonly<Record<string, string | null>> | null> {
  const row = await db.selectFrom('accounts').select('sealed_host_ids').where('account_ref', '=', accountRef).executeTakeFirst();
  const text = row?.sealed_host_ids ? keys.open('field', row.sealed_host_ids, `accounts:${accountRef}`) : null;
  return text === null ? null : (JSON.parse(text) as Record<string, string | null>);
}
