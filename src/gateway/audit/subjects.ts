import { sql } from 'kysely';
import { newRef } from '../storage/ids.ts';
import type { Db } from '../storage/storage.ts';

/** Persons whose audit name is remembered in memory at most. */
const cacheSize = 20_000;

/**
 * Random audit names of persons. The audit itself never holds a person reference:
 * when the mapping is destroyed, what remains in the audit belongs to nobody any more.
 */
export class AuditSubjects {
  readonly #cache = new Map<string, string>();

  known(personRef: string): string | undefined {
    return this.#cache.get(personRef);
  }

  /** The names of these persons, made where there are none. In a transaction a new name is not cached: it may be rolled back. */
  async of(db: Db, personRefs: readonly string[], inTransaction: boolean): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    const missing = [];
    for (const personRef of new Set(personRefs)) {
      const cached = this.#cache.get(personRef);
      if (cached) names.set(personRef, cached);
      else missing.push(personRef);
    }
    if (missing.length === 0) return names;
    for (const row of await this.#find(db, missing)) this.#remember(row.person_ref, row.subject_ref, names, true);
    const unnamed = missing.filter((personRef) => !names.has(personRef));
    if (unnamed.length === 0) return names;
    // In order, so that two processes that meet new persons at once wait for each other and do not lock up.
    // Only for persons that exist: the row of a deletion, written after the mapping was destroyed, must not make a new one.
    const made = JSON.stringify(unnamed.map((personRef) => ({ subject_ref: newRef(), person_ref: personRef })));
    await sql`insert into audit_subjects (subject_ref, person_ref)
      select r.subject_ref, r.person_ref from jsonb_to_recordset(${made}::jsonb) as r (subject_ref text, person_ref text)
      join persons on persons.person_ref = r.person_ref and persons.deleted_at is null
      order by r.person_ref
      on conflict (person_ref) do nothing`.execute(db);
    for (const row of await this.#find(db, unnamed)) this.#remember(row.person_ref, row.subject_ref, names, !inTransaction);
    return names;
  }

  /** Name of a person, or null when nothing was ever audited (or it was destroyed). */
  async find(db: Db, personRef: string): Promise<string | null> {
    return (await this.#find(db, [personRef]))[0]?.subject_ref ?? null;
  }

  /** Destroys the mapping of a deleted person unless a legal hold forbids it; then the daily purge does it when the hold ends. */
  async forget(tx: Db, personRef: string, now: Date): Promise<'destroyed' | 'held' | 'unknown'> {
    this.#cache.delete(personRef);
    const row = await tx.selectFrom('audit_subjects').select('hold_until').where('person_ref', '=', personRef).forUpdate().executeTakeFirst();
    if (!row) return 'unknown';
    if (row.hold_until && row.hold_until > now) return 'held';
    await tx.deleteFrom('audit_subjects').where('person_ref', '=', personRef).execute();
    return 'destroyed';
  }

  /** Puts or extends a legal hold; `reason` is authority and file number. */
  async hold(tx: Db, personRef: string, until: Date, reason: string): Promise<void> {
    await this.of(tx, [personRef], true);
    await tx.updateTable('audit_subjects').set({ hold_until: until, hold_reason: reason }).where('person_ref', '=', personRef).execute();
  }

  #find(db: Db, personRefs: readonly string[]) {
    return db.selectFrom('audit_subjects').select(['person_ref', 'subject_ref']).where('person_ref', 'in', personRefs).execute();
  }

  #remember(personRef: string, subjectRef: string, names: Map<string, string>, cache: boolean): void {
    names.set(personRef, subjectRef);
    if (!cache) return;
    if (this.#cache.size >= cacheSize) this.#cache.clear();
    this.#cache.set(personRef, subjectRef);
  }
}
