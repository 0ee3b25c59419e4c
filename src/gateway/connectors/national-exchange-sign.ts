import { createDecipheriv, createHash, createHmac } from 'node:crypto';

/** The four fields of the national data exchange: headers of a business call, JSON body of a key refresh. */
export interface ExchangeFields {
  readonly gjgxjhpt_rid: string;
  readonly gjgxjhpt_sid: string;
  /** Milliseconds since the epoch, as text. */
  readonly gjgxjhpt_rtime: string;
  /** Base64(HMAC-SHA256(key, sid + rid + rtime)). */
  readonly gjgxjhpt_sign: string;
}

export function signExchange(key: string, serviceId: string, requesterId: string, time: string): ExchangeFields {
  return {
    gjgxjhpt_rid: requesterId,
    gjgxjhpt_sid: serviceId,
    gjgxjhpt_rtime: time,
    gjgxjhpt_sign: createHmac('sha256', key).update(serviceId + requesterId + time).digest('base64'),
  };
}

/** ASSUMED: what Java's SHA1PRNG seeded with the application key gives for an AES-128 key. */
function refreshCipherKey(appKey: string): Buffer {
  const once = createHash('sha1').update(appKey).digest();
  return createHash('sha1').update(once).digest().subarray(0, 16);
}

/** Opens the refreshed request key: base64, AES-128-ECB, PKCS#7. Null when it does not open under this application key. */
export function openRequestKey(appKey: string, sealed: string): string | null {
  try {
    const decipher = createDecipheriv('aes-128-ecb', refreshCipherKey(appKey), null);
    const text = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]).toString('utf8');
    return text === '' ? null : text;
  } catch {
    return null;
  }
}
