import { CompiledQuery } from 'kysely';
import type { Db, Storage } from '../storage/storage.ts';
import type { NewRow } from './row.ts';

// Written out once: building this text from its parts at every flush costs more than the marks of its rows.
const statement = `with added as (
    insert into audit_rows
      (entry_ref, at, trace_id, subject_ref, account_hash, operation, kind, outcome, level, department, purpose, entry_key_id, entry_mac)
    select r->>0, (r->>1)::timestamptz, r->>2, r->>3, r->>4, r->>5, r->>6, r->>7, r->>8, r->>9, r->>10, r->>11, r->>12
    from jsonb_array_elements($1::jsonb) as r
    returning id, entry_mac)
  insert into audit_waiting (row_ids, entry_macs) select array_agg(id order by id), string_agg(entry_mac, ',' order by id) from added`;

const parameter = (rows: readonly NewRow[]): string => `[${rows.map((row) => row.json).join(',')}]`;

/**
 * Inserts rows inside a transaction and queues them for the sealer in the same statement, so that neither is there without the other.
 * One JSON parameter instead of hundreds: the text of the statement never changes, and the text that was marked is sent as it is.
 */
export async function insertRows(tx: Db, rows: readonly NewRow[]): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(statement, [parameter(rows)]));
}

/** The same as a transaction of its own; resolves when the rows are durable. Planned once per connection: planning takes longer than the rows. */
export function insertBatch(storage: Storage, rows: readonly NewRow[]): Promise<void> {
  return storage.executePrepared('audit_insert', statement, [parameter(rows)]);
}
