import type { Changes } from '../http/changes.ts';
import type { Db } from '../storage/storage.ts';

/** Name and number of a person as the database keeps them: sealed. */
export interface SealedIdentifiers {
  readonly sealed: string;
  /** In ms. */
  readonly keptUntil: number;
}

const keepMs = 10_000;
const capacity = 20_000;

/**
 * Reads sealed identifiers and remembers them, still sealed, for ten seconds, so that a page with several sources costs one query.
 * Forgets at once when a session, an account or the person ends anywhere, or a consent changes. What is not there is never remembered.
 */
export function createSealedIdentifiers(db: Db, changes: Changes) {
  const known = new Map<string, { readonly row: SealedIdentifiers; readonly until: number }>();
  let generation = 0;
  const stop = changes.subscribe(({ kind, target }) => {
    if (kind === 'kill') return;
    generation += 1;
    // Whose identifiers a session or an account leads to is not worth an index.
    if (kind === 'person' || kind === 'consent') known.delete(target);
    else known.clear();
  });

  async function read(personRef: string, now: number): Promise<SealedIdentifiers | null> {
    const before = generation;
    const found = await db.selectFrom('person_identifiers').select(['sealed', 'kept_until'])
      .where('person_ref', '=', personRef).where('kept_until', '>', new Date(now)).executeTakeFirst();
    if (!found) return null;
    const row = { sealed: found.sealed, keptUntil: found.kept_until.getTime() };
    if (before === generation) {
      if (known.size >= capacity) known.clear();
      known.set(personRef, { row, until: now + keepMs });
    }
    return row;
  }

  return {
    /** @returns null when nothing is kept (any more) */
    of(personRef: string, now: number): SealedIdentifiers | Promise<SealedIdentifiers | null> {
      const cached = known.get(personRef);
      if (cached && cached.until > now && cached.row.keptUntil > now) return cached.row;
      known.delete(personRef);
      return read(personRef, now);
    },
    close: stop,
  };
}
