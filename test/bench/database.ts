import pg from 'pg';

export interface OwnDatabase {
  /** Null when no PostgreSQL answers; `why` then says what it said. */
  readonly url: string | null;
  readonly why: string;
  drop(): Promise<void>;
}

const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes an empty database for this run on the server at hand; `drop` removes it. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const name = `chengban_bench_${process.pid}_${Date.now()}`;
  try {
    await run(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    return { url: null, why: (error as Error).message || 'no answer', drop: () => Promise.resolve() };
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), why: '', drop: () => run(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`) };
}
