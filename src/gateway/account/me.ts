import { hosts, reaches } from '../../contract/levels.ts';
import type { Host } from '../../contract/levels.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { accountFullNumber, accountMe, accountSetPreferences } from '../../contract/platform/account.ts';
import type { Preferences } from '../../contract/platform/account.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiDate, shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Handlers, ReadHandler, SessionView, WriteHandler } from '../ports.ts';
import type { Db } from '../storage/storage.ts';
import type { AccountDeps } from './deps.ts';

type Me = OutputOf<typeof accountMe>;

/** Stored preferences with the defaults of what was never set. */
function readPreferences(stored: Readonly<Record<string, unknown>> | undefined): Preferences {
  return { elder: stored?.['elder'] === true, locale: stored?.['locale'] === 'en' ? 'en' : 'zh-CN' };
}

/** What was set for this account; for a confirmed person who set nothing here yet, what another of the same person's hosts knows. */
async function preferencesOf(db: Db, session: SessionView): Promise<Preferences> {
  const own = await db.selectFrom('accounts').select('preferences').where('account_ref', '=', session.accountRef).executeTakeFirst();
  if (isSet(own?.preferences) || !reaches(session.level, 'L2') || !session.personRef) return readPreferences(own?.preferences);
  const others = await db.selectFrom('accounts').select('preferences').where('person_ref', '=', session.personRef).orderBy('created_at').execute();
  return readPreferences(others.find((one) => isSet(one.preferences))?.preferences);
}

const isSet = (stored: Readonly<Record<string, unknown>> | undefined) => stored?.['locale'] !== undefined;

/** One line per host the person uses, with the day of the first use. */
async function entrances(db: Db, session: SessionView, known: boolean): Promise<Me['entrances']> {
  const all = db.selectFrom('accounts').select(['host', 'created_at']).orderBy('created_at');
  const rows = await (known && session.personRef ? all.where('person_ref', '=', session.personRef) : all.where('account_ref', '=', session.accountRef)).execute();
  const first = new Map<Host, string>();
  for (const row of rows) {
    const host = hosts.find((one) => one === row.host);
    if (host && !first.has(host)) first.set(host, shanghaiDate(row.created_at));
  }
  return [...first].map(([host, since]) => ({ host, since }));
}

/** Handlers of `account.me`, `account.setPreferences` and `account.fullNumber`. */
export function meHandlers({ storage, identifiersOf }: AccountDeps): Handlers {
  const me: ReadHandler<InputOf<typeof accountMe>, Me> = {
    kind: 'read',
    async handle({ session, now }) {
      if (!session) return refuse('sessionMissing');
      // A person is named only while the check holds: the account alone proves nobody.
      const known = reaches(session.level, 'L2') && session.personRef !== null;
      const until = (at: number | null) => (at !== null && at > now.getTime() ? shanghaiTime(at) : null);
      return {
        ok: true,
        data: {
          level: session.level,
          l2Until: until(session.l2Until),
          l3Until: until(session.l3Until),
          host: session.host,
          preferences: await preferencesOf(storage.db, session),
          person: known && session.personRef ? await identifiersOf(session.personRef) : null,
          entrances: await entrances(storage.db, session, known),
        },
      };
    },
  };

  const setPreferences: WriteHandler<InputOf<typeof accountSetPreferences>, Preferences> = {
    kind: 'write',
    async write(tx, { session }, input) {
      if (!session) return refuse('sessionMissing');
      const chosen = tx.updateTable('accounts').set({ preferences: { elder: input.elder, locale: input.locale } });
      // A confirmed person chooses once for every host.
      const whose = reaches(session.level, 'L2') ? session.personRef : null;
      await chosen.where((eb) => (whose ? eb.or([eb('account_ref', '=', session.accountRef), eb('person_ref', '=', whose)]) : eb('account_ref', '=', session.accountRef))).execute();
      return { ok: true, reference: session.accountRef };
    },
    async read({ session }) {
      return session ? { ok: true, data: await preferencesOf(storage.db, session) } : refuse('sessionMissing');
    },
  };

  const fullNumber: ReadHandler<InputOf<typeof accountFullNumber>, OutputOf<typeof accountFullNumber>> = {
    kind: 'read',
    async handle({ session }) {
      if (!session?.personRef) return refuse('levelTooLow', { requiredLevel: 'L3' });
      const person = await identifiersOf(session.personRef);
      if (!person) return refuse('levelTooLow', { requiredLevel: 'L3' });
      return { ok: true, data: { credentialType: person.credentialType, credentialNo: person.credentialNo } };
    },
  };

  return { [accountMe.name]: me, [accountSetPreferences.name]: setPreferences, [accountFullNumber.name]: fullNumber };
}
