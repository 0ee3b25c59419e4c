import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { fileKeyProvider, rotateFileKey } from '../keys/file-provider.ts';
import { openKeys, type Keys } from '../keys/keys.ts';
import { newRef } from '../storage/ids.ts';
import { openAudit, type Audit } from './audit.ts';
import type { AuditEntry } from './row.ts';
import { sealRound } from './sealer.ts';

/** Timers far away: these tests seal and write heads by hand. */
const byHand = { sealEveryMs: 1_000_000, headEveryMs: 1_000_000 };

onBothDatabases('audit', (database) => {
  let keys: Keys;
  let audit: Audit;
  const keyFolder = () => join(database.folder, 'keys');
  const headFile = () => join(database.folder, 'audit', 'head.jsonl');
  const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
    traceId: newRef(), operation: 'contributions.list', kind: 'read', outcome: 'ok', level: 'L2', department: 'rs', purpose: 'social', ...more,
  });
  const newPerson = async () => {
    const personRef = newRef();
    await database.storage.db.insertInto('persons').values({ person_ref: personRef, pepper_version: 1 }).execute();
    return personRef;
  };

  beforeAll(async () => {
    keys = await openKeys(fileKeyProvider(keyFolder(), { generate: true }));
    audit = openAudit({ storage: database.storage, keys, headFile: headFile(), ...byHand });
  });
  afterAll(() => audit.close());

  test('a field that holds more than a name or code is refused, alone, and its value is not repeated', async () => {
    const good = audit.batch(entry());
    const bad = audit.batch(entry({ outcome: '11010519491231002X' }));
    await expect(bad).rejects.toThrow('audit field outcome');
    await expect(bad).rejects.not.toThrow('1101');
    await expect(audit.batch(entry({ operation: '张三' }))).rejects.toThrow('audit field operation');
    await good;
  });
  test('a batch inside a transaction is refused', async () => {
    await expect(database.storage.transaction(() => audit.batch(entry()))).rejects.toThrow('inside an open transaction');
  });
  test('the row of a write disappears with the write', async () => {
    const traceId = newRef();
    const failing = database.storage.transaction(async (tx) => {
      await audit.write(tx, entry({ traceId, kind: 'write' }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.storage.db.selectFrom('audit_rows').select('id').where('trace_id', '=', traceId).execute()).toEqual([]);
  });
  test('a name made in a rolled-back transaction is not used afterwards', async () => {
    const personRef = await newPerson();
    await database.storage
      .transaction(async (tx) => {
        await audit.write(tx, entry({ personRef, kind: 'write' }));
        throw new Error('no');
      })
      .catch(() => undefined);
    await audit.batch(entry({ personRef }));
    expect((await audit.readOwn(personRef, { page: 1 })).rows).toHaveLength(1);
  });
  test('a resolved batch is in the database, and many at once share few statements', async () => {
    const personRef = await newPerson();
    await Promise.all(Array.from({ length: 300 }, () => audit.batch(entry({ personRef, accountRef: 'acc' }))));
    const rows = await database.storage.db.selectFrom('audit_rows').select(['subject_ref', 'account_hash']).where('subject_ref', 'is not', null).execute();
    expect(rows.length).toBeGreaterThanOrEqual(300);
    expect(new Set(rows.map((row) => row.subject_ref)).has(personRef)).toBe(false);
    expect(JSON.stringify(rows)).not.toContain('"acc"');
  });
  test('a person reads the own part, newest first, by pages, and nobody else’s', async () => {
    const [mine, other] = [await newPerson(), await newPerson()];
    for (let day = 1; day <= 3; day += 1) {
      await audit.batch(entry({ personRef: mine, at: new Date(Date.UTC(2026, 0, day)), operation: `day.${day}` }));
    }
    await audit.batch(entry({ personRef: other, operation: 'foreign' }));
    const first = await audit.readOwn(mine, { page: 1, pageSize: 2 });
    const second = await audit.readOwn(mine, { page: 2, pageSize: 2 });
    expect([first.rows.map((row) => row.operation), first.more]).toEqual([['day.3', 'day.2'], true]);
    expect([second.rows.map((row) => row.operation), second.more]).toEqual([['day.1'], false]);
    expect(await audit.readOwn(newRef(), { page: 1 })).toEqual({ rows: [], more: false });
  });
  test('a row that commits late with a smaller id is chained after those already chained', async () => {
    if (database.kind === 'postgres') {
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (release = resolve));
      let inserted: () => void = () => undefined;
      const hasInserted = new Promise<void>((resolve) => (inserted = resolve));
      const late = database.storage.transaction(async (tx) => {
        await audit.write(tx, entry({ operation: 'late', kind: 'write' }));
        inserted();
        await gate;
      });
      await hasInserted;
      await audit.batch(entry({ operation: 'early' }));
      await audit.seal();
      release();
      await late;
    } else {
      // One session cannot interleave: the late row is made by giving it the id of a gap.
      const { rows } = await sql<{ gap: number }>`select nextval(pg_get_serial_sequence('audit_rows', 'id')) as gap`.execute(database.storage.db);
      await audit.batch(entry({ operation: 'early' }));
      await audit.seal();
      await audit.batch(entry({ operation: 'late' }));
      const last = await database.storage.db.selectFrom('audit_rows').selectAll().where('operation', '=', 'late').executeTakeFirstOrThrow();
      await database.storage.db.deleteFrom('audit_rows').where('id', '=', last.id).execute();
      await sql`insert into audit_rows overriding system value select (jsonb_populate_record(null::audit_rows, ${JSON.stringify({ ...last, id: rows[0]?.gap })}::jsonb)).*`.execute(database.storage.db);
      await sql`update audit_waiting set row_ids = array[${rows[0]?.gap}::bigint]`.execute(database.storage.db);
    }
    expect(await audit.seal()).toBe(1);
    const found = await database.storage.db.selectFrom('audit_rows').select(['id', 'operation']).where('operation', 'in', ['late', 'early']).orderBy('id').execute();
    expect(found.map((row) => row.operation)).toEqual(['late', 'early']);
    const seals = await sql<{ last: string }>`select row_ids[cardinality(row_ids)]::text as last from audit_seals order by position desc limit 2`.execute(database.storage.db);
    expect(seals.rows.map((row) => row.last)).toEqual(found.map((row) => String(row.id)));
    expect(await audit.verify()).toMatchObject({ ok: true });
  });
  test('the chain goes on over a change of month, a clock that goes back, and a new key', async () => {
    await audit.batch(entry());
    await sealRound(database.storage, keys, new Date('2031-01-31T15:59:59Z'));
    await audit.batch(entry());
    await sealRound(database.storage, keys, new Date('2031-01-31T16:00:01Z'));
    rotateFileKey(keyFolder(), 'audit');
    await keys.reload();
    await audit.batch(entry());
    await sealRound(database.storage, keys, new Date('2031-01-31T15:00:00Z'));
    const segments = await database.storage.db.selectFrom('audit_segments').selectAll().orderBy('first_position').execute();
    expect(segments.slice(-2).map((row) => row.segment)).toEqual(['2031-01', '2031-02']);
    await audit.writeHead();
    expect(await audit.verify()).toMatchObject({ ok: true, unsealed: 0, heads: 1 });
  });
  test('nothing to chain changes nothing, and the same head is not written twice', async () => {
    expect(await audit.seal()).toBe(0);
    await audit.writeHead();
    expect(readFileSync(headFile(), 'utf8').trim().split('\n')).toHaveLength(1);
  });
  test('rows that two sealers meet are chained once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => audit.batch(entry())));
    const done = await Promise.all([sealRound(database.storage, keys, new Date('2031-03-01T00:00:00Z')), sealRound(database.storage, keys, new Date('2031-03-01T00:00:00Z'))]);
    expect(done[0] + done[1]).toBe(50);
    await audit.writeHead();
    expect(await audit.verify()).toMatchObject({ ok: true, unsealed: 0 });
  });

  describe('verify finds', () => {
    const position = 20;
    /** Tampers, looks, puts everything back. */
    const tampered = async (tamper: () => Promise<unknown>) => {
      const { storage } = database;
      const tables = ['audit_rows', 'audit_waiting', 'audit_seals', 'audit_segments'] as const;
      for (const table of tables) await sql`create table ${sql.table(`kept_${table}`)} as select * from ${sql.table(table)}`.execute(storage.db);
      const head = readFileSync(headFile(), 'utf8');
      try {
        await tamper();
        return await audit.verify();
      } finally {
        for (const table of tables) {
          await sql`delete from ${sql.table(table)}`.execute(storage.db);
          await sql`insert into ${sql.table(table)} ${table === 'audit_rows' || table === 'audit_waiting' ? sql`overriding system value` : sql``} select * from ${sql.table(`kept_${table}`)}`.execute(storage.db);
          await sql`drop table ${sql.table(`kept_${table}`)}`.execute(storage.db);
        }
        writeFileSync(headFile(), head);
        expect(await audit.verify()).toMatchObject({ ok: true });
      }
    };
    const run = (query: ReturnType<typeof sql>) => query.execute(database.storage.db);
    const oneOf = async (query: ReturnType<typeof sql<Record<'at', string>>>) => (await query.execute(database.storage.db)).rows[0]?.at ?? '';
    /** Id of the row at a place of the chain, and the place that ends its link. */
    const idAt = (at: number) => oneOf(sql`select row_ids[cardinality(row_ids) - (position - ${at})]::text as at from audit_seals where position >= ${at} order by position limit 1`);
    const linkOf = (at: number) => oneOf(sql`select position::text as at from audit_seals where position >= ${at} order by position limit 1`);
    const refOf = (id: string) => oneOf(sql`select entry_ref as at from audit_rows where id = ${id}`);
    const end = () => oneOf(sql`select max(position)::text as at from audit_seals`);
    const forged = async (from: string, ref: string) => oneOf(sql`insert into audit_rows (entry_ref, at, trace_id, operation, kind, outcome, entry_key_id, entry_mac)
      select ${ref}, at, trace_id, operation, kind, outcome, entry_key_id, entry_mac from audit_rows where id = ${from} returning id::text as at`);

    test.each(['outcome', 'trace_id', 'subject_ref', 'purpose', 'operation'])('a changed %s', async (column) => {
      const id = await idAt(position);
      const report = await tampered(() => run(sql`update audit_rows set ${sql.ref(column)} = 'other' where id = ${id}`));
      expect(report).toMatchObject({ ok: false, broken: { reason: 'changed', position, entryRef: await refOf(id) } });
    });
    test('a changed time', async () => {
      const id = await idAt(position);
      const report = await tampered(() => run(sql`update audit_rows set at = at - interval '1 second' where id = ${id}`));
      expect(report.broken).toMatchObject({ reason: 'changed', position });
    });
    test('a deleted row', async () => {
      const id = await idAt(position);
      const report = await tampered(() => run(sql`delete from audit_rows where id = ${id}`));
      expect(report.broken).toEqual({ reason: 'missing', position, entryRef: null });
    });
    test('a deleted row whose gap was closed, with and without its count', async () => {
      const [id, link] = [await idAt(position), Number(await linkOf(position))];
      const close = sql`update audit_seals set row_ids = array_remove(row_ids, ${id}::bigint) where position = ${link}`;
      expect((await tampered(() => run(close))).broken).toMatchObject({ reason: 'seal', position: link });
      const counted = await tampered(async () => {
        await run(sql`delete from audit_rows where id = ${id}`);
        await run(close);
        await run(sql`update audit_seals set row_count = row_count - 1 where position = ${link}`);
        await run(sql`update audit_seals set position = -position where position >= ${link}`);
        await run(sql`update audit_seals set position = -position - 1 where position < 0`);
      });
      expect(counted.broken).toMatchObject({ reason: 'chain', position: link - 1 });
    });
    test('two rows that changed places', async () => {
      const [one, other, link] = [await idAt(position), await idAt(position + 3), Number(await linkOf(position))];
      expect(await linkOf(position + 3)).toBe(String(link));
      const report = await tampered(() => run(sql`update audit_seals set row_ids = array_replace(array_replace(array_replace(row_ids, ${one}::bigint, -1::bigint), ${other}::bigint, ${one}::bigint), -1::bigint, ${other}::bigint) where position = ${link}`));
      expect(report.broken).toMatchObject({ reason: 'chain', position: link });
    });
    test('a row put in the place of another', async () => {
      const id = await idAt(position);
      const report = await tampered(async () => {
        const fresh = await forged(id, 'forged');
        await run(sql`update audit_seals set row_ids = array_replace(row_ids, ${id}::bigint, ${fresh}::bigint)`);
      });
      expect(report.broken).toMatchObject({ reason: 'changed', position, entryRef: 'forged' });
    });
    test('a row put at the end: chained, queued, or neither', async () => {
      const first = await idAt(1);
      const chained = await tampered(async () => {
        const fresh = await forged(first, 'forged');
        await run(sql`insert into audit_seals select position + 1, segment, 1, array[${fresh}::bigint], key_id, chain_mac, sealed_at from audit_seals where position = (select max(position) from audit_seals)`);
      });
      expect(chained.broken).toMatchObject({ reason: 'changed', entryRef: 'forged' });
      const queued = await tampered(async () => {
        const fresh = await forged(first, 'forged');
        await run(sql`insert into audit_waiting (row_ids, entry_macs) values (array[${fresh}::bigint], 'any')`);
      });
      expect(queued.broken).toMatchObject({ reason: 'changed', entryRef: 'forged' });
      expect((await tampered(() => forged(first, 'forged'))).broken).toMatchObject({ reason: 'chain', entryRef: 'forged' });
    });
    test('a real row taken out of the queue before it was chained', async () => {
      await audit.batch(entry({ operation: 'left.out' }));
      expect((await tampered(() => run(sql`delete from audit_waiting`))).broken).toMatchObject({ reason: 'chain' });
      await audit.seal();
      await audit.writeHead();
    });
    test('rows cut off at the end, with and without their seals', async () => {
      const last = Number(await end());
      const lastId = await idAt(last);
      const rowsOnly = await tampered(() => run(sql`delete from audit_rows where id = ${lastId}`));
      expect(rowsOnly.broken).toMatchObject({ reason: 'missing', position: last });
      const seals = await database.storage.db.selectFrom('audit_seals').select('position').orderBy('position', 'desc').limit(2).execute();
      const before = seals[1]?.position ?? 0;
      const cut = await tampered(async () => {
        await run(sql`delete from audit_rows where id in (select unnest(row_ids) from audit_seals where position > ${before})`);
        await run(sql`delete from audit_seals where position > ${before}`);
        await run(sql`delete from audit_segments where first_position > ${before}`);
      });
      expect(cut.broken).toEqual({ reason: 'truncated', position: before + 1, entryRef: null });
    });
    test('a changed seal and a changed segment', async () => {
      const seal = await tampered(() => run(sql`update audit_seals set row_count = row_count + 1 where position = (select min(position) from audit_seals)`));
      expect(seal.broken?.reason).toBe('seal');
      const segment = await tampered(() => run(sql`update audit_segments set segment = '2030-12' where segment = '2031-01'`));
      expect(segment.broken?.reason).toBe('segment');
    });
    test('a changed, a removed and an added line of the head file', async () => {
      await audit.batch(entry());
      await audit.seal();
      await audit.writeHead();
      const lines = () => readFileSync(headFile(), 'utf8').trim().split('\n');
      expect(lines().length).toBeGreaterThanOrEqual(3);
      const rewrite = (change: (lines: string[]) => string[]) => async () => writeFileSync(headFile(), `${change(lines()).join('\n')}\n`);
      const changed = await tampered(rewrite((all) => all.map((line, at) => (at === 1 ? line.replace(/"position":\d+/, '"position":2') : line))));
      expect(changed.broken).toMatchObject({ line: 2 });
      expect((await tampered(rewrite((all) => all.slice(1)))).broken).toMatchObject({ reason: 'headFile', line: 1 });
      expect((await tampered(rewrite((all) => [...all, all[0] ?? '']))).broken).toMatchObject({ reason: 'headFile', line: lines().length + 1 });
    });
  });

  test('half a line at the end of the head file, left by a kill, is not taken for tampering', async () => {
    const whole = readFileSync(headFile(), 'utf8');
    writeFileSync(headFile(), `${whole}{"at":"2031`);
    expect(await audit.verify()).toMatchObject({ ok: true });
    const again = openAudit({ storage: database.storage, keys, headFile: headFile(), ...byHand });
    await again.batch(entry());
    await again.close();
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  test('the heads of every process are checked, also of one that has ended', async () => {
    const elsewhere = openAudit({ storage: database.storage, keys, headFile: join(database.folder, 'audit', 'other.jsonl'), ...byHand });
    await elsewhere.batch(entry());
    await elsewhere.close();
    const heads = (await audit.verify()).heads;
    expect(heads).toBeGreaterThan(1);
    const other = join(database.folder, 'audit', 'other.jsonl');
    const whole = readFileSync(other, 'utf8');
    writeFileSync(other, whole.replace(/"position":/, '"position":1'));
    expect(await audit.verify()).toMatchObject({ ok: false });
    writeFileSync(other, whole);
    expect(await audit.verify()).toMatchObject({ ok: true, heads });
  });

  test('deletion makes the audit anonymous, its own row makes no new name, and a legal hold keeps the name', async () => {
    const [leaving, held] = [await newPerson(), await newPerson()];
    for (const personRef of [leaving, held]) await audit.batch(entry({ personRef }));
    await database.storage.transaction((tx) => audit.hold(tx, held, new Date(Date.now() + 86_400_000), 'court-1'));
    const remove = (personRef: string) =>
      database.storage.transaction(async (tx) => {
        await tx.updateTable('persons').set({ deleted_at: new Date(), person_key: null }).where('person_ref', '=', personRef).execute();
        const result = await audit.forget(tx, personRef);
        await audit.write(tx, entry({ personRef, kind: 'deletion', operation: 'account.delete' }));
        return result;
      });
    expect(await remove(leaving)).toBe('destroyed');
    expect(await remove(leaving)).toBe('unknown');
    expect(await remove(held)).toBe('held');
    expect((await audit.readOwn(leaving, { page: 1 })).rows).toEqual([]);
    expect((await audit.readOwn(held, { page: 1 })).rows).toHaveLength(2);
    expect(await audit.verify()).toMatchObject({ ok: true });
  });

  test('left alone, the sealer chains what is written and writes its head', async () => {
    const busy = openAudit({ storage: database.storage, keys, headFile: headFile(), sealEveryMs: 20, headEveryMs: 50 });
    await busy.batch(entry({ operation: 'left.alone' }));
    const waits = async () => (await database.storage.db.selectFrom('audit_waiting').select('id').execute()).length > 0;
    for (let i = 0; i < 200 && (await waits()); i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await waits()).toBe(false);
    await busy.close();
    expect(await busy.verify()).toMatchObject({ ok: true, unsealed: 0 });
  });
});
