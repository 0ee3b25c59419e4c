import type { Change, Changes } from '../../http/changes.ts';
import type { Storage } from '../../storage/storage.ts';
import { tokenLifetimeMs } from './token.ts';
import type { TokenContent } from './token.ts';

export interface Revocations {
  /** True when the token may no longer be used. Asks the database only for a person who was revoked lately. */
  revoked(token: TokenContent): boolean | Promise<boolean>;
  close(): void;
}

interface Entry {
  readonly heardAt: number;
  /** Current epoch of a person; undefined until it was read. */
  epoch?: number;
}

/**
 * What this process has heard of ended sessions. Entries older than the longest token are forgotten.
 * A session change may name a session, or the family of a browser's sign-in (all its tabs).
 */
export function watchRevocations(storage: Storage, changes: Changes, now: () => number): Revocations {
  const ended = new Map<string, Entry>();
  const persons = new Map<string, Entry>();
  let heard = 0;

  const forgetOld = () => {
    const oldest = now() - 2 * tokenLifetimeMs;
    for (const map of [ended, persons]) for (const [key, entry] of map) if (entry.heardAt < oldest) map.delete(key);
  };
  const stop = changes.subscribe(({ kind, target }: Change) => {
    if (kind === 'session' || kind === 'account') ended.set(`${kind}|${target}`, { heardAt: now() });
    else if (kind === 'person') persons.set(target, { heardAt: now() });
    heard += 1;
    if (heard % 1000 === 0) forgetOld();
  });

  const behind = async (token: TokenContent, personRef: string, entry: Entry): Promise<boolean> => {
    const row = await storage.db.selectFrom('persons').select(['epoch', 'deleted_at']).where('person_ref', '=', personRef).executeTakeFirst();
    entry.epoch = !row || row.deleted_at !== null ? Number.MAX_SAFE_INTEGER : row.epoch;
    return token.epoch < entry.epoch;
  };

  return {
    revoked(token) {
      if (ended.size > 0) {
        if (ended.has(`session|${token.sessionId}`) || ended.has(`account|${token.accountRef}`)) return true;
        if (token.family !== null && ended.has(`session|${token.family}`)) return true;
      }
      const entry = token.personRef === null ? undefined : persons.get(token.personRef);
      if (!entry || token.personRef === null) return false;
      return entry.epoch === undefined ? behind(token, token.personRef, entry) : token.epoch < entry.epoch;
    },
    close: stop,
  };
}
