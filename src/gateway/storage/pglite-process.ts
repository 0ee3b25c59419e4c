import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerReply } from './pglite-worker.ts';

/** PGlite in its own thread, addressed in protocol bytes. */
export interface PgliteProcess {
  exchange(bytes: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

// The flags of a test runner are not PGlite's.
const execArgv = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning'];

/** Makes a new folder in a process of its own. */
async function createFolder(dataDir: string): Promise<void> {
  const program = fileURLToPath(new URL('./pglite-create.ts', import.meta.url));
  const child = fork(program, [dataDir], { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', (part: Buffer) => { said = (said + part.toString('utf8')).slice(-2000); });
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) throw new Error(`PGlite cannot open ${dataDir}: ${said.trim() || `the first start ended with ${code}`}`);
}

/**
 * Starts PGlite on a folder; `memory://` keeps everything in memory (tests only). A new folder is made first.
 * @throws when the folder cannot be opened as a database
 */
export async function startPglite(dataDir: string): Promise<PgliteProcess> {
  if (!dataDir.startsWith('memory://') && !existsSync(join(dataDir, 'PG_VERSION'))) await createFolder(dataDir);
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { dataDir },
    // Its own garbage is short-lived bytes; without bounds it grows with the machine. PGlite's memory is not counted here.
    resourceLimits: { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 64 },
    execArgv,
  });
  const waiting = new Map<number, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
  let lastId = 0;
  let dead: Error | null = null;
  const die = (error: Error) => {
    dead ??= error;
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: WorkerReply) => {
      if ('ready' in message) return resolve();
      if ('fatal' in message) return reject(new Error(`PGlite cannot open ${dataDir}: ${message.fatal}`));
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) call?.reject(new Error(`PGlite: ${message.error}`));
      else call?.resolve(message.bytes);
    });
    worker.on('error', (error) => {
      die(error as Error);
      reject(error as Error);
    });
    worker.on('exit', () => die(new Error('The PGlite thread has ended')));
  });
  const call = (message: { bytes: Uint8Array } | { close: true }) =>
    new Promise<Uint8Array>((resolve, reject) => {
      if (dead) return reject(dead);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, ...message });
    });
  return {
    exchange: (bytes) => call({ bytes }),
    async close() {
      if (!dead) await call({ close: true });
      await worker.terminate();
    },
  };
}
