import type { Changes } from '../http/changes.ts';
import { rememberedDays } from '../../contract/platform/remember.ts';
import { newRef } from '../storage/ids.ts';
import type { Db } from '../storage/storage.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * How long name and number stay: as long as a host remembers the person or an account has a valid check; without either they go.
 * Called after everything that ends one of them.
 */
export async function settleIdentifiers(tx: Db, personRef: string, now: number): Promise<void> {
  const at = new Date(now);
  const remembered = await tx.selectFrom('remembered_hosts').select('until').where('person_ref', '=', personRef).where('until', '>', at)
    .orderBy('until', 'desc').executeTakeFirst();
  const checked = await tx.selectFrom('accounts').select('l2_until').where('person_ref', '=', personRef).where('l2_until', '>', at)
    .orderBy('l2_until', 'desc').executeTakeFirst();
  const until = Math.max(remembered?.until.getTime() ?? 0, checked?.l2_until?.getTime() ?? 0);
  if (until === 0) await tx.deleteFrom('person_identifiers').where('person_ref', '=', personRef).execute();
  else await tx.updateTable('person_identifiers').set({ kept_until: new Date(until), remembered: remembered !== undefined }).where('person_ref', '=', personRef).execute();
}

/** Remembers a host account from now for the days that the consent names; agreeing again renews them. */
export async function rememberHost(tx: Db, accountRef: string, personRef: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + rememberedDays * day);
  await tx
    .insertInto('remembered_hosts')
    .values({ remembered_ref: newRef(), account_ref: accountRef, person_ref: personRef, since: now, last_used_at: now, until })
    .onConflict((conflict) => conflict.column('account_ref').doUpdateSet({ person_ref: personRef, since: now, last_used_at: now, until }))
    .execute();
  await settleIdentifiers(tx, personRef, now.getTime());
}

/** Until when a silent login of this account still knows the person; null when it is not remembered. */
export async function rememberedUntil(db: Db, accountRef: string, personRef: string, now: number): Promise<number | null> {
  const row = await db.selectFrom('remembered_hosts').select('until').where('account_ref', '=', accountRef).where('person_ref', '=', personRef)
    .where('until', '>', new Date(now)).executeTakeFirst();
  return row?.until.getTime() ?? null;
}

export async function noteUse(tx: Db, accountRef: string, now: Date): Promise<void> {
  await tx.updateTable('remembered_hosts').set({ last_used_at: now }).where('account_ref', '=', accountRef).execute();
}

/** The account is no longer remembered: signed out, or bound to somebody else. Its sessions are the caller's matter. */
export async function forgetAccount(tx: Db, accountRef: string): Promise<void> {
  await tx.deleteFrom('remembered_hosts').where('account_ref', '=', accountRef).execute();
}

/**
 * Forgets one entry of the person, or all. A host that is forgotten loses its level at once, the acting one only what remembering gave it.
 * The epoch rises: sessions of the person anywhere are void within a second and are renewed silently with what is left.
 * @param entry null for all
 * @returns false when there was nothing to forget
 */
export async function forgetHosts(tx: Db, changes: Changes, personRef: string, actingAccount: string, entry: string | null, now: Date): Promise<boolean> {
  let gone = tx.deleteFrom('remembered_hosts').where('person_ref', '=', personRef);
  if (entry !== null) gone = gone.where('remembered_ref', '=', entry);
  const accounts = (await gone.returning('account_ref').execute()).map((row) => row.account_ref);
  if (accounts.length === 0) return false;
  await tx.updateTable('accounts').set({ l2_until: null, l3_until: null })
    .where('account_ref', 'in', accounts).where('account_ref', '!=', actingAccount).execute();
  await settleIdentifiers(tx, personRef, now.getTime());
  await tx.updateTable('persons').set((eb) => ({ epoch: eb('epoch', '+', 1) })).where('person_ref', '=', personRef).execute();
  await changes.announce(tx, 'person', personRef);
  return true;
}
