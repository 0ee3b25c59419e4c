import * as v from 'valibot';
import type { DepartmentClient, DepartmentFault } from './department.ts';

/** One entry of a department's feed. It names a person by number and lives in memory only while the pull lasts. */
export interface FeedItem {
  readonly seq: number;
  readonly type: string;
  readonly credentialNo: string;
  /** `yyyy-MM-dd` */
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface FeedPage {
  readonly items: readonly FeedItem[];
  /** Entries that could not be read: left out and told to operators. */
  readonly unreadable: number;
  /** Where the next question goes on. */
  readonly next: string;
}

export type FeedReply = { readonly ok: true; readonly page: FeedPage } | { readonly ok: false; readonly fault: DepartmentFault };

/** What an entry means. `alert`: something happened, named by `event` for ever. `due`: a date that reminders count back from. */
export type FeedEvent =
  | { readonly kind: 'alert'; readonly topic: string; readonly event: string; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'due'; readonly topic: string; readonly dueOn: string };

/** A feed as the service that knows its wire declares it; the gateway's engine does the rest. */
export interface FeedDeclaration {
  /** Also the name of its cursor. */
  readonly id: string;
  readonly department: string;
  pull(client: DepartmentClient, cursor: string): Promise<FeedReply>;
  /** Null for an entry that nobody is told about. */
  read(item: FeedItem): FeedEvent | null;
}

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const item = v.object({
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  type: v.pipe(v.string(), v.maxLength(40)),
  number: v.pipe(v.string(), v.minLength(5), v.maxLength(24)),
  occurred_on: day,
  payload: v.record(v.string(), v.unknown()),
});
const wire = v.object({
  items: v.pipe(v.array(v.unknown()), v.maxLength(1000)),
  next: v.pipe(v.string(), v.maxLength(200)),
});

/**
 * Reads `{cursor, items: [{seq, type, number, name, occurred_on, payload}], next}` (assumed; the same for every department).
 * An entry that does not fit is left out and counted; a page that does not fit is null. The name is not even read.
 */
export function readFeedPage(data: unknown): FeedPage | null {
  const page = v.safeParse(wire, data);
  if (!page.success) return null;
  const items: FeedItem[] = [];
  let unreadable = 0;
  for (const one of page.output.items) {
    const read = v.safeParse(item, one);
    if (!read.success) {
      unreadable += 1;
      continue;
    }
    const { seq, type, number, occurred_on: occurredOn, payload } = read.output;
    items.push({ seq, type, credentialNo: number, occurredOn, payload });
  }
  return { items, unreadable, next: page.output.next };
}
