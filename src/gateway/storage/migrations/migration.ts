import type { Kysely } from 'kysely';

/** One numbered change of the schema. Runs inside a transaction; never edited once released. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  // A migration must not depend on today's Database type, which describes only the newest schema.
  up(tx: Kysely<unknown>): Promise<void>;
}
