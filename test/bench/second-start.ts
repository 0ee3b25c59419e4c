import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './gateway.ts';
import { startProgram } from './processes.ts';
import type { Row } from './table.ts';

/** Row: `npm start` on a folder that was used before, from the command to the line that says ready. */
export async function secondStart(): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'chengban-start-'));
  const start = async (): Promise<number> => {
    const env = { GATEWAY_PORT: String(await freePort()), GATEWAY_INTERNAL_PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()), CHENGBAN_DATA_DIR: join(folder, 'data'), LOG_FILE: join(folder, 'gateway.log'), DATABASE_URL: '' };
    const began = performance.now();
    const started = await startProgram(['config/bootstrap/start.mjs'], /(Ready) after/, env, 300_000);
    const took = (performance.now() - began) / 1000;
    await started.stop();
    return took;
  };
  try {
    const first = await start();
    const second = await start();
    return { what: '`npm start`, second time', product: `${second.toFixed(1)} s`, anchor: `first time ${first.toFixed(1)} s`, budget: '≤ 10 s', met: second <= 10 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
