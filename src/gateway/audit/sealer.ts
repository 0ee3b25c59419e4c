import { sql } from 'kysely';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Keys } from '../keys/keys.ts';
import type { Db, Storage } from '../storage/storage.ts';

/** Batches of rows that one round chains at most: few enough that nobody waits long for the one session of PGlite, or for this thread. */
const batchesPerRound = 64;

/** Start of every segment, joined to the head before it. */
export function openingText(segment: string, before: string): string {
  return `open|${segment}|${before}`;
}

/**
 * One link: the place of its last row, its rows in order with their marks, and the link before.
 * @param rowIds ids joined by commas, @param entryMacs marks in the same order, joined by commas
 */
export function linkText(position: number, rowIds: string, entryMacs: string, before: string): string {
  return `link|${position}|${rowIds}|${entryMacs}|${before}`;
}

interface Waiting {
  readonly row_ids: string;
  readonly entry_macs: string;
}

/** Takes the oldest batches out of the queue; a batch whose transaction commits late simply comes with a later round. */
async function take(tx: Db): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`with taken as (
      delete from audit_waiting where id in (select id from audit_waiting order by id limit ${batchesPerRound}) returning id, row_ids, entry_macs)
    select array_to_string(row_ids, ',') as row_ids, entry_macs from taken order by id`.execute(tx);
  return rows;
}

/**
 * Chains the committed rows that have no place yet. The order of the chain is decided here and kept in `row_ids` of the seal:
 * audit rows are only ever inserted, because a second version of each would double the cost of an audited call.
 * The segment is the month of sealing, in which places are without gaps; a row of 23:59:59 may open the next month's.
 * @returns how many rows were chained; 0 also when another process is at it
 */
export async function sealRound(storage: Storage, keys: Keys, now = new Date()): Promise<number> {
  const waiting = await storage.db.selectFrom('audit_waiting').select('id').limit(1).execute();
  if (waiting.length === 0) return 0;
  return storage.transaction(async (tx) => {
    const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(hashtext(${`audit sealer ${storage.schema}`})) as got`.execute(tx);
    if (!lock.rows[0]?.got) return 0;
    const batches = await take(tx);
    if (batches.length === 0) return 0;
    const rowIds = batches.map((one) => one.row_ids).join(',');
    const entryMacs = batches.map((one) => one.entry_macs).join(',');
    const rowCount = rowIds.split(',').length;
    const last = await tx.selectFrom('audit_seals').select(['position', 'segment', 'chain_mac']).orderBy('position', 'desc').limit(1).executeTakeFirst();
    const before = last?.position ?? 0;
    const position = before + rowCount;
    // The clock may go back over midnight: a segment is never opened twice.
    const month = shanghaiDate(now).slice(0, 7);
    const segment = last && last.segment > month ? last.segment : month;
    let head = last?.chain_mac ?? '';
    if (segment !== last?.segment) head = await openSegment(tx, keys, segment, before, head);
    const { keyId } = keys.mark('audit', '');
    const link = keys.markWith('audit', keyId, linkText(position, rowIds, entryMacs, head)) ?? '';
    await sql`insert into audit_seals (position, segment, row_count, row_ids, key_id, chain_mac, sealed_at)
      values (${position}, ${segment}, ${rowCount}, string_to_array(${rowIds}, ',')::bigint[], ${keyId}, ${link}, ${now})`.execute(tx);
    return rowCount;
  });
}

async function openSegment(tx: Db, keys: Keys, segment: string, position: number, before: string): Promise<string> {
  await tx.updateTable('audit_segments').set({ last_position: position, closing_mac: before }).where('closing_mac', 'is', null).execute();
  const { keyId, mac } = keys.mark('audit', openingText(segment, before));
  await tx.insertInto('audit_segments').values({ segment, first_position: position + 1, opening_mac: mac, key_id: keyId }).execute();
  return mac;
}
