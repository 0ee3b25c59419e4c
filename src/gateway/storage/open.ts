import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { Notifications } from './notifications.ts';
import { startPglite, type PgliteProcess } from './pglite-process.ts';
import { PgliteStream } from './pglite-stream.ts';
import type { Database } from './schema.ts';
import type { Db, Storage } from './storage.ts';
import { TransactionGuard } from './transaction-guard.ts';

export interface StorageOptions {
  /** Folder for PGlite (`<dataDir>/database`) and its lock. `memory://` keeps all in memory, for tests. */
  readonly dataDir?: string;
  /** PostgreSQL 15 or later; wins over `dataDir`. */
  readonly databaseUrl?: string;
  /** Schema of the tables, `chengban` when absent. Lower-case letters, digits, underscores. */
  readonly schema?: string;
  /** Connections to PostgreSQL at most; 15 when absent. */
  readonly poolSize?: number;
}

/** Both databases are read by one table of parsers: a bigint is a number, a date stays `yyyy-MM-dd`. */
function parsers(): pg.CustomTypesConfig {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(20, (text: string) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new Error('A bigint of the database exceeds the safe integers');
    return value;
  });
  overrides.setTypeParser(1082, (text: string) => text);
  return overrides as unknown as pg.CustomTypesConfig;
}

/** Flattens what `pg` gives for several statements to the rows of all of them. */
function allRows(result: pg.QueryResult | pg.QueryResult[]): Record<string, unknown>[] {
  return (Array.isArray(result) ? result : [result]).flatMap((each) => each.rows ?? []);
}

/**
 * Opens the database, takes the folder's lock, brings the schema up to date.
 * @throws FolderHeldError when another process has the folder open
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const schema = options.schema ?? 'chengban';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) throw new Error(`Schema name ${schema} is not usable`);
  let lock: FolderLock | null = null;
  let pglite: PgliteProcess | null = null;
  let pool: pg.Pool;
  if (options.databaseUrl) {
    pool = new pg.Pool({
      connectionString: options.databaseUrl,
      max: options.poolSize ?? 15,
      types: parsers(),
      // A forgotten transaction would hold its locks for ever; a database that does not answer must be an error, not a wait.
      options: `-c search_path=${schema} -c timezone=UTC -c idle_in_transaction_session_timeout=60000`,
      connectionTimeoutMillis: 10_000,
      application_name: 'chengban-gateway',
    });
  } else {
    const { dataDir } = options;
    if (!dataDir) throw new Error('Storage needs a data folder or the address of a PostgreSQL database');
    if (!dataDir.startsWith('memory://')) lock = lockFolder(dataDir);
    try {
      const process = await startPglite(lock ? join(dataDir, 'database') : dataDir);
      pglite = process;
      // One session, never given up: LISTEN and search_path belong to it.
      pool = new pg.Pool({ max: 1, idleTimeoutMillis: 0, types: parsers(), stream: () => new PgliteStream(process) as never });
      await pool.query(`set search_path = ${pg.escapeIdentifier(schema)}`);
      await pool.query('set timezone = UTC');
    } catch (error) {
      lock?.release();
      throw error;
    }
  }
  const guard = new TransactionGuard();
  // An idle connection that drops must not end the process; the next query gets a new one.
  pool.on('error', () => undefined);
  const guarded = {
    async connect() {
      guard.assertOutside('A query on another connection (use the tx)');
      return pool.connect();
    },
    end: () => pool.end(),
  };
  // Begun on the pool itself: the guard is set for the callback only.
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: guarded as never }) });
  const notifications = new Notifications(pool, options.databaseUrl ?? null);
  const close = async () => {
    await notifications.close();
    await db.destroy();
    if (!pool.ended) await pool.end();
    await pglite?.close();
    lock?.release();
  };
  try {
    await migrate(db, schema);
  } catch (error) {
    await close();
    throw error;
  }
  let closing: Promise<void> | null = null;
  return {
    kind: options.databaseUrl ? 'postgres' : 'pglite',
    schema,
    db,
    transaction: async <T>(fn: (tx: Db) => Promise<T>): Promise<T> => {
      guard.assertOutside('A second transaction');
      return db.transaction().execute((tx) => guard.run(() => fn(tx)));
    },
    insideTransaction: () => guard.inside(),
    assertNoTransaction: (what) => guard.assertOutside(what),
    listen: (channel, fn) => guard.outside(() => notifications.listen(`${schema}_${channel}`, (payload) => guard.outside(() => fn(payload)))),
    notify: async (channel, payload, tx) => {
      await sql`select pg_notify(${`${schema}_${channel}`}, ${payload})`.execute(tx ?? db);
    },
    async executeSql(text, values) {
      const client = await guarded.connect();
      try {
        const result = await client.query(text, values as unknown[] | undefined);
        return { rows: allRows(result) };
      } catch (error) {
        // A text of several statements may have begun a transaction and failed half way.
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    async executePrepared(name, text, values) {
      guard.assertOutside('A prepared statement');
      await pool.query({ name, text, values: values as unknown[] });
    },
    close: () => (closing ??= close()),
  };
}
