import { CompiledQuery } from 'kysely';
import type { Db } from '../storage/storage.ts';
import type { NewRow } from './row.ts';

// Written out once: building this text from its parts at every flush costs more than the marks of its rows.
const statement = `with added as (
    insert into audit_rows
      (entry_ref, at, trace_id, subject_ref, account_hash, operation, kind, outcome, level, department, purpose, entry_key_id, entry_mac)
    select entry_ref, at, trace_id, subject_ref, account_hash, operation, kind, outcome, level, department, purpose, entry_key_id, entry_mac
    from jsonb_to_recordset($1::jsonb) as r (
      entry_ref text, at timestamptz, trace_id text, subject_ref text, account_hash text, operation text, kind text,
      outcome text, level text, department text, purpose text, entry_key_id text, entry_mac text)
    returning id, entry_mac)
  insert into audit_waiting (row_ids, entry_macs) select array_agg(id order by id), string_agg(entry_mac, ',' order by id) from added`;

/**
 * Inserts rows and queues them for the sealer in one statement, so that neither is there without the other.
 * One JSON parameter instead of hundreds: the text of the statement never changes.
 */
export async function insertRows(db: Db, rows: readonly NewRow[]): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(rows)]));
}
