import { issuingCountry } from '../../contract/credentials.ts';
import type { PersonIdentifiers } from '../../contract/department.ts';
import { levelLifetimeMs } from '../../contract/levels.ts';
import { addMessage } from '../cases/messages.ts';
import type { Keys } from '../keys/keys.ts';
import { newRef } from '../storage/ids.ts';
import type { Db } from '../storage/storage.ts';
import { forgetAccount, settleIdentifiers } from './remembered.ts';

/**
 * The person of a credential: the same number of the same kind is the same person on every host.
 * Two kinds with one number (a permit and a card of one human) are two persons: nothing proves that they are one.
 * A person found under an older pepper is moved to the newest.
 * @param identifiers with the normalised number
 */
export async function findOrMakePerson(tx: Db, keys: Keys, identifiers: PersonIdentifiers): Promise<string> {
  const { credentialType, credentialNo } = identifiers;
  const marks = keys.personKeys(credentialType, issuingCountry[credentialType], credentialNo);
  const [newest] = marks;
  if (!newest) throw new Error('There is no pepper');
  const find = () =>
    tx
      .selectFrom('persons')
      .select(['person_ref', 'person_key', 'pepper_version'])
      .where('person_key', 'in', marks.map((mark) => mark.mac))
      .where('deleted_at', 'is', null)
      .orderBy('pepper_version', 'desc')
      .executeTakeFirst();
  let found = await find();
  if (!found) {
    await tx
      .insertInto('persons')
      .values({ person_ref: newRef(), person_key: newest.mac, pepper_version: newest.version })
      .onConflict((conflict) => conflict.column('person_key').doNothing())
      .execute();
    found = await find();
  }
  if (!found) throw new Error('The person that was just written is not there');
  if (found.person_key !== newest.mac) {
    await tx
      .updateTable('persons')
      .set({ person_key: newest.mac, pepper_version: newest.version })
      .where('person_ref', '=', found.person_ref)
      .execute();
  }
  return found.person_ref;
}

/** The person of a credential if there is one already, otherwise null; makes and moves nothing. */
export async function findPerson(db: Db, keys: Keys, { credentialType, credentialNo }: PersonIdentifiers): Promise<string | null> {
  const macs = keys.personKeys(credentialType, issuingCountry[credentialType], credentialNo).map((mark) => mark.mac);
  const row = await db.selectFrom('persons').select('person_ref').where('person_key', 'in', macs).where('deleted_at', 'is', null).executeTakeFirst();
  return row?.person_ref ?? null;
}

/** Keeps name and number sealed for the session; what a person agreed to have remembered is not shortened. */
async function keepIdentifiers(tx: Db, keys: Keys, personRef: string, identifiers: PersonIdentifiers, until: Date): Promise<void> {
  const sealed = keys.seal('field', JSON.stringify(identifiers), `person_identifiers:${personRef}`);
  await tx
    .insertInto('person_identifiers')
    .values({ person_ref: personRef, sealed, kept_until: until })
    .onConflict((conflict) =>
      conflict.column('person_ref').doUpdateSet((eb) => ({
        sealed,
        kept_until: eb.fn<Date>('greatest', ['person_identifiers.kept_until', eb.val(until)]),
      })),
    )
    .execute();
}

/** Tells a person about a first sign-in, and about every further account: somebody else's would show here. */
async function greet(tx: Db, personRef: string, host: string, now: Date): Promise<void> {
  const other = await tx.selectFrom('accounts').select('account_ref').where('person_ref', '=', personRef).executeTakeFirst();
  await addMessage(tx, personRef, other ? 'signedInElsewhere' : 'welcome', { host }, now);
}

/**
 * Binds an account to the person a check has proven, with the level the check gives.
 * @returns the person's reference
 */
export async function confirmPerson(
  tx: Db,
  keys: Keys,
  accountRef: string,
  identifiers: PersonIdentifiers,
  level: 'L2' | 'L3',
  now: number,
): Promise<string> {
  const personRef = await findOrMakePerson(tx, keys, identifiers);
  const l2Until = new Date(now + levelLifetimeMs.L2);
  const l3Until = level === 'L3' ? new Date(now + levelLifetimeMs.L3) : null;
  await keepIdentifiers(tx, keys, personRef, identifiers, l2Until);
  const before = await tx.selectFrom('accounts').select(['person_ref', 'l3_until', 'host']).where('account_ref', '=', accountRef).forUpdate().executeTakeFirst();
  // A strong check of the same person is not undone by a later, weaker one.
  const kept = before?.person_ref === personRef ? before.l3_until : null;
  if (before && before.person_ref !== personRef) {
    await greet(tx, personRef, before.host, new Date(now));
    // The phone is somebody else's now: whoever had it remembered is not known on it any more.
    await forgetAccount(tx, accountRef);
  }
  await tx
    .updateTable('accounts')
    .set({ person_ref: personRef, l2_until: l2Until, l3_until: l3Until ?? kept })
    .where('account_ref', '=', accountRef)
    .execute();
  if (before?.person_ref && before.person_ref !== personRef) await settleIdentifiers(tx, before.person_ref, now);
  return personRef;
}

/** Name and number out of their seal; null when the key is gone or the row is not this person's. */
export function openIdentifiers(keys: Keys, personRef: string, sealed: string): PersonIdentifiers | null {
  const text = keys.open('field', sealed, `person_identifiers:${personRef}`);
  return text === null ? null : (JSON.parse(text) as PersonIdentifiers);
}
