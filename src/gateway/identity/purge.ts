import type { Storage } from '../storage/storage.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Removes at the minute what must not outlive its time – identifiers, and what claims, codes and redirects hold sealed – and forgotten guests.
 * Everything slower is the hourly purge of `jobs/`.
 */
export async function purgeIdentity(storage: Storage, now: number): Promise<void> {
  const { db } = storage;
  const at = new Date(now);
  await db.deleteFrom('person_identifiers').where('kept_until', '<=', at).execute();
  await db.deleteFrom('remembered_hosts').where('until', '<=', at).execute();
  await db.deleteFrom('claims').where('expires_at', '<=', at).execute();
  // A spent or lapsed code is kept an hour without its content, so that it is called spent and not wrong.
  await db.updateTable('binding_codes').set({ sealed: '' }).where('expires_at', '<=', at).where('sealed', '!=', '').execute();
  await db.deleteFrom('binding_codes').where('expires_at', '<=', new Date(now - day / 24)).execute();
  await db.deleteFrom('login_states').where('expires_at', '<=', at).execute();
  await db
    .deleteFrom('accounts')
    .where('host', '=', 'h5')
    .where('person_ref', 'is', null)
    .where('last_seen_at', '<', new Date(now - 31 * day))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('refresh_tokens').select('token_key').whereRef('refresh_tokens.account_ref', '=', 'accounts.account_ref'))))
    .execute();
}
