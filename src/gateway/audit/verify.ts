import type { Keys } from '../keys/keys.ts';
import { sameText } from '../keys/sm.ts';
import type { Storage } from '../storage/storage.ts';
import type { HeadFile } from './head-file.ts';
import { markOf } from './row.ts';
import { linkText, openingText } from './sealer.ts';

/**
 * `changed`: a row's content does not fit its mark; `missing`: a place of the chain is empty; `chain`: a row stands where it was not
 * chained; `seal`, `segment`: the summaries do not fit the rows; `truncated`: the head file knows more than the database;
 * `headFile`: a line of the head file was changed; `keyGone`: a key that made it is no longer there.
 */
export type BreakReason = 'changed' | 'missing' | 'chain' | 'seal' | 'segment' | 'truncated' | 'headFile' | 'keyGone';

export interface AuditReport {
  readonly ok: boolean;
  /** Chained rows that were checked. */
  readonly rows: number;
  /** Rows of the last second that wait for the sealer; their marks were checked too. */
  readonly unsealed: number;
  readonly heads: number;
  /** The first broken place; `entryRef` names the row when there is one, `file` and `line` the line of the head file. */
  readonly broken: { readonly reason: BreakReason; readonly position: number | null; readonly entryRef: string | null; readonly file?: string; readonly line?: number } | null;
}

const pageSize = 2000;

/** Checks every row, the chain, its summaries and the head file. Reads in pages; may run while the gateway works. */
export async function verifyAudit(storage: Storage, keys: Keys, headFile: HeadFile): Promise<AuditReport> {
  // Heads first: each of them was committed before it was written, so the database must know it.
  const { lines, broken: brokenHead } = await headFile.readAll();
  const seals = await storage.db.selectFrom('audit_seals').selectAll().orderBy('position').execute();
  const segments = await storage.db.selectFrom('audit_segments').selectAll().orderBy('first_position').execute();
  const end = seals.at(-1)?.position ?? 0;
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
  let sealAt = 0;
  let segmentAt = 0;
  let counted = 0;
  for (let position = 1; position <= end; ) {
    const page = await storage.db
      .selectFrom('audit_rows')
      .selectAll()
      .where('seal_position', '>=', position)
      .where('seal_position', '<=', end)
      .orderBy('seal_position')
      .limit(pageSize)
      .execute();
    if (page.length === 0) return broken('missing', position);
    for (const row of page) {
      if (row.seal_position !== position) return broken('missing', position);
      const mark = markOf(keys, row);
      if (mark === null) return broken('keyGone', position, row.entry_ref);
      if (!sameText(mark, row.entry_mac)) return broken('changed', position, row.entry_ref);
      const segment = segments[segmentAt];
      if (segment?.first_position === position) {
        const before = segments[segmentAt - 1];
        if (before && (before.last_position !== position - 1 || before.closing_mac !== head)) return broken('segment', position, row.entry_ref);
        head = keys.markWith('audit', segment.key_id, openingText(segment.segment, head)) ?? '';
        if (!sameText(head, segment.opening_mac)) return broken('segment', position, row.entry_ref);
        segmentAt += 1;
      }
      const seal = seals[sealAt];
      if (!seal || segmentAt === 0 || seal.segment !== segments[segmentAt - 1]?.segment) return broken('segment', position, row.entry_ref);
      const link = keys.markWith('audit', seal.key_id, linkText(position, row.entry_mac, head));
      if (link === null) return broken('keyGone', position, row.entry_ref);
      if (!sameText(link, row.chain_mac ?? '')) return broken('chain', position, row.entry_ref);
      head = link;
      counted += 1;
      if (seal.position === position) {
        if (seal.chain_mac !== head || seal.row_count !== counted) return broken('seal', position, row.entry_ref);
        sealAt += 1;
        counted = 0;
      }
      const remembered = heads.get(position);
      if (remembered !== undefined && !sameText(remembered, head)) return broken('chain', position, row.entry_ref);
      rows += 1;
      position += 1;
    }
  }
  if (segmentAt !== segments.length) return broken('segment', end);
  for (const known of heads.keys()) if (known > end) return broken('truncated', end + 1);
  if (brokenHead) return broken('headFile', null, null, brokenHead);
  // Rows with a place beyond the last seal were put there by somebody else.
  const beyond = await storage.db.selectFrom('audit_rows').select(['seal_position', 'entry_ref']).where('seal_position', '>', end).orderBy('seal_position').limit(1).execute();
  const stranger = beyond[0];
  if (stranger) {
    const sealed = await storage.db.selectFrom('audit_seals').select('position').where('position', '>=', stranger.seal_position ?? 0).limit(1).execute();
    if (sealed.length === 0) return broken('chain', stranger.seal_position, stranger.entry_ref);
  }
  for (let after = 0; ; ) {
    const page = await storage.db.selectFrom('audit_rows').selectAll().where('seal_position', 'is', null).where('id', '>', after).orderBy('id').limit(pageSize).execute();
    for (const row of page) {
      if (!sameText(markOf(keys, row) ?? '', row.entry_mac)) return broken('changed', null, row.entry_ref);
      unsealed += 1;
      after = row.id;
    }
    if (page.length < pageSize) break;
  }
  return { ok: true, rows, unsealed, heads: lines.length, broken: null };
}
