/** Everything a database holds, as text that the scanner can read: every table of every schema that is not the system's. */
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

type Query = (text: string) => Promise<{ rows: Record<string, unknown>[] }>

/** Where PostgreSQL is looked for. */
export const postgresUrl = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

async function everything(query: Query): Promise<{ tables: number, rows: number, bytes: Buffer }> {
  const { rows: tables } = await query(`select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1, 2`)
  const parts: Buffer[] = []
  let count = 0
  for (const { schema, name } of tables) {
    const { rows } = await query(`select * from only ${pg.escapeIdentifier(String(schema))}.${pg.escapeIdentifier(String(name))}`)
    count += rows.length
    for (const row of rows) {
      // Bytes stand in the JSON as hex, and once more as they are: they may hold a packed text.
      parts.push(Buffer.from(`${String(schema)}.${String(name)} ${JSON.stringify(row, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value))}\n`))
      for (const value of Object.values(row)) {
        if (value instanceof Uint8Array) parts.push(Buffer.from(value), Buffer.from('\n'))
        else if (typeof value === 'string') parts.push(Buffer.from(`${value}\n`))
      }
    }
  }
  return { tables: tables.length, rows: count, bytes: Buffer.concat(parts) }
}

/** Runs work on an embedded database that nobody else has open. */
export async function withFolder<T>(folder: string, work: (query: Query) => Promise<T>): Promise<T> {
  const database = await PGlite.create({ dataDir: folder })
  try { return await work(text => database.query<Record<string, unknown>>(text)) } finally { await database.close() }
}

/** Runs work on a PostgreSQL database. */
export async function withServer<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  await client.connect()
  try { return await work(text => client.query<Record<string, unknown>>(text)) } finally { await client.end() }
}

export const dump = everything

/** A PostgreSQL database of this run's own, or the reason why there is none. */
export async function ownDatabase(): Promise<{ url: string, drop: () => Promise<void> } | string> {
  const name = `chengban_leaks_${process.pid}_${process.hrtime.bigint()}`
  try {
    await withServer(postgresUrl, query => query(`create database ${name}`))
  } catch (error) {
    if (process.env.CHENGBAN_REQUIRE_SERVICES === '1') throw error
    return (error as Error).message || 'no answer'
  }
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: async () => { await withServer(postgresUrl, query => query(`drop database if exists ${name} with (force)`)) } }
}
