import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStorage, type StorageOptions } from '../../src/gateway/storage/open.ts';
import type { Storage } from '../../src/gateway/storage/storage.ts';

/** Where PostgreSQL is looked for. */
export const postgresUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
/** On a machine that promises its services (CI), a missing one fails instead of being skipped. */
const servicesRequired = process.env['CHENGBAN_REQUIRE_SERVICES'] === '1';

/** One database of the test's own, on one of the two kinds. */
export interface TestDatabase {
  readonly kind: 'pglite' | 'postgres';
  /** Options that open this database again, also from another process. */
  readonly options: StorageOptions;
  storage: Storage;
  /** A folder of the test's own, for keys and head files. */
  readonly folder: string;
  /** Another empty database of the same kind; dropped with this one. */
  another(): Promise<StorageOptions>;
}

async function reachable(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return null;
  } catch (error) {
    return (error as Error).message || 'no answer';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const missing = await reachable(postgresUrl);
if (missing && servicesRequired) throw new Error(`PostgreSQL is required here and does not answer at ${withoutPassword(postgresUrl)}: ${missing}`);
process.stderr.write(
  missing
    ? `storage tests: PGlite; PostgreSQL skipped, ${withoutPassword(postgresUrl)} does not answer (${missing})\n`
    : `storage tests: PGlite and PostgreSQL at ${withoutPassword(postgresUrl)}\n`,
);

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.toString();
}

let made = 0;
async function newPostgres(cleanUp: (() => Promise<void>)[]): Promise<StorageOptions> {
  made += 1;
  const name = `chengban_test_${process.pid}_${process.hrtime.bigint()}_${made}`;
  await onServer(`create database ${pg.escapeIdentifier(name)}`);
  cleanUp.push(() => onServer(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`));
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return { databaseUrl: url.toString() };
}

/**
 * Runs the same tests on PGlite and on PostgreSQL, each with one migrated database for the whole block.
 * @param where `memory` (default) or `folder` for PGlite tests that open the data a second time
 */
export function onBothDatabases(title: string, tests: (database: TestDatabase) => void, where: 'memory' | 'folder' = 'memory'): void {
  for (const kind of ['pglite', 'postgres'] as const) {
    if (kind === 'postgres' && missing) {
      test.skip(`${title} on PostgreSQL (skipped: ${missing})`, () => undefined);
      continue;
    }
    describe(`${title} on ${kind === 'pglite' ? 'PGlite' : 'PostgreSQL'}`, () => {
      const cleanUp: (() => Promise<void>)[] = [];
      const folder = mkdtempSync(join(tmpdir(), 'chengban-test-'));
      const state: { options: StorageOptions; storage: Storage | null } = { options: {}, storage: null };
      const database: TestDatabase = {
        kind,
        folder,
        get options() {
          return state.options;
        },
        get storage() {
          if (!state.storage) throw new Error('The database is opened in beforeAll: use it inside tests');
          return state.storage;
        },
        set storage(storage: Storage) {
          state.storage = storage;
        },
        another: async () =>
          kind === 'postgres' ? newPostgres(cleanUp) : { dataDir: mkdtempSync(join(folder, 'another-')) },
      };
      beforeAll(async () => {
        state.options =
          kind === 'postgres'
            ? await newPostgres(cleanUp)
            : { dataDir: where === 'memory' ? 'memory://' : join(folder, 'data') };
        state.storage = await openStorage(state.options);
      }, 60_000);
      tests(database);
      // Registered last, so that it runs last: what a test opened on the database closes before it.
      afterAll(async () => {
        await state.storage?.close();
        for (const each of cleanUp) await each();
        rmSync(folder, { recursive: true, force: true });
      }, 60_000);
    });
  }
}
