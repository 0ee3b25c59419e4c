import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { join } from 'node:path';
import type { DepartmentClient, DepartmentFault, PersonIdentifiers } from '../../contract/department.ts';
import { readFeedPage, type FeedDeclaration } from '../../contract/feed.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { openAudit, type Audit } from '../audit/audit.ts';
import { findOrMakeAccount } from '../identity/accounts.ts';
import { findOrMakePerson } from '../identity/persons.ts';
import { testKeys } from '../identity/testing.ts';
import { openKeys, type Keys } from '../keys/keys.ts';
import type { NoticeSender, SendOutcome } from '../notices/hosts.ts';
import { createNotices } from '../notices/send.ts';
import { newRef } from '../storage/ids.ts';
import { remind } from '../topics/due-dates.ts';
import type { KnownTopic } from '../topics/wanted.ts';
import { createFeeds, type PullReport } from './pull.ts';

const at = new Date('2026-11-24T10:00:00+08:00');
const gap: KnownTopic = { id: 'test.gap', title: '断缴提醒', detail: '', advice: '请打开查看', purpose: 'test.purpose', messageKind: 'socialSecurityGap', page: '/p', version: 1 };
const due: KnownTopic = { ...gap, id: 'test.due', messageKind: 'qualificationDue', remindDays: [30, 7, 1] };
const topics = new Map([gap, due].map((one) => [one.id, one]));
const feed: FeedDeclaration = {
  id: 'test', department: 'rs',
  async pull(client, cursor) {
    const reply = await client.call({ service: 'feed', body: { cursor }, idempotent: true });
    if (!reply.ok) return reply;
    const page = readFeedPage(reply.data);
    return page ? { ok: true, page } : { ok: false, fault: 'garbled' };
  },
  read: ({ type, payload }) => (type === 'due'
    ? { kind: 'due', topic: due.id, dueOn: String(payload.dueOn) }
    : { kind: 'alert', topic: gap.id, event: String(payload.month), params: { month: String(payload.month) } }),
};

