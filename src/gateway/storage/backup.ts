import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { columns } from './columns.ts';
import { migrations } from './migrations/index.ts';
import type { Db, Storage } from './storage.ts';

/**
 * A backup is a text file of JSON lines: a header, one line per row, and an end line with count and SM3 digest of all before it.
 * It is the same for PGlite and PostgreSQL, so it also moves a city from one to the other. Sealed values stay sealed:
 * without the keys, which are NOT in it, names and numbers cannot be read – keep the keys' own backup elsewhere.
 */
export interface BackupSummary {
  readonly rows: number;
  readonly digest: string;
}

interface Header {
  readonly format: 'chengban-backup';
  readonly version: 1;
  readonly schemaVersion: number;
  readonly at: string;
  readonly keys: 'not included';
}

/** In an order in which every reference already exists. */
const tables = Object.keys(columns).filter((table) => table !== 'schema_versions') as (keyof typeof columns)[];
const withIdentity = ['outbox', 'audit_rows', 'audit_waiting'] as const;
const perPage = 1000;
const schemaVersion = migrations.at(-1)?.version ?? 0;

class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

class LineWriter {
  readonly #file: FileHandle;
  readonly #hash = createHash('sm3');
  #buffer = '';
  rows = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async line(text: string): Promise<void> {
    this.#hash.update(`${text}\n`);
    this.#buffer += `${text}\n`;
    if (this.#buffer.length > 1 << 18) await this.flush();
  }

  async flush(): Promise<void> {
    await this.#file.writeFile(this.#buffer);
    this.#buffer = '';
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

/**
 * Writes a backup of one moment. The gateway may go on; on PGlite its writes wait until the backup is done.
 * @throws when the file cannot be written; a file of that name is then left as it was
 */
export async function backupTo(storage: Storage, path: string, now = new Date()): Promise<BackupSummary> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    const writer = new LineWriter(file);
    const header: Header = { format: 'chengban-backup', version: 1, schemaVersion, at: now.toISOString(), keys: 'not included' };
    await writer.line(JSON.stringify(header));
    await storage.transaction(async (tx) => {
      await sql`set transaction isolation level repeatable read, read only`.execute(tx);
      for (const table of tables) await dumpTable(tx, table, writer);
      await dumpJobs(tx, storage.schema, writer);
    });
    const digest = writer.digest();
    await writer.line(JSON.stringify({ end: true, rows: writer.rows, digest }));
    await writer.flush();
    await file.sync();
    await file.close();
    await rename(part, path);
    return { rows: writer.rows, digest };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  }
}

async function dumpTable(tx: Db, table: string, writer: LineWriter): Promise<void> {
  await sql`declare dump_cursor no scroll cursor for select row_to_json(t)::text as line from ${sql.table(table)} t`.execute(tx);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(perPage)} from dump_cursor`.execute(tx);
    for (const row of rows) await writer.line(`{"table":"${table}","row":${row.line}}`);
    writer.rows += rows.length;
    if (rows.length < perPage) break;
  }
  await sql`close dump_cursor`.execute(tx);
}

/** Jobs that are not done go back to the outbox when restored: handlers stand being called twice. */
async function dumpJobs(tx: Db, schema: string, writer: LineWriter): Promise<void> {
  const jobTable = `${schema}_jobs.job`;
  const known = await sql<{ found: string | null }>`select to_regclass(${jobTable})::text as found`.execute(tx);
  if (!known.rows[0]?.found) return;
  const { rows } = await sql<{ kind: string; payload: unknown }>`select name as kind, data as payload from ${sql.table(jobTable)}
    where state in ('created', 'retry', 'active') and data is not null and name not like '\\_\\_%'`.execute(tx);
  for (const row of rows) await writer.line(JSON.stringify({ job: row }));
  writer.rows += rows.length;
}

/** Not node:readline, which also breaks lines at U+2028 inside a value. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}

/** Reads a backup through. @throws BackupError when it is none, is cut off, was changed, or is of another release */
export async function checkBackup(path: string): Promise<BackupSummary> {
  const hash = createHash('sm3');
  let number = 0;
  let held: string | null = null;
  for await (const line of linesOf(path)) {
    if (held !== null) hash.update(`${held}\n`);
    held = line;
    number += 1;
    if (number > 1) continue;
    const header = parseLine(line) as Partial<Header>;
    if (header.format !== 'chengban-backup') throw new BackupError(`${path} is no backup.`);
    if (header.version !== 1 || header.schemaVersion !== schemaVersion) {
      throw new BackupError(`${path} is of schema version ${String(header.schemaVersion)}, this release has ${schemaVersion}: restore it with its own release, then start the newer one.`);
    }
  }
  const end = parseLine(held ?? '') as { end?: boolean; rows?: number; digest?: string };
  if (end.end !== true || number < 2) throw new BackupError(`${path} is cut off: its last line is missing.`);
  if (end.rows !== number - 2 || end.digest !== hash.digest('hex')) throw new BackupError(`${path} was changed after it was written: its digest does not fit.`);
  return { rows: end.rows, digest: end.digest };
}

function parseLine(line: string): object {
  try {
    return JSON.parse(line) as object;
  } catch {
    return {};
  }
}

/**
 * Restores a backup into an empty, migrated database, all or nothing.
 * @throws BackupError when the file is not whole or the database holds anything already
 */
export async function restoreFrom(storage: Storage, path: string): Promise<BackupSummary> {
  const summary = await checkBackup(path);
  await storage.transaction(async (tx) => {
    for (const table of tables) {
      const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
      if (rows.length > 0) throw new BackupError(`The database is not empty (${table}): restore into an empty data folder or database.`);
    }
    let table = '';
    let page: string[] = [];
    const insert = async () => {
      if (page.length > 0) await insertPage(tx, table, `[${page.join(',')}]`);
      page = [];
    };
    for await (const line of linesOf(path)) {
      const parsed = parseLine(line) as { table?: string; row?: unknown; job?: { kind: string; payload: unknown } };
      if (parsed.job) {
        await insert();
        await sql`insert into outbox (kind, payload) values (${parsed.job.kind}, ${JSON.stringify(parsed.job.payload)}::jsonb)`.execute(tx);
      }
      if (!parsed.table) continue;
      if (parsed.table !== table || page.length >= perPage) {
        await insert();
        if (!(tables as readonly string[]).includes(parsed.table)) throw new BackupError(`The backup holds the unknown table ${parsed.table}.`);
        if (parsed.table !== table && table) await resetIdentity(tx, table);
        table = parsed.table;
      }
      // The text of the row, not the parsed one: numbers stay as they were written.
      page.push(line.slice(line.indexOf('"row":') + 6, -1));
    }
    await insert();
    for (const each of withIdentity) await resetIdentity(tx, each);
  });
  return summary;
}

async function insertPage(tx: Db, table: string, rows: string): Promise<void> {
  await sql`insert into ${sql.table(table)} overriding system value
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${rows}::jsonb)`.execute(tx);
}

async function resetIdentity(tx: Db, table: string): Promise<void> {
  if (!(withIdentity as readonly string[]).includes(table)) return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select coalesce(max(id), 0) + 1 from ${sql.table(table)}), false)`.execute(tx);
}
