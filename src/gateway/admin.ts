/**
 * The administrator's command line: `node src/gateway/admin.ts backup <file> | restore <file> | verify`.
 * Talks to the running gateway over its admin socket; opens the database itself when none runs.
 * Settings are the gateway's own (CHENGBAN_DATA_DIR, DATABASE_URL, DATABASE_SCHEMA, KEYS_DIR, KEYS_FROM); `--data-dir` names another folder.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openAudit, type Audit } from './audit/audit.ts';
import type { AuditReport } from './audit/verify.ts';
import { readConfig, type Config } from './config.ts';
import { environmentKeyProvider } from './keys/environment-provider.ts';
import { fileKeyProvider } from './keys/file-provider.ts';
import { openKeys } from './keys/keys.ts';
import { adminSocketPath, askGateway } from './storage/admin-socket.ts';
import { backupTo, checkBackup, restoreFrom, type BackupSummary } from './storage/backup.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';

const usage = 'Usage: admin.ts backup <file> | restore <file> | verify   [--data-dir <folder>]';

async function withStorage<T>(config: Config, fn: (storage: Storage, audit: () => Promise<Audit>) => Promise<T>): Promise<T> {
  const dataDir = resolve(config.CHENGBAN_DATA_DIR);
  const schema = config.DATABASE_SCHEMA;
  const storage = await openStorage(config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL, schema } : { dataDir, schema });
  let audit: Audit | null = null;
  try {
    return await fn(storage, async () => {
      const provider = config.KEYS_FROM === 'environment' ? environmentKeyProvider(process.env) : fileKeyProvider(config.KEYS_DIR ?? join(dataDir, 'keys'), { generate: false });
      audit ??= openAudit({ storage, keys: await openKeys(provider), headFile: join(dataDir, 'audit', 'head.jsonl') });
      return audit;
    });
  } finally {
    await (audit as Audit | null)?.close();
    await storage.close();
  }
}

async function run(command: string, file: string | undefined, config: Config): Promise<number> {
  const args = file ? [resolve(file)] : [];
  if ((command === 'backup' || command === 'restore') && args.length === 0) throw new Error(usage);
  // A mistyped folder must not become a new, empty database that verifies perfectly.
  const dataDir = resolve(config.CHENGBAN_DATA_DIR);
  if (command !== 'restore' && !config.DATABASE_URL && !existsSync(dataDir)) throw new Error(`There is no data folder ${dataDir}.`);
  const asked = await askGateway(adminSocketPath(dataDir), command, args);
  switch (command) {
    case 'backup': {
      const summary = (asked?.result ?? (await withStorage(config, (storage) => backupTo(storage, args[0] ?? '')))) as BackupSummary;
      console.log(`Backup of ${summary.rows} rows in ${args[0]}, SM3 ${summary.digest}`);
      console.log('The keys are NOT in it: without them names and numbers cannot be read. Keep their own backup elsewhere.');
      return 0;
    }
    case 'restore': {
      const path = args[0] ?? '';
      await checkBackup(path);
      const summary = await withStorage(config, (storage) => restoreFrom(storage, path));
      console.log(`Restored ${summary.rows} rows. Bring the keys of that city, then run verify.`);
      return 0;
    }
    case 'verify': {
      const report = (asked?.result ?? (await withStorage(config, async (_storage, audit) => (await audit()).verify()))) as AuditReport;
      console.log(JSON.stringify(report, null, 2));
      return report.ok ? 0 : 2;
    }
    default:
      throw new Error(usage);
  }
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'data-dir': { type: 'string' } } });
  const dataDir = values['data-dir'];
  const config = readConfig({ ...process.env, ...(dataDir ? { CHENGBAN_DATA_DIR: dataDir } : {}) });
  process.exitCode = await run(positionals[0] ?? '', positionals[1], config);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
