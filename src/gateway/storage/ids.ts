import { randomFillSync } from 'node:crypto';

const length = 16;
// Drawn for many references at once: one draw costs more than the reference.
const pool = Buffer.alloc(length * 256);
let used = pool.length;

/** A random reference of 128 bits, 22 characters of base64url: safe in JSON, logs and job payloads. */
export function newRef(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString('base64url', used, used + length);
  // References name sessions and codes: what was given out does not stay in memory.
  pool.fill(0, used, used + length);
  used += length;
  return text;
}
