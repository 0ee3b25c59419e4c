import { sql } from 'kysely';
import type { Keys } from '../keys/keys.ts';
import { sameText } from '../keys/sm.ts';
import type { Storage } from '../storage/storage.ts';
import type { HeadFile } from './head-file.ts';
import { markOf, type MarkedRow } from './row.ts';
import { linkText, openingText } from './sealer.ts';

/**
 * `changed`: a row's content does not fit its mark; `missing`: a row that was chained is gone; `chain`: a link does not fit, or a row
 * stands in no seal and does not wait for one; `seal`, `segment`: the summaries do not fit the rows; `truncated`: the head file knows
 * more than the database; `headFile`: a line of the head file was changed; `keyGone`: a key that made it is no longer there.
 */
export type BreakReason = 'changed' | 'missing' | 'chain' | 'seal' | 'segment' | 'truncated' | 'headFile' | 'keyGone';

export interface AuditReport {
  readonly ok: boolean;
  /** Chained rows that were checked. */
  readonly rows: number;
  /** Rows of the last second that wait for the sealer; their marks were checked too. */
  readonly unsealed: number;
  readonly heads: number;
  /**
   * The first broken place: of a row for `changed` and `missing`, otherwise the last one of its link.
   * `entryRef` names the row when there is one, `file` and `line` the line of the head file.
   */
  readonly broken: { readonly reason: BreakReason; readonly position: number | null; readonly entryRef: string | null; readonly file?: string; readonly line?: number } | null;
}

type StoredRow = MarkedRow & { readonly id: number; readonly entry_key_id: string; readonly entry_mac: string };

/** Rows by their ids, in the order of the ids; a row that is not there is undefined. */
async function rowsOf(storage: Storage, ids: readonly string[]): Promise<(StoredRow | undefined)[]> {
  const found = await storage.db.selectFrom('audit_rows').selectAll().where('id', 'in', sql<number>`(select unnest(string_to_array(${ids.join(',')}, ',')::bigint[]))`).execute();
  const byId = new Map(found.map((row) => [String(row.id), row]));
  return ids.map((id) => byId.get(id));
}

/** A row that is in no seal and does not wait for one: somebody else put it there, or took it out of the queue. One statement, one moment. */
async function stranger(storage: Storage): Promise<string | null> {
  const { rows } = await sql<{ entry_ref: string }>`select entry_ref from audit_rows left join (
      select unnest(row_ids) as id from audit_seals union all select unnest(row_ids) from audit_waiting) known on known.id = audit_rows.id
    where known.id is null limit 1`.execute(storage.db);
  return rows[0]?.entry_ref ?? null;
}

/** Checks every row, the chain, its summaries and the head file. Reads link by link; may run while the gateway works. */
export async function verifyAudit(storage: Storage, keys: Keys, headFile: HeadFile): Promise<AuditReport> {
  // Heads first: each of them was committed before it was written, so the database must know it.
  const { lines, broken: brokenHead } = await headFile.readAll();
  const { end } = await storage.db.selectFrom('audit_seals').select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.lit(0)).as('end')).executeTakeFirstOrThrow();
  const segments = await storage.db.selectFrom('audit_segments').selectAll().where('first_position', '<=', end).orderBy('first_position').execute();
  let rows = 0;
  let unsealed = 0;
  const broken = (reason: BreakReason, position: number | null, entryRef: string | null = null, place?: { file: string; line: number }): AuditReport => ({
    ok: false,
    rows,
    unsealed,
    heads: lines.length,
    broken: { reason, position, entryRef, ...place },
  });
  const heads = new Map<number, string>();
  for (const line of lines) {
    const known = heads.get(line.position);
    // Two processes never saw different chains, unless one of them was shown another database.
    if (known !== undefined && known !== line.chainMac) return broken('chain', line.position);
    heads.set(line.position, line.chainMac);
  }

  let head = '';
  let segmentAt = 0;
  for (;;) {
    const seal = await storage.db.selectFrom('audit_seals').select(['position', 'segment', 'row_count', 'key_id', 'chain_mac'])
      .select(sql<string>`array_to_string(row_ids, ',')`.as('row_ids')).where('position', '>', rows).where('position', '<=', end).orderBy('position').limit(1).executeTakeFirst();
    if (!seal) break;
    const ids = seal.row_ids.split(',');
    if (seal.row_count !== ids.length || seal.position !== rows + ids.length) return broken('seal', seal.position);
    const next = segments[segmentAt];
    if (next?.first_position === rows + 1) {
      const before = segments[segmentAt - 1];
      if (before && (before.last_position !== rows || before.closing_mac !== head)) return broken('segment', rows + 1);
      head = keys.markWith('audit', next.key_id, openingText(next.segment, head)) ?? '';
      if (!sameText(head, next.opening_mac)) return broken('segment', rows + 1);
      segmentAt += 1;
    }
    if (segmentAt === 0 || seal.segment !== segments[segmentAt - 1]?.segment) return broken('segment', seal.position);
    const macs: string[] = [];
    for (const row of await rowsOf(storage, ids)) {
      rows += 1;
      if (!row) return broken('missing', rows);
      const mark = markOf(keys, row);
      if (mark === null) return broken('keyGone', rows, row.entry_ref);
      if (!sameText(mark, row.entry_mac)) return broken('changed', rows, row.entry_ref);
      macs.push(row.entry_mac);
    }
    const link = keys.markWith('audit', seal.key_id, linkText(seal.position, seal.row_ids, macs.join(','), head));
    if (link === null) return broken('keyGone', seal.position);
    if (!sameText(link, seal.chain_mac)) return broken('chain', seal.position);
    head = link;
    const remembered = heads.get(seal.position);
    if (remembered !== undefined && !sameText(remembered, head)) return broken('chain', seal.position);
    heads.delete(seal.position);
  }
  if (segmentAt !== segments.length) return broken('segment', rows);
  // What remains was remembered of a place that ends no link, or lies beyond the last one.
  for (const known of heads.keys()) return known > rows ? broken('truncated', rows + 1) : broken('chain', known);
  if (brokenHead) return broken('headFile', null, null, brokenHead);
  for (let after = 0; ; ) {
    const { rows: [batch] } = await sql<{ id: number; row_ids: string }>`select id, array_to_string(row_ids, ',') as row_ids from audit_waiting
      where id > ${after} order by id limit 1`.execute(storage.db);
    if (!batch) break;
    after = batch.id;
    for (const row of await rowsOf(storage, batch.row_ids.split(','))) {
      if (!row) return broken('missing', null);
      if (!sameText(markOf(keys, row) ?? '', row.entry_mac)) return broken('changed', null, row.entry_ref);
      unsealed += 1;
    }
  }
  const foreign = await stranger(storage);
  if (foreign !== null) return broken('chain', null, foreign);
  return { ok: true, rows, unsealed, heads: lines.length, broken: null };
}
