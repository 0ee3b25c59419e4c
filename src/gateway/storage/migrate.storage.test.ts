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
  test('numbers run from one without gaps, and each is made once', async () => {
    expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, index) => index + 1));
    expect(await migrate(database.storage.db, schema())).toBe(newest);
    const versions = await database.storage.db.selectFrom('schema_versions').select('version').orderBy('version').execute();
    expect(versions.map((row) => row.version)).toEqual(migrations.map((migration) => migration.version));
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
