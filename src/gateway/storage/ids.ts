import { randomBytes } from 'node:crypto';

/** A random reference of 128 bits, 22 characters of base64url: safe in JSON, logs and job payloads. */
export function newRef(): string {
  return randomBytes(16).toString('base64url');
}
