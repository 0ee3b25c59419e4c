import { sql } from 'kysely';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Keys } from '../keys/keys.ts';
import type { Db, Storage } from '../storage/storage.ts';

/** Rows of one round at most: few enough that nobody waits long for the one session of PGlite, or for this thread. */
export function roundSize(storage: Storage): number {
  return storage.kind === 'pglite' ? 200 : 500;
}

/** Start of every segment, joined to the head before it. */
export function openingText(segment: string, before: string): string {
  return `open|${segment}|${before}`;
}

/** One link: place, row, and the link before. */
export function linkText(position: number, entryMac: string, before: string): string {
  return `link|${position}|${entryMac}|${before}`;
}

/**
 * Chains the committed rows that have no place yet. The order of the chain is decided here and kept in `seal_position`:
 * a row whose transaction commits late, with a smaller id than rows already chained, simply gets a later place.
 * The segment is the month of sealing, in which places are without gaps; a row of 23:59:59 may open the next month's.
 * @returns how many rows were chained; 0 also when another process is at it
 */
export async function sealRound(storage: Storage, keys: Keys, now = new Date()): Promise<number> {
  const waiting = await storage.db.selectFrom('audit_rows').select('id').where('seal_position', 'is', null).limit(1).execute();
  if (waiting.length === 0) return 0;
  return storage.transaction(async (tx) => {
    const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(hashtext(${`audit sealer ${storage.schema}`})) as got`.execute(tx);
    if (!lock.rows[0]?.got) return 0;
    const rows = await tx
      .selectFrom('audit_rows')
      .select(['id', 'entry_mac'])
      .where('seal_position', 'is', null)
      .orderBy('id')
      .limit(roundSize(storage))
      .execute();
    if (rows.length === 0) return 0;
    const last = await tx.selectFrom('audit_seals').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();
    let position = last?.position ?? 0;
    // The clock may go back over midnight: a segment is never opened twice.
    const month = shanghaiDate(now).slice(0, 7);
    const segment = last && last.segment > month ? last.segment : month;
    let head = last?.chain_mac ?? '';
    if (segment !== last?.segment) head = await openSegment(tx, keys, segment, position, head);
    const keyId = keys.mark('audit', '').keyId;
    const links = rows.map((row) => {
      position += 1;
      head = keys.markWith('audit', keyId, linkText(position, row.entry_mac, head)) ?? '';
      return { id: row.id, position, mac: head };
    });
    await sql`update audit_rows set seal_position = r.position, chain_mac = r.mac
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r (id bigint, position bigint, mac text)
      where audit_rows.id = r.id`.execute(tx);
    await tx
      .insertInto('audit_seals')
      .values({ position, segment, row_count: rows.length, key_id: keyId, chain_mac: head, sealed_at: now })
      .execute();
    return rows.length;
  });
}

async function openSegment(tx: Db, keys: Keys, segment: string, position: number, before: string): Promise<string> {
  await tx.updateTable('audit_segments').set({ last_position: position, closing_mac: before }).where('closing_mac', 'is', null).execute();
  const { keyId, mac } = keys.mark('audit', openingText(segment, before));
  await tx.insertInto('audit_segments').values({ segment, first_position: position + 1, opening_mac: mac, key_id: keyId }).execute();
  return mac;
}