let madePersons = 0;
function someone(): PersonIdentifiers {
  madePersons += 1;
  const body = `11010519800101${String(madePersons).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return { name: '测试甲', credentialType: 'residentId', credentialNo: body + '10X98765432'[[...body].reduce((sum, digit, index) => sum + Number(digit) * (weights[index] ?? 0), 0) % 11] };
}

onBothDatabases('feeds', (database) => {
  let keys: Keys;
  let audit: Audit;
  let provider: ReturnType<typeof testKeys>;
  let entries: Record<string, unknown>[] = [];
  let fault: DepartmentFault | 'junk' | null = null;
  let reports: PullReport[] = [];
  let sent: string[] = [];
  let answer: SendOutcome = { kind: 'sent' };
  let clock = at;
  const perPage = 3;
  const client: DepartmentClient = {
    async call({ body }) {
      if (fault === 'junk') return { ok: true, code: '0', message: '', data: '<html>', dataTime: null };
      if (fault) return { ok: false, fault };
      const from = Number(body?.cursor || 0);
      const items = entries.slice(from, from + perPage);
      return { ok: true, code: '0', message: '', data: { cursor: String(from), items, next: String(from + items.length) }, dataTime: null };
    },
  };
  const quietHours = { from: '22:00', to: '08:00' };
  const announcing = () => ({ storage: database.storage, keys, audit, quietHours });
  const feeds = () => createFeeds({
    ...announcing(), feeds: [feed], topics, connectors: { client: () => client }, kills: { reasonOf: () => null }, now: () => clock, report: (one) => reports.push(one),
  });
  const sender: NoticeSender = { kindOf: () => ({ id: 't', kind: 'longTerm' }), send: async (ids) => { sent.push(String(ids.openid)); return answer; } };
  const notices = () => createNotices({ storage: database.storage, keys, topics, senders: { weapp: sender }, quietHours, now: () => clock, report: () => undefined });

  beforeAll(async () => {
    provider = testKeys();
    keys = await openKeys(provider, 'aes-256-gcm');
    audit = openAudit({ storage: database.storage, keys, headFile: join(database.folder, 'heads.jsonl') });
  });
  afterAll(async () => {
    await audit?.close();
  });
  beforeEach(async () => {
    entries = [];
    fault = null;
    reports = [];
    sent = [];
    answer = { kind: 'sent' };
    clock = at;
    await database.storage.db.deleteFrom('feeds').execute();
    await database.storage.db.deleteFrom('host_notices').execute();
  });

  /** A person of ours with an account at WeChat. */
  async function citizen({ chosen = [gap.id] as string[], consent = true, since = shanghaiDate(at), kind = 'longTerm' as 'longTerm' | 'oneTime' } = {}) {
    const person = someone();
    const openid = newRef();
    const made = await database.storage.transaction(async (tx) => {
      const personRef = await findOrMakePerson(tx, keys, person);
      const accountRef = await findOrMakeAccount(tx, keys, { host: 'weapp', appId: 'wx', subjects: [openid], ids: { openid } }, at);
      await tx.updateTable('accounts').set({ person_ref: personRef }).where('account_ref', '=', accountRef).execute();
      if (consent) await tx.insertInto('consents').values({ consent_id: newRef(), person_ref: personRef, purpose: gap.purpose, version: 1, decision: 'granted', decided_at: new Date(at.getTime() - 1000), trace_id: 't' }).execute();
      for (const topic of chosen) await tx.insertInto('topic_choices').values({ person_ref: personRef, topic, chosen: true, version: 1, since, decided_at: at }).execute();
      await tx.insertInto('host_subscriptions').values({ account_ref: accountRef, topic: gap.id, state: 'accepted', left_count: kind === 'oneTime' ? 1 : null, decided_at: at }).execute();
      return { personRef, accountRef };
    });
    return { ...made, person, openid };
  }
  const entry = (person: PersonIdentifiers, payload: Record<string, unknown> = { month: '2026-10' }, more: Record<string, unknown> = {}) => {
    const one = { seq: entries.length + 1, type: 'gap', number: person.credentialNo, name: person.name, occurred_on: '2026-11-24', payload, ...more };
    entries.push(one);
    return one;
  };
  const messagesOf = async (personRef: string) => (await database.storage.db.selectFrom('messages').select(['kind', 'params']).where('person_ref', '=', personRef).orderBy('created_at').execute()).map((one) => one.params);
  const everything = async () => {
    const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = ${database.storage.schema}`.execute(database.storage.db);
    const texts = await Promise.all(tables.rows.map(async ({ name }) => JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(database.storage.db)).rows)));
    return texts.join('\n');
  };

  describe('is not told', () => {
    test.each([
      ['a person who switched nothing on', { chosen: [] }], ['a person who withdrew consent', { consent: false }], ['a person who switched it on after the event', { since: '2026-11-25' }],
    ])('%s', async (_who, how) => {
      const one = await citizen(how);
      entry(one.person);
      await feeds().pullAll();
      expect(await messagesOf(one.personRef)).toEqual([]);
      expect(reports[0]).toMatchObject({ items: 1, told: 0 });
    });
    test('a person who deleted the account', async () => {
      const one = await citizen();
      await database.storage.db.updateTable('persons').set({ person_key: null, deleted_at: at }).where('person_ref', '=', one.personRef).execute();
      entry(one.person);
      await feeds().pullAll();
      expect(await messagesOf(one.personRef)).toEqual([]);
    });
    test('anybody, of people who are not ours: neither number nor name nor amount is anywhere at rest', async () => {
      const [own, stranger] = [await citizen(), someone()];
      entry(stranger, { month: '2026-10', amount: '7654.32' });
      entry(own.person, { month: '2026-10', amount: '1234.56' });
      await feeds().pullAll();
      expect(await messagesOf(own.personRef)).toHaveLength(1);
      const rest = await everything();
      for (const needle of [stranger.credentialNo, own.person.credentialNo, '7654.32', '1234.56', '测试甲']) expect([needle, rest.includes(needle)]).toEqual([needle, false]);
    });
  });

  test('one gap is told once: repeated in a page, in later pages, out of order, and after the cursor was lost', async () => {
    const one = await citizen();
    for (let n = 0; n < 4; n += 1) entry(one.person);
    entry(one.person, { month: '2026-09' });
    entries.reverse();
    await feeds().pullAll();
    await database.storage.db.updateTable('feeds').set({ cursor: '' }).execute();
    await feeds().pullAll();
    expect((await messagesOf(one.personRef)).map((params) => params.month).sort()).toEqual(['2026-09', '2026-10']);
  });
  test('a gap that was told under a key rotated since is not told again', async () => {
    const one = await citizen();
    entry(one.person);
    await feeds().pullAll();
    provider.rotate('audit');
    await keys.reload();
    await database.storage.db.updateTable('feeds').set({ cursor: '' }).execute();
    await feeds().pullAll();
    expect(await messagesOf(one.personRef)).toHaveLength(1);
  });
  test('the number decides what came first: an older due date never replaces a newer one', async () => {
    const one = await citizen({ chosen: [due.id] });
    entry(one.person, { dueOn: '2027-12-31' }, { type: 'due', seq: 9 });
    entry(one.person, { dueOn: '2026-12-31' }, { type: 'due', seq: 4 });
    await feeds().pullAll();
    const kept = await database.storage.db.selectFrom('due_dates').select('due_on').where('person_ref', '=', one.personRef).executeTakeFirst();
    expect(kept?.due_on).toBe('2027-12-31');
  });
  test('two processes that pull at once tell once', async () => {
    const one = await citizen();
    for (let n = 0; n < 7; n += 1) entry(one.person, { month: `2026-0${n + 1}` });
    await Promise.all([feeds().pullAll(), feeds().pullAll()]);
    await feeds().pullAll();
    expect(await messagesOf(one.personRef)).toHaveLength(7);
  });
  test.each(['timeout', 'unavailable', 'junk'] as const)('a department with %s moves nothing, and the next pull goes on', async (what) => {
    const one = await citizen();
    entry(one.person);
    fault = what;
    await feeds().pullAll();
    const row = await database.storage.db.selectFrom('feeds').selectAll().executeTakeFirstOrThrow();
    expect([row.cursor, row.failing_since]).toEqual(['', at]);
    fault = null;
    await feeds().pullAll();
    expect(await messagesOf(one.personRef)).toHaveLength(1);
  });
  test('entries that nobody can read are counted and hold nobody up', async () => {
    const one = await citizen();
    entries.push({ seq: 'x' }, { nothing: true });
    entry(one.person);
    await feeds().pullAll();
    expect(reports[0]).toMatchObject({ unreadable: 2, told: 1 });
  });
  test('when the transaction fails half way, nothing of it is there and everything comes again', async () => {
    const one = await citizen();
    entry(one.person);
    entry(one.person, { month: '2026-09' });
    let writes = 0;
    const dying = { ...announcing(), audit: { write: async () => { writes += 1; if (writes === 2) throw new Error('killed here'); } } };
    const broken = createFeeds({ ...dying, feeds: [feed], topics, connectors: { client: () => client }, kills: { reasonOf: () => null }, now: () => at, report: () => undefined });
    await expect(broken.pullAll()).rejects.toThrow('killed here');
    expect(await messagesOf(one.personRef)).toEqual([]);
    await feeds().pullAll();
    expect(await messagesOf(one.personRef)).toHaveLength(2);
  });

  describe('through the host', () => {
    const stateOf = async (personRef: string) => database.storage.db.selectFrom('host_notices').select(['state', 'fault', 'attempts']).where('person_ref', '=', personRef).execute();
    const told = async (how: Parameters<typeof citizen>[0] = {}) => {
      const one = await citizen(how);
      entry(one.person);
      await feeds().pullAll();
      return one;
    };
    test('a message goes out once, however often the sweep runs', async () => {
      const one = await told();
      await Promise.all([notices().sweep(), notices().sweep()]);
      await notices().sweep();
      expect(sent).toEqual([one.openid]);
      expect(await stateOf(one.personRef)).toEqual([{ state: 'sent', fault: null, attempts: 1 }]);
    });
    test('a person who switches it off before the morning gets nothing through the host', async () => {
      clock = new Date('2026-11-24T23:00:00+08:00');
      const one = await told();
      await notices().sweep();
      expect(sent).toEqual([]);
      await database.storage.db.updateTable('topic_choices').set({ chosen: false }).where('person_ref', '=', one.personRef).execute();
      clock = new Date('2026-11-25T08:00:01+08:00');
      await notices().sweep();
      expect([sent, await stateOf(one.personRef)]).toEqual([[], [{ state: 'dropped', fault: 'notWanted', attempts: 0 }]]);
    });
    test('what happens at night is held until eight', async () => {
      clock = new Date('2026-11-24T23:00:00+08:00');
      const one = await told();
      await notices().sweep();
      clock = new Date('2026-11-25T07:59:59+08:00');
      await notices().sweep();
      expect(sent).toEqual([]);
      clock = new Date('2026-11-25T08:00:00+08:00');
      await notices().sweep();
      expect(sent).toEqual([one.openid]);
    });
    test('43101 marks the permission: the message stays in the app and nothing more goes to the host', async () => {
      answer = { kind: 'refused', fault: '43101' };
      const one = await told();
      await notices().sweep();
      expect(await stateOf(one.personRef)).toEqual([{ state: 'refused', fault: '43101', attempts: 1 }]);
      entry(one.person, { month: '2026-08' });
      await feeds().pullAll();
      await notices().sweep();
      expect([sent.length, (await messagesOf(one.personRef)).length]).toEqual([1, 2]);
    });
    test('47003 has failed at once and is never tried again; the message stays in the app', async () => {
      answer = { kind: 'bad', fault: '47003' };
      const one = await told();
      for (let hour = 0; hour < 5; hour += 1) {
        clock = new Date(at.getTime() + hour * 3_600_000);
        await notices().sweep();
      }
      expect([sent.length, await stateOf(one.personRef), (await messagesOf(one.personRef)).length]).toEqual([1, [{ state: 'failed', fault: '47003', attempts: 1 }], 1]);
    });
    test('what was surely not sent is tried again with growing pauses, and given up in the end', async () => {
      answer = { kind: 'later', fault: '-1' };
      const one = await told();
      for (let day = 0; day < 3; day += 1) for (let minute = 0; minute < 1440; minute += 20) {
        clock = new Date(at.getTime() + (day * 1440 + minute) * 60_000);
        await notices().sweep();
      }
      expect([sent.length, await stateOf(one.personRef)]).toEqual([6, [{ state: 'failed', fault: '-1', attempts: 6 }]]);
    });
    test('when nobody knows whether it went out, it is not sent again', async () => {
      const one = await told();
      await database.storage.db.updateTable('host_notices').set({ state: 'sending' }).where('person_ref', '=', one.personRef).execute();
      clock = new Date(at.getTime() + 61_000);
      await notices().sweep();
      expect([sent, await stateOf(one.personRef)]).toEqual([[], [{ state: 'unknown', fault: 'processEnded', attempts: 0 }]]);
    });
    test('a one-time permission carries one message; one that was surely not sent gives it back', async () => {
      answer = { kind: 'later', fault: '-1' };
      const one = await told({ kind: 'oneTime' });
      await notices().sweep();
      answer = { kind: 'sent' };
      clock = new Date(at.getTime() + 61_000);
      await notices().sweep();
      entry(one.person, { month: '2026-08' });
      await feeds().pullAll();
      await notices().sweep();
      expect([sent.length, (await stateOf(one.personRef)).map((row) => row.state).sort()]).toEqual([2, ['dropped', 'sent']]);
    });
  });

  describe('reminders', () => {
    const days = async (personRef: string, on: string) => {
      clock = new Date(`${on}T08:30:00+08:00`);
      await remind(announcing(), topics, clock);
      return (await messagesOf(personRef)).length;
    };
    test('30, 7 and 1 day before, each once, and none for a day that passed unseen', async () => {
      const one = await citizen({ chosen: [due.id] });
      entry(one.person, { dueOn: '2026-12-31' }, { type: 'due' });
      await feeds().pullAll();
      const counts: number[] = [];
      for (const on of ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-25', '2026-12-26', '2026-12-30', '2026-12-31', '2027-01-01']) counts.push(await days(one.personRef, on));
      expect(counts).toEqual([0, 1, 1, 2, 2, 3, 3, 3]);
    });
    test('a person who did not ask for it: the date is not even kept', async () => {
      const one = await citizen({ chosen: [gap.id] });
      entry(one.person, { dueOn: '2026-12-31' }, { type: 'due' });
      await feeds().pullAll();
      expect(await database.storage.db.selectFrom('due_dates').selectAll().where('person_ref', '=', one.personRef).execute()).toEqual([]);
      expect(await days(one.personRef, '2026-12-30')).toBe(0);
    });
    test('a new date after confirming begins anew', async () => {
      const one = await citizen({ chosen: [due.id] });
      entry(one.person, { dueOn: '2026-12-25' }, { type: 'due' });
      await feeds().pullAll();
      await days(one.personRef, '2026-12-24');
      entry(one.person, { dueOn: '2027-12-25' }, { type: 'due' });
      await feeds().pullAll();
      expect([await days(one.personRef, '2026-12-25'), await days(one.personRef, '2027-11-25')]).toEqual([1, 2]);
    });
  });
});
