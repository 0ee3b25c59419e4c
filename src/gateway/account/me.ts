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

/** A confirmed person's choice, the same on every host; before anybody is confirmed, or when nothing was chosen yet, that of the account. */
async function preferencesOf(db: Db, session: SessionView): Promise<Preferences> {
  const account = await db.selectFrom('accounts').select('preferences').where('account_ref', '=', session.accountRef).executeTakeFirst();
  const own = account?.preferences ?? {};
  const person = reaches(session.level, 'L2') && session.personRef
    ? await db.selectFrom('persons').select(['elder', 'locale', 'subject_type']).where('person_ref', '=', session.personRef).executeTakeFirst()
    : undefined;
  const chosen = person?.locale ? person : { elder: own['elder'], locale: own['locale'] };
  return {
    elder: chosen.elder === true,
    locale: chosen.locale === 'en' ? 'en' : 'zh-CN',
    subjectType: (person?.subject_type ?? own['subjectType']) === 'legal' ? 'legal' : 'natural',
  };
}

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
      const { elder, locale, subjectType } = input;
      // A confirmed person chooses once for every host; the account keeps its copy for when nobody is confirmed on it.
      if (reaches(session.level, 'L2') && session.personRef) {
        await tx.updateTable('persons').set({ elder, locale, subject_type: subjectType }).where('person_ref', '=', session.personRef).execute();
      }
      await tx.updateTable('accounts').set({ preferences: { elder, locale, subjectType } }).where('account_ref', '=', session.accountRef).execute();
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
