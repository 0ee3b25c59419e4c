import { hosts } from '../../contract/levels.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { identityForget, identityRemember, identityRemembered, rememberedDays } from '../../contract/platform/remember.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Handlers, Outcome, ReadHandler, SessionView, WriteHandler } from '../ports.ts';
import type { Db } from '../storage/storage.ts';
import type { IdentityDeps } from './deps.ts';
import { forgetHosts, rememberHost } from './remembered.ts';

type Remembered = OutputOf<typeof identityRemembered>;
const below = refuse('levelTooLow', { requiredLevel: 'L2' });

async function listOf(db: Db, { personRef, accountRef }: SessionView, now: Date): Promise<Remembered> {
  const rows = await db
    .selectFrom('remembered_hosts')
    .innerJoin('accounts', 'accounts.account_ref', 'remembered_hosts.account_ref')
    .select(['remembered_ref', 'remembered_hosts.account_ref', 'host', 'since', 'last_used_at', 'until'])
    .where('remembered_hosts.person_ref', '=', personRef ?? '')
    .where('until', '>', now)
    .orderBy('last_used_at', 'desc')
    .execute();
  const list: Remembered['hosts'] = [];
  for (const row of rows) {
    const host = hosts.find((one) => one === row.host);
    if (!host) continue;
    const [since, lastUsed, until] = [shanghaiTime(row.since), shanghaiTime(row.last_used_at), shanghaiTime(row.until)];
    list.push({ entry: row.remembered_ref, host, since, lastUsed, until, here: row.account_ref === accountRef });
  }
  return { hosts: list, days: rememberedDays };
}

/** Handlers of `identity.remembered`, `identity.remember` and `identity.forget`. Consent is checked before, by the pipeline. */
export function rememberHandlers({ storage, changes }: IdentityDeps): Handlers {
  const readList = async ({ session, now }: { session: SessionView | null; now: Date }): Promise<Outcome<Remembered>> =>
    session?.personRef ? { ok: true, data: await listOf(storage.db, session, now) } : below;

  const list: ReadHandler<InputOf<typeof identityRemembered>, Remembered> = { kind: 'read', handle: readList };

  const remember: WriteHandler<InputOf<typeof identityRemember>, Remembered> = {
    kind: 'write',
    async write(tx, { session, now }) {
      if (!session?.personRef) return below;
      const kept = await tx.selectFrom('person_identifiers').select('person_ref').where('person_ref', '=', session.personRef).where('kept_until', '>', now).executeTakeFirst();
      // Nothing left to remember: name and number are confirmed first.
      if (!kept) return below;
      await rememberHost(tx, session.accountRef, session.personRef, now);
      return { ok: true, reference: session.accountRef };
    },
    read: readList,
  };

  const forget: WriteHandler<InputOf<typeof identityForget>, Remembered> = {
    kind: 'write',
    async write(tx, { session, now }, { entry }) {
      if (!session?.personRef) return below;
      const done = await forgetHosts(tx, changes, session.personRef, session.accountRef, entry, now);
      return done ? { ok: true, reference: entry } : refuse('notFound');
    },
    read: readList,
  };

  return { [identityRemembered.name]: list, [identityRemember.name]: remember, [identityForget.name]: forget };
}
