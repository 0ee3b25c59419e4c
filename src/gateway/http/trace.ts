import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(12 * 512);
let used = pool.length;

/** A new trace id: 96 random bits, 24 hex digits. Ours always: an id sent by a client is not believed. */
export function newTraceId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 12;
  return pool.toString('hex', used - 12, used);
}
