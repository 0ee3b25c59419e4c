import { CompiledQuery } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Db, Storage } from '../storage/storage.ts';

/** Ids of the rows a job works on; nothing else may lie in a job table. */
export type JobPayload = Readonly<Record<string, string | number>>;

/** Channel that wakes the mover. */
export const outboxChannel = 'outbox';
const perMove = 100;
const idLike = /^[A-Za-z0-9_.:-]{1,64}$/;

/** @throws naming the member that is no id; its value is not repeated */
export function checkPayload(payload: JobPayload): void {
  for (const [name, value] of Object.entries(payload)) {
    if (typeof value === 'number' ? Number.isSafeInteger(value) && Math.abs(value) < 1e10 : idLike.test(value) && !/^\d{11,}[Xx]?$/.test(value)) continue;
    throw new Error(`The job payload ${name} must be the id of a row`);
  }
}

/** Records work in the transaction that causes it; works before the queue has started. */
export async function enqueue(storage: Storage, tx: Db, kind: string, payload: JobPayload): Promise<void> {
  checkPayload(payload);
  await tx.insertInto('outbox').values({ kind, payload }).execute();
  await storage.notify(outboxChannel, kind, tx);
}

/**
 * Hands waiting work to pg-boss: its insert and the mark `moved_at` are one transaction, so nothing is lost or doubled on the way.
 * Rows of kinds without a queue wait. @returns how many were moved
 */
export async function moveOutbox(storage: Storage, boss: PgBoss, kinds: readonly string[]): Promise<number> {
  if (kinds.length === 0) return 0;
  return storage.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('outbox')
      .select(['id', 'kind', 'payload'])
      .where('moved_at', 'is', null)
      .where('kind', 'in', kinds)
      .orderBy('id')
      .limit(perMove)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return 0;
    // The transaction's own connection: on PGlite any other waits for ever, on PostgreSQL it would not be atomic.
    const db = {
      executeSql: async (text: string, values?: unknown[]) => {
        const result = await tx.executeQuery(CompiledQuery.raw(text, values ?? []));
        return { rows: result.rows as Record<string, unknown>[] };
      },
    };
    for (const row of rows) await boss.send(row.kind, row.payload, { db });
    await tx.updateTable('outbox').set({ moved_at: new Date() }).where('id', 'in', rows.map((row) => row.id)).execute();
    return rows.length;
  });
}
