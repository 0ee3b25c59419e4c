import * as v from 'valibot';
import { readFeedPage } from '../../../contract/feed.ts';
import type { FeedDeclaration } from '../../../contract/feed.ts';
import { monthOf } from './dates.ts';

/** ASSUMED kinds of entries in `rs_feed`. */
const alertTopics = new Map([
  ['gap', 'socialSecurity.gap'], ['arrears', 'socialSecurity.arrears'], ['interruption', 'socialSecurity.interruption'],
]);
const what = v.object({ aae140: v.pipe(v.string(), v.regex(/^\d{3}$/)), aae003: v.unknown() });
const due = v.object({ next_due: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)) });

/** Changes that 人社 tells: which insurance, from which month. One gap is one insurance and its first month, however often it is told. */
export const rsFeed: FeedDeclaration = {
  id: 'social-security.rs',
  department: 'rs',
  async pull(client, cursor) {
    const reply = await client.call({ service: 'rs_feed', method: 'POST', idempotent: true, body: { cursor } });
    if (!reply.ok) return reply;
    const page = reply.code === '0' ? readFeedPage(reply.data) : null;
    return page ? { ok: true, page } : { ok: false, fault: 'garbled' };
  },
  read({ type, payload }) {
    if (type === 'qualification_due') {
      const read = v.safeParse(due, payload);
      return read.success ? { kind: 'due', topic: 'socialSecurity.qualificationDue', dueOn: read.output.next_due } : null;
    }
    const topic = alertTopics.get(type);
    const read = v.safeParse(what, payload);
    const month = read.success ? monthOf(read.output.aae003) : null;
    if (!topic || !read.success || month === null) return null;
    const insurance = read.output.aae140;
    return { kind: 'alert', topic, event: `${insurance}|${month}`, params: { insurance, month } };
  },
};
