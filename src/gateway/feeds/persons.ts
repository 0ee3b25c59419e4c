import { checkCredential, credentialTypes, issuingCountry, normalizeCredentialNo } from '../../contract/credentials.ts';
import type { Keys } from '../keys/keys.ts';
import type { Db } from '../storage/storage.ts';

/**
 * Whom the numbers of a feed belong to, as far as they are people of ours. A feed does not say the kind of credential, so every kind the number
 * can be is looked for; a number that fits two people of ours names nobody.
 * @returns person reference by number as given
 */
export async function personsOf(db: Db, keys: Keys, numbers: readonly string[], today: string): Promise<ReadonlyMap<string, string>> {
  const numbersOfKey = new Map<string, string>();
  for (const given of new Set(numbers)) {
    const no = normalizeCredentialNo(given);
    for (const type of credentialTypes) {
      if (!checkCredential(type, no, today).ok) continue;
      for (const { mac } of keys.personKeys(type, issuingCountry[type], no)) numbersOfKey.set(mac, given);
    }
  }
  const found = new Map<string, string>();
  const twice = new Set<string>();
  const macs = [...numbersOfKey.keys()];
  for (let from = 0; from < macs.length; from += 500) {
    const rows = await db.selectFrom('persons').select(['person_ref', 'person_key']).where('person_key', 'in', macs.slice(from, from + 500)).where('deleted_at', 'is', null).execute();
    for (const row of rows) {
      const number = numbersOfKey.get(row.person_key ?? '');
      if (number === undefined) continue;
      if (found.has(number) && found.get(number) !== row.person_ref) twice.add(number);
      found.set(number, row.person_ref);
    }
  }
  for (const number of twice) found.delete(number);
  return found;
}
