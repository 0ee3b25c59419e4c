/**
 * The thread PGlite lives in: a 20,000-row statement would otherwise stop the gateway's event loop for half a second.
 * It is handed raw PostgreSQL protocol bytes and gives raw answers, so `pg` speaks to PGlite as to a server.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pgliteOptions } from './pglite-options.ts';

/** What the main thread asks: protocol bytes, or the end. */
export type WorkerCall =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly close: true };
export type WorkerReply =
  | { readonly ready: true }
  | { readonly fatal: string }
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly error: string };

const port = parentPort;
if (!port) throw new Error('pglite-worker.ts runs only as a worker thread');
const { dataDir } = workerData as { readonly dataDir: string };

function reply(message: WorkerReply): void {
  port?.postMessage(message);
}

let queue: Promise<void> = PGlite.create(pgliteOptions(dataDir)).then(
  (database) => {
    port.on('message', (call: WorkerCall) => {
      queue = queue.then(() => run(database, call));
    });
    reply({ ready: true });
  },
  (error: unknown) => reply({ fatal: String(error) }),
);

/** Not `execProtocolRaw`: that one also parses every answer and keeps the messages for ever (0.5.16), 9 KB for each transaction. */
async function exchange(database: PGlite, bytes: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // What is handed over is a view of PGlite's own memory, which is written again at once.
  await database.execProtocolRawStream(bytes, { onRawData: (part) => parts.push(part.slice()) });
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

async function run(database: PGlite, call: WorkerCall): Promise<void> {
  try {
    if ('close' in call) {
      await database.close();
      return reply({ id: call.id, bytes: new Uint8Array() });
    }
    reply({ id: call.id, bytes: await exchange(database, call.bytes) });
  } catch (error) {
    reply({ id: call.id, error: String(error) });
  }
}
