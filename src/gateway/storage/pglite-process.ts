import { Worker } from 'node:worker_threads';
import type { WorkerReply } from './pglite-worker.ts';

/** PGlite in its own thread, addressed in protocol bytes. */
export interface PgliteProcess {
  exchange(bytes: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Starts PGlite on a folder; `memory://` keeps everything in memory (tests only).
 * @throws when the folder cannot be opened as a database
 */
export async function startPglite(dataDir: string): Promise<PgliteProcess> {
  // execArgv is emptied because the flags of a test runner are not PGlite's.
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { dataDir },
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning'],
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
