import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { openAudit } from '../audit/audit.ts';
import { fileKeyProvider } from '../keys/file-provider.ts';
import { openKeys } from '../keys/keys.ts';
import { openStorage } from './open.ts';

const kills = [3, 17, 60];

onBothDatabases(
  'a killed gateway',
  (database) => {
    const children: ChildProcess[] = [];
    /** Starts the writer; `onLine` sees what it says. */
    const startWriter = (onLine: (line: string) => void): ChildProcess => {
      const child = spawn(
        process.execPath,
        ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(import.meta.dirname, '../../../test/support/durable-writer.ts'), JSON.stringify(database.options), database.folder],
        { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
      );
      children.push(child);
      let rest = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(onLine);
      });
      return child;
    };
    // 'close' and not 'exit': what was printed before the kill must have been read.
    const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()));

    beforeAll(() => database.storage.close());
    afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

    test('has lost no confirmed write, has none twice, and its audit verifies, however often it is killed', async () => {
      const confirmed: string[] = [];
      for (const count of kills) {
        const before = confirmed.length;
        const child = startWriter((line) => {
          if (line === 'ready') return;
          confirmed.push(line);
          if (confirmed.length - before === count) child.kill('SIGKILL');
        });
        await ended(child);
        expect(confirmed.length - before).toBeGreaterThanOrEqual(count);
      }
      expect(confirmed.filter((line) => line.startsWith('refused'))).toEqual([]);
      const storage = await openStorage(database.options);
      const keys = await openKeys(fileKeyProvider(join(database.folder, 'keys'), { generate: false }));
      const audit = openAudit({ storage, keys, headFile: join(database.folder, 'head.jsonl') });
      const drafts = await storage.db.selectFrom('drafts').select(['draft_id', 'sealed']).execute();
      const found = new Map(drafts.map((row) => [row.draft_id, row.sealed]));
      expect(confirmed.filter((ref) => keys.open('field', found.get(ref) ?? '', ref) !== ref)).toEqual([]);
      // Half a write exists nowhere: as many persons and audit rows as drafts.
      const persons = await storage.db.selectFrom('persons').select('person_ref').execute();
      const rows = await storage.db.selectFrom('audit_rows').select('trace_id').execute();
      const refs = [...found.keys()].sort();
      expect(persons.map((row) => row.person_ref).sort()).toEqual(refs);
      expect(rows.map((row) => row.trace_id).sort()).toEqual(refs);
      await audit.seal();
      expect(await audit.verify()).toMatchObject({ ok: true, rows: refs.length });
      await audit.close();
      await storage.close();
    }, 120_000);

    if (database.kind === 'pglite') {
      test('a second process on the data folder is refused, names process and folder, and harms nothing', async () => {
        const storage = await openStorage(database.options);
        const said: string[] = [];
        await ended(startWriter((line) => said.push(line)));
        expect(said).toEqual([`refused The data folder ${String(database.options.dataDir)} is in use by process ${process.pid}. Stop that process, or give this one a folder of its own.`]);
        expect((await storage.db.selectFrom('drafts').select('draft_id').execute()).length).toBeGreaterThanOrEqual(kills.reduce((sum, count) => sum + count));
        await storage.close();
      }, 60_000);
    }
  },
  'folder',
);
