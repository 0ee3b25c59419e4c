import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Db } from '../storage/storage.ts';
import { announce, type AnnounceDeps } from './announce.ts';
import type { KnownTopic } from './wanted.ts';

export interface KeptDate {
  readonly personRef: string;
  readonly topic: string;
  readonly dueOn: string;
  /** Number in the feed; null for a date that was asked just now, which is newer than all that was read so far. */
  readonly seq: number | null;
  readonly now: Date;
}

/** Keeps a due date unless a newer one is there already. */
export async function keepDueDate(tx: Db, { personRef, topic, dueOn, seq, now }: KeptDate): Promise<void> {
  let number = seq;
  if (number === null) {
    const read = await tx.selectFrom('feeds').select((eb) => eb.fn.max('last_seq').as('seen')).executeTakeFirst();
    number = Number(read?.seen ?? 0);
  }
  await tx.insertInto('due_dates').values({ person_ref: personRef, topic, due_on: dueOn, seq: number, updated_at: now })
    .onConflict((conflict) => conflict.columns(['person_ref', 'topic']).doUpdateSet({ due_on: dueOn, seq: number, updated_at: now })
      .where('due_dates.seq', '<=', number)).execute();
}

const dayMs = 24 * 60 * 60 * 1000;
const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/**
 * The reminder that stands now: the nearest of the days that has come, so that after a pause one reminder comes and not all that were missed.
 * Null before the first and after the date itself.
 */
export function stageOf(today: string, dueOn: string, remindDays: readonly number[]): number | null {
  const left = daysBetween(today, dueOn);
  if (left < 0) return null;
  const reached = remindDays.filter((days) => left <= days);
  return reached.length > 0 ? Math.min(...reached) : null;
}

/** Reminds everybody whose date has come near, each stage once. @returns how many were reminded now */
export async function remind(deps: AnnounceDeps, topics: ReadonlyMap<string, KnownTopic>, now: Date): Promise<number> {
  const today = shanghaiDate(now);
  let told = 0;
  for (const topic of topics.values()) {
    const { remindDays } = topic;
    if (!remindDays) continue;
    const last = shanghaiDate(now.getTime() + Math.max(...remindDays) * dayMs);
    let after = '';
    for (;;) {
      const rows = await deps.storage.db.selectFrom('due_dates').select(['person_ref', 'due_on']).where('topic', '=', topic.id)
        .where('due_on', '>=', today).where('due_on', '<=', last).where('person_ref', '>', after).orderBy('person_ref').limit(200).execute();
      if (rows.length === 0) break;
      for (const { person_ref: personRef, due_on: dueOn } of rows) {
        const stage = stageOf(today, dueOn, remindDays);
        if (stage === null) continue;
        const fresh = await deps.storage.transaction((tx) => announce(tx, deps, { personRef, topic, event: `${dueOn}|${stage}`, occurredOn: null, params: { dueOn } }, now));
        told += Number(fresh);
      }
      after = rows.at(-1)?.person_ref ?? after;
    }
  }
  return told;
}
