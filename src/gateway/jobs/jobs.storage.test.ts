import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { newRef } from '../storage/ids.ts';
import { openJobs, type JobPayload, type Jobs } from './jobs.ts';
import { purgeExpired, purgeKind, registerPurge } from './purge.ts';

onBothDatabases('jobs', (database) => {
  const done: JobPayload[] = [];
  const failures: string[] = [];
  let refuse = 2;
  let jobs: Jobs;
  const until = async (condition: () => boolean | Promise<boolean>) => {
    for (let i = 0; i < 1200 && !(await condition()); i += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  };
  const record = (kind: string, payload: JobPayload) => database.storage.transaction((tx) => jobs.enqueue(tx, kind, payload));

  beforeAll(async () => {
    jobs = openJobs({ storage: database.storage, pollMs: 200, onError: (what) => failures.push(what) });
    jobs.handle('note', async (payload) => void done.push(payload));
    jobs.handle('stubborn', async (payload) => {
      if ((refuse -= 1) >= 0) throw new Error('张三 11010519491231002X cannot be reached');
      done.push(payload);
    }, { retryDelay: 1 });
    registerPurge(jobs, database.storage);
    // Recorded before the queue exists at all.
    await record('note', { id: 'before-start' });
    await jobs.start();
  }, 60_000);
  afterAll(() => jobs.close(), 30_000);

  test('a payload that is no id is refused and its value not repeated', async () => {
    for (const value of ['张三', '11010519491231002X', '13812345678', 'two words', 13812345678, 1.5]) {
      await expect(record('note', { id: value })).rejects.toThrow('job payload id must be the id');
    }
    await expect(record('note', { id: '13812345678' })).rejects.not.toThrow('138');
  });
  test('a handler registered too late is refused', () => {
    expect(() => jobs.handle('late', async () => undefined)).toThrow('before the queue starts');
  });
  test('a job of a rolled-back transaction never runs, one recorded before the start does', async () => {
    await database.storage
      .transaction(async (tx) => {
        await jobs.enqueue(tx, 'note', { id: 'never' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await record('note', { id: 'after' });
    await until(() => done.some((each) => each['id'] === 'after') && done.some((each) => each['id'] === 'before-start'));
    expect(done.map((each) => each['id']).sort()).toEqual(['after', 'before-start']);
  }, 40_000);
  test('fifty jobs at once are each done once', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => record('note', { id: `many-${index}` })));
    const many = () => done.filter((each) => String(each['id']).startsWith('many-'));
    await until(() => many().length >= 50);
    expect(new Set(many().map((each) => each['id'])).size).toBe(50);
    expect(many()).toHaveLength(50);
    const waiting = await database.storage.db.selectFrom('outbox').select('id').where('moved_at', 'is', null).execute();
    expect(waiting).toEqual([]);
  }, 90_000);
  test('a failing job is tried again until it succeeds, and no table keeps what its error said', async () => {
    await record('stubborn', { id: 'stubborn-1' });
    await until(() => done.some((each) => each['id'] === 'stubborn-1'));
    expect(failures.filter((what) => what === 'stubborn')).toHaveLength(2);
    const { rows } = await database.storage.executeSql(`select * from ${database.storage.schema}_jobs.job`);
    expect(JSON.stringify(rows)).not.toContain('11010519491231002X');
    expect(JSON.stringify(rows)).not.toContain('张三');
    expect(JSON.stringify(rows)).toContain('stubborn-1');
  }, 60_000);

  test('the purge removes what is past its retention and nothing else, and a second one removes nothing', async () => {
    const { db } = database.storage;
    const now = new Date();
    const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const account = newRef();
    await db.insertInto('accounts').values({ account_ref: account, host: 'h5', app_id: 'x', host_subject_key: newRef() }).execute();
    for (const [age, ref] of [[1, 'fresh'], [-2, 'old']] as const) {
      const person = `${ref}-${newRef()}`;
      await db.insertInto('persons').values({ person_ref: person, pepper_version: 1 }).execute();
      await db.insertInto('person_identifiers').values({ person_ref: person, sealed: 's', kept_until: at(age) }).execute();
      await db.insertInto('drafts').values({ draft_id: newRef(), person_ref: person, kind: ref, sealed: 's', expires_at: at(age) }).execute();
      await db.insertInto('claims').values({ claim_id: newRef(), account_ref: account, method: 'm', sealed: 's', state: ref, expires_at: at(age) }).execute();
      await db.insertInto('binding_codes').values({ code_key: newRef(), sealed: 's', level: 'L3', channel: ref, expires_at: at(age), tries_left: 5 }).execute();
      await db.insertInto('login_states').values({ state_key: newRef(), sealed: ref, expires_at: at(age) }).execute();
      await db.insertInto('refresh_tokens').values({ token_key: newRef(), family_ref: ref, account_ref: account, expires_at: at(age) }).execute();
      await db.insertInto('idempotency').values({ person_ref: person, operation: ref, idempotency_key: 'k', body_digest: 'd', created_at: at(age < 0 ? -31 : -29) }).execute();
      await db.insertInto('claim_counts').values({ bucket_key: person, day: at(age < 0 ? -9 : -6).toISOString().slice(0, 10), count: 1 }).execute();
      await db.insertInto('revocations').values({ kind: ref, target: person, at: at(age < 0 ? -31 : -29) }).execute();
      const gone = newRef();
      await db.insertInto('audit_subjects').values([
        { subject_ref: newRef(), person_ref: person },
        { subject_ref: newRef(), person_ref: gone, hold_until: at(age), hold_reason: ref },
      ]).execute();
    }
    const first = await purgeExpired(database.storage, now);
    expect(first).toMatchObject({
      person_identifiers: 1, drafts: 1, claims: 1, binding_codes: 1, login_states: 1, refresh_tokens: 1, idempotency: 1, claim_counts: 1, revocations: 1, audit_subjects: 1,
    });
    expect((await db.selectFrom('drafts').select('kind').execute()).map((row) => row.kind)).toEqual(['fresh']);
    const second = await purgeExpired(database.storage, now);
    expect(Object.values(second).reduce((sum, count) => sum + count, 0)).toBe(0);
  });
  test('the purge is on the clock', async () => {
    const { rows } = await database.storage.executeSql(`select name, cron, timezone from ${database.storage.schema}_jobs.schedule`);
    expect(rows).toEqual([{ name: purgeKind, cron: '7 * * * *', timezone: 'Asia/Shanghai' }]);
  });
});
