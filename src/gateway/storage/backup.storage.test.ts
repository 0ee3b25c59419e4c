import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { openAudit, type Audit } from '../audit/audit.ts';
import { openJobs } from '../jobs/jobs.ts';
import { fileKeyProvider } from '../keys/file-provider.ts';
import { openKeys, type Keys } from '../keys/keys.ts';
import { adminHandlers } from './admin-handlers.ts';
import { adminSocketPath, startAdminSocket } from './admin-socket.ts';
import { backupTo, checkBackup, restoreFrom } from './backup.ts';
import { newRef } from './ids.ts';
import { openStorage } from './open.ts';

const byHand = { sealEveryMs: 1_000_000, headEveryMs: 1_000_000 };

onBothDatabases('backup', (database) => {
  let keys: Keys;
  let audit: Audit;
  const file = () => join(database.folder, 'city.backup');
  const words = '𠮷田·买买提\u2028"quoted"\n第二行';
  const person = newRef();

  beforeAll(async () => {
    const { storage } = database;
    keys = await openKeys(fileKeyProvider(join(database.folder, 'keys'), { generate: true }));
    audit = openAudit({ storage, keys, headFile: join(database.folder, 'audit', 'head.jsonl'), ...byHand });
    const jobs = openJobs({ storage, pollMs: 50 });
    jobs.handle('remember', async () => {
      throw new Error('not now');
    }, { retryDelay: 600 });
    await jobs.start();
    await storage.transaction(async (tx) => {
      await tx.insertInto('persons').values({ person_ref: person, person_key: keys.personKey('passport', 'XX', 'E1').mac, pepper_version: 1, epoch: 3 }).execute();
      await tx.insertInto('person_identifiers').values({ person_ref: person, sealed: keys.seal('field', words, person), kept_until: new Date('2030-01-01T00:00:00.123Z') }).execute();
      await tx.insertInto('accounts').values({ account_ref: newRef(), host: 'h5', app_id: 'a', host_subject_key: 'k', person_ref: person, preferences: { language: 'en', note: words } }).execute();
      await tx.insertInto('kill_switches').values({ department: 'yb', off_since: new Date(), reason: words }).execute();
      await jobs.enqueue(tx, 'remember', { id: 'unfinished' });
      await audit.write(tx, { traceId: newRef(), personRef: person, operation: 'identity.confirm', kind: 'write', outcome: 'ok' });
    });
    await Promise.all(Array.from({ length: 1500 }, () => audit.batch({ traceId: newRef(), personRef: person, operation: 'overview.read', kind: 'read', outcome: 'ok' })));
    await audit.seal();
    await audit.writeHead();
    for (let i = 0; i < 400; i += 1) {
      const { rows } = await storage.executeSql(`select 1 from ${storage.schema}_jobs.job where name = 'remember' and state = 'retry'`);
      if (rows.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await jobs.close();
    await backupTo(storage, file());
  }, 90_000);
  afterAll(() => audit.close());

  test('a file that is no backup, is cut off, was changed or is of another release is refused before anything is written', async () => {
    const text = readFileSync(file(), 'utf8');
    const lines = text.trimEnd().split('\n');
    const cases: [string, string][] = [
      ['', 'is no backup'],
      ['{"format":"x"}\n', 'is no backup'],
      [lines.slice(0, -1).join('\n'), 'is cut off'],
      [text.replace('"epoch":3', '"epoch":4'), 'digest does not fit'],
      [lines.filter((_, at) => at !== 5).join('\n'), 'digest does not fit'],
      [text.replace(/"schemaVersion":\d+/, '"schemaVersion":99'), 'schema version 99'],
    ];
    for (const [content, message] of cases) {
      const broken = join(database.folder, 'broken.backup');
      writeFileSync(broken, content);
      await expect(checkBackup(broken)).rejects.toThrow(content === '' ? /no backup|cut off/ : message);
    }
    await expect(checkBackup(join(database.folder, 'missing.backup'))).rejects.toThrow('ENOENT');
  });
  test('a database that holds something already is refused and keeps what it holds', async () => {
    await expect(restoreFrom(database.storage, file())).rejects.toThrow('not empty (persons)');
    expect(await database.storage.db.selectFrom('persons').select('epoch').execute()).toEqual([{ epoch: 3 }]);
  });
  test('the file is for its owner only and holds no name, number or key in the clear', () => {
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file()}.part`)).toBe(false);
    const text = readFileSync(file(), 'utf8');
    expect(text.split('\n').filter((line) => line.startsWith('{"table":"person')).join('')).not.toContain('买买提');
    for (const purpose of ['field', 'audit', 'pepper']) {
      const material = readFileSync(join(database.folder, 'keys', `${purpose}.keys`), 'utf8').split(':')[2] ?? 'missing';
      expect(text).not.toContain(material);
    }
  });
  test('restored on an empty database everything is there, sealed values open, jobs wait, the audit verifies and goes on', async () => {
    const targets = [await database.another(), ...(database.kind === 'postgres' ? [{ dataDir: 'memory://' }] : [])];
    for (const options of targets) {
      const storage = await openStorage(options);
      try {
        const summary = await restoreFrom(storage, file());
        expect(summary.rows).toBeGreaterThan(1500);
        const kept = await storage.db.selectFrom('person_identifiers').selectAll().executeTakeFirstOrThrow();
        expect(keys.open('field', kept.sealed, person)).toBe(words);
        expect(kept.kept_until).toEqual(new Date('2030-01-01T00:00:00.123Z'));
        expect((await storage.db.selectFrom('accounts').select('preferences').executeTakeFirstOrThrow()).preferences).toEqual({ language: 'en', note: words });
        const waiting = await storage.db.selectFrom('outbox').select(['kind', 'payload']).where('moved_at', 'is', null).execute();
        expect(waiting).toEqual([{ kind: 'remember', payload: { id: 'unfinished' } }]);
        const again = openAudit({ storage, keys, headFile: join(database.folder, 'audit', 'head.jsonl'), ...byHand });
        expect(await again.verify()).toMatchObject({ ok: true, rows: 1501, heads: 1 });
        await again.batch({ traceId: newRef(), operation: 'overview.read', kind: 'read', outcome: 'ok' });
        expect(await again.seal()).toBe(1);
        expect(await again.verify()).toMatchObject({ ok: true, rows: 1502 });
        // Twice gives the same file, but for the moment it was made.
        await backupTo(storage, join(database.folder, 'again.backup'));
        const persons = (path: string) => readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('{"table":"person'));
        expect(persons(join(database.folder, 'again.backup'))).toEqual(persons(file()));
      } finally {
        await storage.close();
      }
    }
  }, 60_000);

  test('the command line asks the running gateway, and opens the database itself when none runs', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cb-'));
    const admin = (args: string[], more: Record<string, string> = {}) =>
      new Promise<{ code: number; out: string }>((resolve) => {
        const environment = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', CHENGBAN_DATA_DIR: dataDir, KEYS_DIR: join(database.folder, 'keys'), ...more };
        execFile(process.execPath, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(import.meta.dirname, '../admin.ts'), ...args], { env: environment }, (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
        );
      });
    const socket = await startAdminSocket(adminSocketPath(dataDir), adminHandlers(database.storage, audit));
    expect(statSync(adminSocketPath(dataDir)).mode & 0o777).toBe(0o600);
    await expect(startAdminSocket(adminSocketPath(dataDir), {})).rejects.toThrow('Another gateway answers');
    const asked = await Promise.all([admin(['verify']), admin(['backup', join(dataDir, 'a.backup')]), admin(['restore', file()]), admin(['toString']), admin(['backup'])]);
    expect(asked.map((each) => each.code)).toEqual([0, 0, 1, 1, 1]);
    expect(asked[0]?.out).toContain('"ok": true');
    expect(asked[1]?.out).toContain('keys are NOT in it');
    expect(asked[2]?.out).toMatch(/running|in use|not empty/);
    await socket.close();
    const target = await database.another();
    const environment: Record<string, string> = target.databaseUrl ? { DATABASE_URL: target.databaseUrl } : {};
    const alone = target.databaseUrl ? [] : ['--data-dir', String(target.dataDir)];
    expect(await admin(['restore', join(dataDir, 'a.backup'), ...alone], environment)).toMatchObject({ code: 0, out: expect.stringContaining('Restored') });
    expect(await admin(['verify', ...alone], environment)).toMatchObject({ code: 0, out: expect.stringContaining('"ok": true') });
    expect(await admin(['restore', join(dataDir, 'a.backup'), ...alone], environment)).toMatchObject({ code: 1, out: expect.stringContaining('not empty') });
    expect(await admin(['verify', '--data-dir', join(dataDir, 'typo')])).toMatchObject({ code: 1, out: expect.stringContaining('no data folder') });
  }, 90_000);
});
