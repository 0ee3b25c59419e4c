import { expect, test } from '@jest/globals';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openStorage } from './open.ts';

onBothDatabases('migrations', (database) => {
  const newest = migrations.at(-1)?.version ?? 0;
  const schema = () => database.storage.schema;

  test('a database of a newer release is refused and named', async () => {
    await database.storage.db.insertInto('schema_versions').values({ version: 99, name: 'future' }).execute();
    await expect(migrate(database.storage.db, schema())).rejects.toThrow('schema version 99, this release knows only');
    await database.storage.db.deleteFrom('schema_versions').where('version', '=', 99).execute();
  });
  test('numbers rise from one, and each is made once', async () => {
    const numbers = migrations.map((migration) => migration.version);
    expect(numbers[0]).toBe(1);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(await migrate(database.storage.db, schema())).toBe(newest);
    const versions = await database.storage.db.selectFrom('schema_versions').select('version').orderBy('version').execute();
    expect(versions.map((row) => row.version)).toEqual(migrations.map((migration) => migration.version));
  });
  test('a migration whose number lies below one that was made already is made all the same', async () => {
    const last = migrations.at(-1);
    const beyond = newest + 1;
    const late = migrations as { version: number; name: string; up(tx: never): Promise<void> }[];
    late.push({ version: beyond + 1, name: 'made first', up: async () => undefined });
    await migrate(database.storage.db, schema());
    late.splice(-1, 0, { version: beyond, name: 'landed later', up: async () => undefined });
    expect(await migrate(database.storage.db, schema())).toBe(beyond + 1);
    const versions = await database.storage.db.selectFrom('schema_versions').select('name').where('version', '>', newest).orderBy('version').execute();
    expect(versions.map((row) => row.name)).toEqual(['landed later', 'made first']);
    late.splice(-2, 2);
    expect(migrations.at(-1)).toBe(last);
    await database.storage.db.deleteFrom('schema_versions').where('version', '>', newest).execute();
  });
  test('processes that start together on an empty PostgreSQL database migrate it once', async () => {
    const options = await database.another();
    // PGlite allows one opener; there the second start comes after the first.
    const opened = options.databaseUrl ? await Promise.all([1, 2, 3].map(() => openStorage(options))) : [await openStorage(options)];
    const rows = await opened[0]?.db.selectFrom('schema_versions').selectAll().execute();
    expect(rows).toHaveLength(migrations.length);
    await Promise.all(opened.map((storage) => storage.close()));
    const again = await openStorage(options);
    await again.close();
    await again.close();
  }, 60_000);
  test('two schemas of one database do not see each other', async () => {
    if (database.kind === 'pglite') {
      await expect(openStorage({ dataDir: 'memory://', schema: 'Bad Name' })).rejects.toThrow('not usable');
      return;
    }
    const other = await openStorage({ ...database.options, schema: 'other_city' });
    await other.db.insertInto('persons').values({ person_ref: 'only-there', pepper_version: 1 }).execute();
    expect(await database.storage.db.selectFrom('persons').select('person_ref').execute()).toEqual([]);
    await other.close();
  });
});
