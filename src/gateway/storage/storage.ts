import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

/** The gateway's database: PGlite in a data folder, or PostgreSQL. Opened with `openStorage` of `open.ts`. */
export interface Storage {
  readonly kind: 'pglite' | 'postgres';
  /** Schema all tables live in. */
  readonly schema: string;
  /** For single statements. Refused inside `transaction`: there the `tx` must be used. */
  readonly db: Db;
  /** Runs `fn` in one transaction: commits when it resolves, rolls back and rethrows when it rejects. Not nestable. */
  transaction<T>(fn: (tx: Db) => Promise<T>): Promise<T>;
  /** True in code called, also indirectly, from the callback of an open transaction: no network calls there. */
  insideTransaction(): boolean;
  /** Throws when a transaction is open; connectors and host adapters call it before they use the network. */
  assertNoTransaction(what: string): void;
  /**
   * Subscribes to a channel. Delivery is best effort (a connection may drop): whoever needs certainty also polls.
   * @returns a function that ends the subscription
   */
  listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>>;
  /** Tells every process that listens. Inside a transaction pass its `tx`: it is delivered at commit. */
  notify(channel: string, payload: string, tx?: Db): Promise<void>;
  /** Runs any text, also several statements at once, and gives the rows of all of them. For the job queue and backup. */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /**
   * Runs one statement that each connection plans once, for the few that run many times a second. Not inside `transaction`.
   * @param name the same for the same text, always
   */
  executePrepared(name: string, text: string, values: readonly unknown[]): Promise<void>;
  /** Ends every connection and releases the folder. Safe to call twice. */
  close(): Promise<void>;
}
