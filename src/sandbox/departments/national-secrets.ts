import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** A request secret lives 8 hours; after a refresh the older one works 5 minutes more. */
export const secretLifeMs = 8 * 60 * 60 * 1000;
export const secretOverlapMs = 5 * 60 * 1000;

/** The request secrets of one department. */
export interface NationalSecrets {
  /** Issues a new secret and shortens the life of the older ones. */
  refresh(): { readonly secret: string; readonly endTime: number };
  /** Secrets that work now, newest first. */
  valid(): readonly string[];
  /** Secrets that no longer work: a signature made with one deserves "expired" instead of "wrong". */
  expired(): readonly string[];
  /** How many were issued since the start and are remembered. */
  issued(): number;
  /** Ends all secrets at once. */
  expireAll(): void;
}

/** @param now milliseconds since the epoch */
export function createNationalSecrets(now: () => number): NationalSecrets {
  let secrets: { readonly secret: string; until: number }[] = [];
  return {
    refresh() {
      const at = now();
      for (const entry of secrets) entry.until = Math.min(entry.until, at + secretOverlapMs);
      const fresh = { secret: randomBytes(24).toString('base64url'), until: at + secretLifeMs };
      // A few old ones are kept to be able to say "expired"; more would only grow.
      secrets = [fresh, ...secrets].slice(0, 8);
      return { secret: fresh.secret, endTime: fresh.until };
    },
    valid: () => secrets.filter((entry) => entry.until > now()).map((entry) => entry.secret),
    expired: () => secrets.filter((entry) => entry.until <= now()).map((entry) => entry.secret),
    issued: () => secrets.length,
    expireAll() {
      for (const entry of secrets) entry.until = Math.min(entry.until, now());
    },
  };
}

/**
 * The secret as it travels: AES-128-ECB with PKCS#7 padding, base64.
 * The key is what Java's SHA1PRNG makes of the app key: the first 16 bytes of SHA1(SHA1(appKey)).
 */
export function wrapSecret(appKey: string, secret: string): string {
  const once = createHash('sha1').update(appKey).digest();
  const key = createHash('sha1').update(once).digest().subarray(0, 16);
  const cipher = createCipheriv('aes-128-ecb', key, null);
  return Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]).toString('base64');
}
