import { hostIdsOf } from '../identity/accounts.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Keys } from '../keys/keys.ts';
import type { NoticeState } from '../storage/schema.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { wantedSince, type KnownTopic } from '../topics/wanted.ts';
import type { NoticeSender, SendOutcome } from './hosts.ts';
import { notBefore, type QuietHours } from './quiet-hours.ts';

export const noticeKind = 'host-notice';
export const noticeSweepKind = 'host-notice-sweep';

export interface NoticesDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly topics: ReadonlyMap<string, KnownTopic>;
  /** By host; a host that is not here carries no messages. */
  readonly senders: Readonly<Partial<Record<string, NoticeSender>>>;
  readonly quietHours: QuietHours;
  readonly now: () => Date;
  /** Hears how every message ended; `failed` and `unknown` want an operator. */
  readonly report: (end: { readonly host: string; readonly topic: string; readonly state: NoticeState; readonly fault: string | null }) => void;
}

/** Pauses before a message that was surely not sent is tried again, in minutes; after the last it has failed. */
const pauses = [1, 5, 30, 120, 360];
/** A message under way for longer than any call may take: the process that sent it has died. */
const lostAfterMs = 60_000;
const minute = 60_000;

interface Claimed {
  readonly notice_id: string;
  readonly account_ref: string;
  readonly topic: string;
  readonly attempts: number;
  readonly host: string;
  readonly created_at: Date;
}

/**
 * Sends messages through the hosts. Neither host recognises a repeat, so a message is marked as under way before it leaves and is never sent
 * again when its end is not known: at most once through the host, and always once in the app.
 */
export function createNotices({ storage, keys, topics, senders, quietHours, now, report }: NoticesDeps) {
  const end = (db: Db, noticeId: string, state: NoticeState, fault: string | null) =>
    db.updateTable('host_notices').set({ state, fault, ended_at: now() }).where('notice_id', '=', noticeId).execute();

  /** Takes a message that is due and still wanted; null when there is nothing to send. The permission it uses up is taken with it. */
  async function claim(noticeId: string): Promise<Claimed | null> {
    const at = now();
    return storage.transaction(async (tx) => {
      const row = await tx.selectFrom('host_notices').innerJoin('accounts', 'accounts.account_ref', 'host_notices.account_ref')
        .select(['notice_id', 'host_notices.account_ref', 'host_notices.person_ref', 'topic', 'attempts', 'host', 'host_notices.created_at', 'accounts.person_ref as owner'])
        .where('notice_id', '=', noticeId).where('state', '=', 'waiting').where('due_at', '<=', at).forUpdate('host_notices').executeTakeFirst();
      if (!row) return null;
      const drop = async (why: string) => {
        await end(tx, noticeId, 'dropped', why);
        report({ host: row.host, topic: row.topic, state: 'dropped', fault: why });
        return null;
      };
      const topic = topics.get(row.topic);
      // Asked once more, because hours may lie between the event and the morning.
      if (!topic || row.owner !== row.person_ref || (await wantedSince(tx, row.person_ref, topic, at)) === null) return drop('notWanted');
      const held = notBefore(at, quietHours);
      if (held > at) {
        await tx.updateTable('host_notices').set({ due_at: held }).where('notice_id', '=', noticeId).execute();
        return null;
      }
      const permission = await tx.selectFrom('host_subscriptions').select(['state', 'left_count']).where('account_ref', '=', row.account_ref)
        .where('topic', '=', row.topic).forUpdate().executeTakeFirst();
      if (permission?.state !== 'accepted' || permission.left_count === 0) return drop('noPermission');
      if (permission.left_count !== null) await leave(tx, row, permission.left_count - 1);
      await tx.updateTable('host_notices').set({ state: 'sending', attempts: row.attempts + 1, due_at: at }).where('notice_id', '=', noticeId).execute();
      return { ...row, attempts: row.attempts + 1 };
    });
  }
  const leave = (tx: Db, one: { account_ref: string; topic: string }, count: number) =>
    tx.updateTable('host_subscriptions').set({ left_count: count }).where('account_ref', '=', one.account_ref).where('topic', '=', one.topic).execute();

  /** Records what the host said. */
  async function record(one: Claimed, outcome: SendOutcome): Promise<void> {
    const at = now();
    const fault = outcome.kind === 'sent' ? null : outcome.fault;
    const pause = outcome.kind === 'later' ? pauses[one.attempts - 1] : undefined;
    const state: NoticeState = outcome.kind === 'bad' || outcome.kind === 'later' ? 'failed' : outcome.kind;
    await storage.transaction(async (tx) => {
      const mine = tx.updateTable('host_notices').where('notice_id', '=', one.notice_id).where('state', '=', 'sending');
      if (pause !== undefined) {
        await mine.set({ state: 'waiting', fault, due_at: new Date(at.getTime() + pause * minute) }).execute();
        await tx.updateTable('host_subscriptions').set((eb) => ({ left_count: eb('left_count', '+', 1) })).where('account_ref', '=', one.account_ref)
          .where('topic', '=', one.topic).where('left_count', 'is not', null).execute();
        return;
      }
      await mine.set({ state, fault, ended_at: at }).execute();
      // The person said no at the host: nothing more goes there until they say yes again.
      if (state === 'refused') {
        await tx.updateTable('host_subscriptions').set({ state: 'refused', decided_at: at }).where('account_ref', '=', one.account_ref).where('topic', '=', one.topic).execute();
      }
    });
    if (pause === undefined) report({ host: one.host, topic: one.topic, state, fault });
  }

  /** Sends one message if it is due; whatever the host does is recorded, not thrown. */
  async function send(noticeId: string): Promise<void> {
    const one = await claim(noticeId);
    if (!one) return;
    const topic = topics.get(one.topic);
    const sender = senders[one.host];
    const ids = await hostIdsOf(storage.db, keys, one.account_ref);
    const outcome: SendOutcome = !topic || !sender ? { kind: 'bad', fault: 'noSender' } : !ids ? { kind: 'bad', fault: 'noHostId' } : await sender.send(ids, topic, one.created_at, noticeId);
    await record(one, outcome);
  }

  /** Everything that is due, and an end for what a dead process left under way. */
  async function sweep(): Promise<{ readonly sent: number; readonly unknown: number }> {
    const at = now();
    const lost = await storage.db.updateTable('host_notices').set({ state: 'unknown', fault: 'processEnded', ended_at: at }).where('state', '=', 'sending')
      .where('due_at', '<', new Date(at.getTime() - lostAfterMs)).returning(['topic', 'account_ref']).execute();
    for (const { topic } of lost) report({ host: 'any', topic, state: 'unknown', fault: 'processEnded' });
    const due = await storage.db.selectFrom('host_notices').select('notice_id').where('state', '=', 'waiting').where('due_at', '<=', at)
      .orderBy('due_at').limit(500).execute();
    for (const { notice_id: noticeId } of due) await send(noticeId);
    return { sent: due.length, unknown: lost.length };
  }

  return {
    send, sweep,
    register(jobs: Jobs): void {
      jobs.handle(noticeKind, ({ noticeId }) => send(String(noticeId)));
      jobs.handle(noticeSweepKind, async () => void (await sweep()), { retryLimit: 0 });
      jobs.schedule(noticeSweepKind, '* * * * *');
    },
  };
}
export type Notices = ReturnType<typeof createNotices>;
