/**
 * The administrator's command line: `node src/gateway/admin.ts backup <file> | restore <file> | verify`.
 * Talks to the running gateway over its admin socket; opens the database itself when none runs.
 * Settings: `--data-dir` or CHENGBAN_DATA_DIR (`.data`), DATABASE_URL for PostgreSQL, CHENGBAN_SCHEMA,
 * CHENGBAN_KEYS (a folder, or `environment`; `<data folder>/keys` when absent).
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openAudit, type Audit } from './audit/audit.ts';
import type { AuditReport } from './audit/verify.ts';
import { environmentKeyProvider } from './keys/environment-provider.ts';
import { fileKeyProvider } from './keys/file-provider.ts';
import { openKeys } from './keys/keys.ts';
import { adminSocketPath, askGateway } from './storage/admin-socket.ts';
import { backupTo, checkBackup, restoreFrom, type BackupSummary } from './storage/backup.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';

const usage = 'Usage: admin.ts backup <file> | restore <file> | verify   [--data-dir <folder>]';

interface Settings {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly schema: string | undefined;
  readonly keys: string;
}

async function withStorage<T>(settings: Settings, fn: (storage: Storage, audit: () => Promise<Audit>) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl, schema } = settings;
  const storage = await openStorage({ dataDir, ...(databaseUrl ? { databaseUrl } : {}), ...(schema ? { schema } : {}) });
  let audit: Audit | null = null;
  try {
    return await fn(storage, async () => {
      const provider = settings.keys === 'environment' ? environmentKeyProvider(process.env) : fileKeyProvider(settings.keys, { generate: false });
      audit ??= openAudit({ storage, keys: await openKeys(provider), headFile: join(dataDir, 'audit', 'head.jsonl') });
      return audit;
    });
  } finally {
    await (audit as Audit | null)?.close();
    await storage.close();
  }
}

async function run(command: string, file: string | undefined, settings: Settings): Promise<number> {
  const args = file ? [resolve(file)] : [];
  if ((command === 'backup' || command === 'restore') && args.length === 0) throw new Error(usage);
  // A mistyped folder must not become a new, empty database that verifies perfectly.
  if (command !== 'restore' && !settings.databaseUrl && !existsSync(settings.dataDir)) throw new Error(`There is no data folder ${settings.dataDir}.`);
  const asked = await askGateway(adminSocketPath(settings.dataDir), command, args);
  switch (command) {
    case 'backup': {
      const summary = (asked?.result ?? (await withStorage(settings, (storage) => backupTo(storage, args[0] ?? '')))) as BackupSummary;
      console.log(`Backup of ${summary.rows} rows in ${args[0]}, SM3 ${summary.digest}`);
      console.log('The keys are NOT in it: without them names and numbers cannot be read. Keep their own backup elsewhere.');
      return 0;
    }
    case 'restore': {
      const path = args[0] ?? '';
      await checkBackup(path);
      const summary = await withStorage(settings, (storage) => restoreFrom(storage, path));
      console.log(`Restored ${summary.rows} rows. Bring the keys of that city, then run verify.`);
      return 0;
    }
    case 'verify': {
      const report = (asked?.result ?? (await withStorage(settings, async (_storage, audit) => (await audit()).verify()))) as AuditReport;
      console.log(JSON.stringify(report, null, 2));
      return report.ok ? 0 : 2;
    }
    default:
      throw new Error(usage);
  }
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'data-dir': { type: 'string' } } });
  const dataDir = resolve(values['data-dir'] ?? process.env['CHENGBAN_DATA_DIR'] ?? '.data');
  const settings: Settings = {
    dataDir,
    databaseUrl: process.env['DATABASE_URL'] || undefined,
    schema: process.env['CHENGBAN_SCHEMA'] || undefined,
    keys: process.env['CHENGBAN_KEYS'] || join(dataDir, 'keys'),
  };
  process.exitCode = await run(positionals[0] ?? '', positionals[1], settings);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
