import { sql } from 'kysely';
import type { Db, Storage } from '../storage/storage.ts';

/**
 * What every gateway process must learn within a second. `person`: the epoch rose, every session and cached answer of the person is void.
 * `account`, `session`: that one ended. `consent`: a decision of the person (or account) changed. `kill`: a department's switch moved.
 */
export const changeKinds = ['person', 'account', 'session', 'consent', 'kill'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Change {
  readonly kind: ChangeKind;
  /** personRef, accountRef, sessionId or department id. */
  readonly target: string;
  /** Database time of the change, ms. */
  readonly at: number;
}

export interface Changes {
  /** Records a change in the transaction that causes it; every process hears of it after the commit. */
  announce(tx: Db, kind: ChangeKind, target: string): Promise<void>;
  /** @returns a function that ends the subscription */
  subscribe(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

const channel = 'chengban_changes';
/** A row may become visible later than its own time says: look back that far at each poll. */
const overlapMs = 5_000;

/**
 * Opens the stream of changes: LISTEN for speed, a poll every `pollMs` for certainty. Listeners may hear of one change twice.
 * @param replayMs how far back the first poll looks, so that a restarted process knows revocations of living sessions
 */
export async function openChanges(storage: Storage, { pollMs = 1000, replayMs = 3 * 60 * 60 * 1000 } = {}): Promise<Changes> {
  const listeners = new Set<(change: Change) => void>();
  const seen = new Map<string, number>();
  let since = Date.now() - replayMs;
  let closed = false;
  let polling: Promise<void> | null = null;

  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };

  const poll = async () => {
    const rows = await storage.db.selectFrom('revocations').selectAll().where('at', '>', new Date(since - overlapMs)).orderBy('at').execute();
    for (const row of rows) {
      const at = row.at.getTime();
      const key = `${row.kind}|${row.target}`;
      if (seen.get(key) === at) continue;
      seen.set(key, at);
      since = Math.max(since, at);
      tell({ kind: row.kind as ChangeKind, target: row.target, at });
    }
    for (const [key, at] of seen) if (at < since - 2 * overlapMs) seen.delete(key);
  };
  let again = false;
  const pollOnce = () => {
    // Told while a poll runs: that one may have looked before the change was committed.
    again = polling !== null;
    // A failing database shows in readiness; the poll simply tries again.
    polling ??= (async () => {
      do {
        again = false;
        await poll().catch(() => undefined);
      } while (again && !closed);
    })().finally(() => { polling = null; });
    return polling;
  };

  const replay: Change[] = [];
  listeners.add((change) => replay.push(change));
  await pollOnce();
  listeners.clear();

  const unlisten = await storage.listen(channel, () => void pollOnce());
  const timer = setInterval(() => { if (!closed) void pollOnce(); }, pollMs);
  timer.unref();

  return {
    async announce(tx, kind, target) {
      await tx
        .insertInto('revocations')
        .values({ kind, target, at: sql<Date>`clock_timestamp()` })
        .onConflict((one) => one.columns(['kind', 'target']).doUpdateSet({ at: sql<Date>`clock_timestamp()` }))
        .execute();
      await storage.notify(channel, kind, tx);
    },
    subscribe(listener) {
      for (const change of replay) listener(change);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await unlisten();
      await polling;
    },
  };
}
