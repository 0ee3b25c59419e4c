import type { DepartmentFault } from '../../contract/department.ts';
import type { FeedDeclaration, FeedEvent, FeedItem } from '../../contract/feed.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Connectors } from '../connectors/index.ts';
import type { KillSwitches } from '../http/kill-switches.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Storage } from '../storage/storage.ts';
import { announce, type AnnounceDeps } from '../topics/announce.ts';
import { keepDueDate } from '../topics/due-dates.ts';
import type { KnownTopic } from '../topics/wanted.ts';
import { personsOf } from './persons.ts';

export const feedKind = 'feed-pull';
/** Pages read in one round: together they are put in order, and their consequences are one transaction. */
const pagesPerRound = 5;
/** Rounds of one pull; what is left comes with the next. */
const roundsPerPull = 20;

export interface FeedsDeps extends AnnounceDeps {
  readonly feeds: readonly FeedDeclaration[];
  readonly topics: ReadonlyMap<string, KnownTopic>;
  readonly connectors: Pick<Connectors, 'client'>;
  readonly kills: Pick<KillSwitches, 'reasonOf'>;
  readonly now: () => Date;
  /** Hears of entries that could not be read and of feeds that fail. */
  readonly report: (what: PullReport) => void;
}

/** What one pull of a feed came to. */
export interface PullReport {
  readonly feed: string;
  readonly items: number;
  readonly unreadable: number;
  readonly told: number;
  readonly fault: DepartmentFault | 'suspended' | null;
}

interface Gathered {
  readonly items: FeedItem[];
  readonly unreadable: number;
  readonly next: string;
  readonly fault: DepartmentFault | null;
}

/** Something of one of our own people. The number it came with is gone. */
interface OwnEvent {
  readonly personRef: string;
  readonly seq: number;
  readonly occurredOn: string;
  readonly event: FeedEvent;
}

/**
 * Pulls feeds. The cursor and everything that follows from what was read are one transaction: a process that dies at any point reads the same
 * again, and what was announced before is not announced twice. Nothing of people who are not ours, or did not ask, is ever written.
 */
export function createFeeds(deps: FeedsDeps) {
  const { storage, keys, feeds, topics, connectors, kills, now, report } = deps;

  async function gather(feed: FeedDeclaration, from: string): Promise<Gathered> {
    const items: FeedItem[] = [];
    let unreadable = 0;
    let cursor = from;
    for (let page = 0; page < pagesPerRound; page += 1) {
      const reply = await feed.pull(connectors.client(feed.department), cursor);
      if (!reply.ok) return { items, unreadable, next: cursor, fault: reply.fault };
      items.push(...reply.page.items);
      unreadable += reply.page.unreadable;
      if (reply.page.next === cursor) break;
      cursor = reply.page.next;
    }
    // Only the number says what came first.
    return { items: items.sort((a, b) => a.seq - b.seq), unreadable, next: cursor, fault: null };
  }

  /** Keeps of what was read only what belongs to people of ours, without their numbers. */
  async function ownEvents(feed: FeedDeclaration, items: readonly FeedItem[], today: string): Promise<OwnEvent[]> {
    const read = items.flatMap((item) => {
      const event = feed.read(item);
      return event && topics.has(event.topic) ? [{ item, event }] : [];
    });
    const persons = await personsOf(storage.db, keys, read.map(({ item }) => item.credentialNo), today);
    return read.flatMap(({ item, event }) => {
      const personRef = persons.get(item.credentialNo);
      return personRef === undefined ? [] : [{ personRef, seq: item.seq, occurredOn: item.occurredOn, event }];
    });
  }

  /** One round. @returns null when another process was faster */
  async function round(feed: FeedDeclaration): Promise<(PullReport & { readonly moved: boolean }) | null> {
    const row = await storage.db.selectFrom('feeds').selectAll().where('feed', '=', feed.id).executeTakeFirst();
    const from = row?.cursor ?? '';
    const gathered = await gather(feed, from);
    const at = now();
    const own = await ownEvents(feed, gathered.items, shanghaiDate(at));
    const lastSeq = Math.max(row?.last_seq ?? 0, ...gathered.items.map((item) => item.seq));
    const told = await storage.transaction(async (tx) => {
      await tx.insertInto('feeds').values({ feed: feed.id }).onConflict((conflict) => conflict.column('feed').doNothing()).execute();
      const here = await tx.selectFrom('feeds').select(['cursor', 'failing_since']).where('feed', '=', feed.id).forUpdate().executeTakeFirstOrThrow();
      if (here.cursor !== from) return null;
      // A deletion under way ends first, and then there is nobody to tell.
      const refs = [...new Set(own.map((one) => one.personRef))].sort();
      const alive = new Set(refs.length === 0 ? [] : (await tx.selectFrom('persons').select('person_ref').where('person_ref', 'in', refs).where('deleted_at', 'is', null)
        .orderBy('person_ref').forUpdate().execute()).map((one) => one.person_ref));
      let count = 0;
      for (const { personRef, seq, occurredOn, event } of own) {
        const topic = topics.get(event.topic);
        if (!topic || !alive.has(personRef)) continue;
        if (event.kind === 'alert') count += Number(await announce(tx, deps, { personRef, topic, event: event.event, occurredOn, params: event.params }, at));
        else if (await wanted(tx, personRef, topic.id)) await keepDueDate(tx, { personRef, topic: topic.id, dueOn: event.dueOn, seq, now: at });
      }
      await tx.updateTable('feeds').set({
        cursor: gathered.next, last_seq: lastSeq, pulled_at: at, failing_since: gathered.fault === null ? null : (here.failing_since ?? at),
      }).where('feed', '=', feed.id).execute();
      return count;
    });
    if (told === null) return null;
    return { feed: feed.id, items: gathered.items.length, unreadable: gathered.unreadable, told, fault: gathered.fault, moved: gathered.next !== from };
  }

  async function pull(feed: FeedDeclaration): Promise<PullReport> {
    let sum: PullReport = { feed: feed.id, items: 0, unreadable: 0, told: 0, fault: null };
    if (kills.reasonOf(feed.department) !== null) return { ...sum, fault: 'suspended' };
    for (let n = 0; n < roundsPerPull; n += 1) {
      const one = await round(feed);
      if (!one) break;
      sum = { feed: feed.id, items: sum.items + one.items, unreadable: sum.unreadable + one.unreadable, told: sum.told + one.told, fault: one.fault };
      if (!one.moved || one.fault !== null) break;
    }
    report(sum);
    return sum;
  }

  /** Every feed, one after the other; one that fails holds no other back. */
  async function pullAll(): Promise<PullReport[]> {
    const reports: PullReport[] = [];
    for (const feed of feeds) reports.push(await pull(feed));
    return reports;
  }

  return {
    pullAll,
    register(jobs: Jobs): void {
      jobs.handle(feedKind, async () => void (await pullAll()), { retryLimit: 0 });
      jobs.schedule(feedKind, '* * * * *');
    },
  };
}
export type Feeds = ReturnType<typeof createFeeds>;

/** Dates are kept only for those who want to be reminded. */
async function wanted(tx: Parameters<Parameters<Storage['transaction']>[0]>[0], personRef: string, topic: string): Promise<boolean> {
  const row = await tx.selectFrom('topic_choices').select('topic').where('person_ref', '=', personRef).where('topic', '=', topic).where('chosen', '=', true).executeTakeFirst();
  return row !== undefined;
}
