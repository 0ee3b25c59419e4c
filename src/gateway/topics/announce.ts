import type { Audit } from '../audit/audit.ts';
import { addMessage } from '../cases/messages.ts';
import { newTraceId } from '../http/trace.ts';
import { enqueue } from '../jobs/outbox.ts';
import type { Keys } from '../keys/keys.ts';
import { noticeKind } from '../notices/send.ts';
import { notBefore, type QuietHours } from '../notices/quiet-hours.ts';
import { newRef } from '../storage/ids.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { wantedSince, type KnownTopic } from './wanted.ts';

export interface AnnounceDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly audit: Pick<Audit, 'write'>;
  readonly quietHours: QuietHours;
}

export interface Announcement {
  readonly personRef: string;
  readonly topic: KnownTopic;
  /** Names the event for ever; kept only as its HMAC. */
  readonly event: string;
  /** Local day of the event; an older one than the person's choice is not announced. Null for what we count ourselves. */
  readonly occurredOn: string | null;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * Tells a person of an event, once and only if they want to know: the message in the app, and one notice per host account that takes messages.
 * All of it in the caller's transaction: either everything of the event is there, or nothing and it comes again.
 * @returns whether the person was told now
 */
export async function announce(tx: Db, { storage, keys, audit, quietHours }: AnnounceDeps, one: Announcement, now: Date): Promise<boolean> {
  const { personRef, topic } = one;
  const since = await wantedSince(tx, personRef, topic, now);
  if (since === null || (one.occurredOn !== null && one.occurredOn < since)) return false;
  const [mark, ...older] = keys.marks('audit', `event|${personRef}|${topic.id}|${one.event}`);
  if (!mark) throw new Error('There is no key for events');
  // Told under a key that was rotated since: the same event all the same.
  if (older.length > 0 && (await tx.selectFrom('alerts').select('alert_id').where('person_ref', '=', personRef).where('topic', '=', topic.id)
    .where('event_key', 'in', older.map((each) => each.mac)).executeTakeFirst())) return false;
  const fresh = await tx.insertInto('alerts').values({ alert_id: newRef(), person_ref: personRef, topic: topic.id, event_key: mark.mac, created_at: now })
    .onConflict((conflict) => conflict.columns(['person_ref', 'topic', 'event_key']).doNothing()).returning('alert_id').executeTakeFirst();
  if (!fresh) return false;
  const messageId = await addMessage(tx, personRef, topic.messageKind, one.params, now);
  const accounts = await tx.selectFrom('accounts').innerJoin('host_subscriptions', 'host_subscriptions.account_ref', 'accounts.account_ref')
    .select('accounts.account_ref').where('accounts.person_ref', '=', personRef).where('host_subscriptions.topic', '=', topic.id)
    .where('host_subscriptions.state', '=', 'accepted').execute();
  const dueAt = notBefore(now, quietHours);
  for (const { account_ref: accountRef } of accounts) {
    const noticeId = newRef();
    await tx.insertInto('host_notices').values({
      notice_id: noticeId, person_ref: personRef, account_ref: accountRef, message_id: messageId, topic: topic.id, state: 'waiting', due_at: dueAt, created_at: now,
    }).execute();
    // What is held until the morning is found by the sweep.
    if (dueAt <= now) await enqueue(storage, tx, noticeKind, { noticeId });
  }
  await audit.write(tx, { traceId: newTraceId(), personRef, operation: 'alerts.told', kind: 'operator', outcome: 'ok', purpose: topic.purpose });
  return true;
}
