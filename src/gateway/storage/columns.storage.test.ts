import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { columns, type ColumnFacts } from './columns.ts';

interface Found {
  table_name: string;
  column_name: string;
  data_type: string;
}

/** Columns without a ceiling of their own may only hold these: anything else needs a word in the list. */
const openColumns = ['accounts.preferences', 'audit_seals.row_ids', 'audit_waiting.row_ids', 'messages.params', 'outbox.payload'];
/** Words of departmental records (LD/T, medical security, traffic): none may name a column. */
const departmental = /(amount|fen|base|balance|wage|salary|pension|insur|contribut|premium|medical|diagnos|plate|vehicle|licen[cs]e|fine|points|certificate|answer_body|response|record)/;

onBothDatabases('columns', (database) => {
  const found = async () =>
    (
      await sql<Found>`select table_name, column_name, data_type from information_schema.columns
        where table_schema = ${database.storage.schema} order by table_name, ordinal_position`.execute(database.storage.db)
    ).rows;
  const declared = Object.entries(columns).flatMap(([table, facts]) =>
    Object.entries(facts as Record<string, ColumnFacts>).map(([column, each]) => ({ name: `${table}.${column}`, ...each })),
  );

  test('every column of the migrated database is declared, and nothing else is', async () => {
    const names = (await found()).map((column) => `${column.table_name}.${column.column_name}`);
    expect(names.length).toBeGreaterThan(100);
    expect(names.sort()).toEqual(declared.map((column) => column.name).sort());
  });

  test('every column says its purpose and its retention', () => {
    expect(declared.filter((column) => column.purpose.length < 5 || column.retention.length < 5)).toEqual([]);
  });

  test('what is sensitive is sealed or an HMAC, never clear text', () => {
    const clear = declared.filter((column) => column.class === 'sensitive' && !/\.(sealed\w*|\w+_key)$/.test(column.name));
    expect(clear).toEqual([]);
  });

  test('every sealed column is sensitive or internal and is text', async () => {
    const sealed = (await found()).filter((column) => column.column_name.startsWith('sealed') && column.table_name !== 'audit_seals');
    expect(sealed.map((column) => column.data_type)).toEqual(sealed.map(() => 'text'));
    expect(sealed.length).toBeGreaterThan(5);
  });

  test('no column is named or typed to hold the records of a department', async () => {
    const all = await found();
    expect(all.filter((column) => departmental.test(column.column_name)).map((column) => column.column_name)).toEqual([]);
    const open = all.filter((column) => /json|bytea|xml|ARRAY|numeric|money|double|real/.test(column.data_type));
    expect(open.map((column) => `${column.table_name}.${column.column_name}`).sort()).toEqual(openColumns);
  });
});
