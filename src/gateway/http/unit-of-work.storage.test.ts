import { beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { refuse } from '../../contract/problems.ts';
import type { Audit } from '../audit/audit.ts';
import { fileKeyProvider } from '../keys/file-provider.ts';
import { openKeys, type Keys } from '../keys/keys.ts';
import type { WriteHandler } from '../ports.ts';
import type { Call } from './call.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

onBothDatabases('a write', (database) => {
  let keys: Keys;
  let audits = 0;
  /** Two units of work on one database stand for two gateway processes. */
  let one: UnitOfWork;
  let other: UnitOfWork;
  let prepared = 0;
  let written = 0;
  const audit = { write: async () => { audits += 1; } } as unknown as Audit;

  beforeAll(async () => {
    keys = await openKeys(fileKeyProvider(join(database.folder, 'unit-of-work-keys'), { generate: true }));
    for (const ref of ['p', 'q', 'ended']) await database.storage.db.insertInto('persons').values({ person_ref: ref, pepper_version: 1 }).execute();
    one = createUnitOfWork(database.storage, keys, audit);
    other = createUnitOfWork(database.storage, keys, audit);
  });

  const handler: WriteHandler<{ n: number; refuse?: boolean; fail?: boolean }, unknown, number> = {
    kind: 'write',
    async prepare() {
      database.storage.assertNoTransaction('prepare');
      prepared += 1;
      return { ok: true, prepared };
    },
    async write(tx, _context, input) {
      written += 1;
      await tx.insertInto('outbox').values({ kind: 'test', payload: { n: input.n } }).execute();
      if (input.fail) throw new Error('broken half way');
      return input.refuse ? refuse('draftConflict') : { ok: true, reference: `r${input.n}` };
    },
    read: async (_context, reference) => ({ ok: true, data: { reference } }),
  };
  const call = (key: string, input: unknown, personRef = 'p') => ({
    operation: { name: 'test.write', auditKind: 'write', operation: { level: 'L2', basis: { basis: 'contract', purpose: 'test' } } }, request: { headers: { 'x-cb-idempotency-key': key } }, input,
    session: { personRef, accountRef: 'a', epoch: 0 }, now: new Date(), traceId: 't',
  }) as unknown as Call;
  const rows = async () => Number((await database.storage.db.selectFrom('outbox').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);

  test('without a key is malformed', async () => {
    expect(await one(call('', { n: 1 }), handler)).toMatchObject({ outcome: { code: 'malformedRequest' } });
  });
  test('that refuses leaves nothing behind and may be pressed again under the same key', async () => {
    const before = await rows();
    expect(await one(call('k-refuse', { n: 1, refuse: true }), handler)).toEqual({ outcome: refuse('draftConflict'), changed: false });
    expect(await rows()).toBe(before);
    expect(await one(call('k-refuse', { n: 1 }), handler)).toMatchObject({ changed: true });
    expect(await rows()).toBe(before + 1);
  });
  test('that breaks half way leaves nothing behind', async () => {
    const before = await rows();
    await expect(one(call('k-fail', { n: 2, fail: true }), handler)).rejects.toThrow('broken half way');
    expect(await rows()).toBe(before);
  });
  test('repeated gives the same answer, prepares and writes once, and is audited once', async () => {
    [prepared, written, audits] = [0, 0, 0];
    const first = await one(call('k-twice', { n: 3 }), handler);
    const second = await other(call('k-twice', { n: 3 }), handler);
    expect([first.outcome, first.changed, second.changed]).toEqual([second.outcome, true, false]);
    expect([prepared, written, audits]).toEqual([1, 1, 1]);
  });
  test('with another content under the same key is refused, of another person it is another write', async () => {
    expect(await one(call('k-twice', { n: 4 }), handler)).toMatchObject({ outcome: { code: 'keyReused' } });
    expect(await one(call('k-twice', { n: 4 }, 'q'), handler)).toMatchObject({ changed: true });
  });
  test('of a person whose sessions another process has ended meanwhile, or who is gone, leaves nothing', async () => {
    const before = await rows();
    await database.storage.db.updateTable('persons').set({ epoch: 1 }).where('person_ref', '=', 'ended').execute();
    expect(await one(call('k-ended', { n: 7 }, 'ended'), handler)).toEqual({ outcome: refuse('sessionRevoked'), changed: false });
    await database.storage.db.updateTable('persons').set({ epoch: 0, deleted_at: new Date() }).where('person_ref', '=', 'ended').execute();
    expect(await one(call('k-ended', { n: 7 }, 'ended'), handler)).toMatchObject({ outcome: { code: 'sessionRevoked' } });
    expect(await one(call('k-nobody', { n: 7 }, 'never was'), handler)).toMatchObject({ outcome: { code: 'sessionRevoked' } });
    expect(await rows()).toBe(before);
    const { rows: claimed } = await database.storage.executeSql("select 1 from idempotency where idempotency_key like 'k-ended%' or idempotency_key = 'k-nobody'");
    expect(claimed).toEqual([]);
  });
  test('pressed ten times at once in two processes is done once', async () => {
    const before = await rows();
    const all = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? one : other)(call('k-many', { n: 5 }), handler)));
    expect(new Set(all.map((each) => JSON.stringify(each.outcome))).size).toBe(1);
    expect(all.filter((each) => each.changed)).toHaveLength(1);
    expect(await rows()).toBe(before + 1);
  });
  test('keeps a digest and a reference, never the content', async () => {
    await one(call('k-content', { n: 6, words: '不可保存的话' }), handler);
    const { rows: kept } = await database.storage.executeSql("select * from idempotency where idempotency_key = 'k-content'");
    expect(JSON.stringify(kept)).not.toContain('不可保存的话');
    expect(kept[0]?.['body_digest']).toMatch(/^[0-9a-f]{64}$/);
  });
});
