import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { newRef } from './ids.ts';

onBothDatabases('storage', (database) => {
  test('a failed transaction leaves nothing behind', async () => {
    const ref = newRef();
    const failing = database.storage.transaction(async (tx) => {
      await tx.insertInto('persons').values({ person_ref: ref, pepper_version: 1 }).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await database.storage.db.selectFrom('persons').selectAll().where('person_ref', '=', ref).execute()).toEqual([]);
  });

  test('a query beside the open transaction is refused instead of waiting for ever', async () => {
    const inside = database.storage.transaction(async () => database.storage.db.selectFrom('persons').selectAll().execute());
    await expect(inside).rejects.toThrow('inside an open transaction');
  });

  test('a transaction inside a transaction is refused', async () => {
    const nested = database.storage.transaction(() => database.storage.transaction(async () => undefined));
    await expect(nested).rejects.toThrow('inside an open transaction');
  });

  test('code called from a transaction knows it, code after it and started by it does not', async () => {
    const seen: boolean[] = [database.storage.insideTransaction()];
    let late: Promise<boolean> | undefined;
    await database.storage.transaction(async () => {
      seen.push(database.storage.insideTransaction());
      expect(() => database.storage.assertNoTransaction('A network call')).toThrow('A network call inside an open transaction');
      late = new Promise((resolve) => setTimeout(() => resolve(database.storage.insideTransaction()), 50));
    });
    seen.push(database.storage.insideTransaction(), (await late) ?? true);
    expect(seen).toEqual([false, true, false, false]);
  });

  test('the same row twice breaks the unique rule with the code of PostgreSQL, and the connection goes on', async () => {
    const ref = newRef();
    const insert = () => database.storage.db.insertInto('persons').values({ person_ref: ref, pepper_version: 1 }).execute();
    await insert();
    await expect(insert()).rejects.toMatchObject({ code: '23505', constraint: 'persons_pkey' });
    const found = await database.storage.db.selectFrom('persons').selectAll().where('person_ref', '=', ref).executeTakeFirstOrThrow();
    expect(found).toMatchObject({ person_ref: ref, person_key: null, epoch: 0, pepper_version: 1 });
    expect(Number(found.created_at)).toBeGreaterThan(0);
  });

  test('numbers, dates, JSON, arrays and rare characters come back as they went in', async () => {
    const at = new Date('2026-02-28T23:59:59.123Z');
    const text = "𠮷·买买提'\u0001\\";
    const row = await sql<Record<string, unknown>>`select ${at}::timestamptz as at, ${'2026-02-28'}::date as day,
      ${{ a: [1, '二'] }}::jsonb as json, ${2 ** 53 - 1}::bigint as big, ${text}::text as text, ${['a', 'b"']}::text[] as list`.execute(database.storage.db);
    expect(row.rows[0]).toEqual({ at, day: '2026-02-28', json: { a: [1, '二'] }, big: 2 ** 53 - 1, text, list: ['a', 'b"'] });
  });

  test('a notification is heard when its transaction commits, not when it is rolled back', async () => {
    const heard: string[] = [];
    const stop = await database.storage.listen('probe', (payload) => heard.push(payload));
    await database.storage
      .transaction(async (tx) => {
        await database.storage.notify('probe', 'lost', tx);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await database.storage.transaction((tx) => database.storage.notify('probe', 'kept', tx));
    for (let i = 0; i < 100 && heard.length === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toEqual(['kept']);
    await stop();
  });

  test('many transactions at once all commit', async () => {
    const refs = Array.from({ length: 40 }, () => newRef());
    await Promise.all(
      refs.map((ref) =>
        database.storage.transaction(async (tx) => {
          await tx.insertInto('persons').values({ person_ref: ref, pepper_version: 1 }).execute();
          await tx.updateTable('persons').set({ epoch: 1 }).where('person_ref', '=', ref).execute();
        }),
      ),
    );
    const found = await database.storage.db.selectFrom('persons').select('epoch').where('person_ref', 'in', refs).execute();
    expect(found.map((row) => row.epoch)).toEqual(refs.map(() => 1));
  });

  test('several statements in one text give the rows of every statement, and a half-done one is rolled back', async () => {
    expect(await database.storage.executeSql('begin; select 1 as a; select 2 as a; commit')).toEqual({ rows: [{ a: 1 }, { a: 2 }] });
    await expect(database.storage.executeSql('begin; create table half_done (a int); selec 1; commit')).rejects.toThrow('syntax error');
    const { rows } = await database.storage.executeSql("select to_regclass('half_done') as found");
    expect(rows).toEqual([{ found: null }]);
  });
});
