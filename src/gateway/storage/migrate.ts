import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the schema up to date. Every migration is its own transaction; processes that start together wait for each other.
 * A migration with a lower number that came later is made too: what counts is which were made, not the highest.
 * @returns the version the schema now has
 * @throws when the database was made by a newer release
 */
export async function migrate(db: Kysely<Database>, schema: string): Promise<number> {
  const newest = migrations.at(-1)?.version ?? 0;
  for (;;) {
    const version = await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext(${`migrate ${schema}`}))`.execute(tx);
      await sql`create schema if not exists ${sql.id(schema)}`.execute(tx);
      await sql`create table if not exists schema_versions (
        version integer primary key, name text not null, applied_at timestamptz not null default now()
      )`.execute(tx);
      const done = await tx.selectFrom('schema_versions').select('version').execute();
      const reached = Math.max(0, ...done.map((row) => row.version));
      if (reached > newest) {
        throw new Error(`The database has schema version ${reached}, this release knows only ${newest}. Start the newer release.`);
      }
      // By what was made and not by the highest number: parts of one release may be built side by side.
      const made = new Set(done.map((row) => row.version));
      const next = migrations.find((migration) => !made.has(migration.version));
      if (!next) return null;
      await next.up(tx as unknown as Kysely<unknown>);
      await tx.insertInto('schema_versions').values({ version: next.version, name: next.name }).execute();
      return next.version;
    });
    if (version === null) return newest;
  }
}
