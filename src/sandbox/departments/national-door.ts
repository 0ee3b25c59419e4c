import { createHash, createHmac } from 'node:crypto';
import type { NationalCredentials } from './credentials.ts';
import type { NationalSecrets } from './national-secrets.ts';
import { wrapSecret } from './national-secrets.ts';
import { createReplayMemory } from './replay-memory.ts';
import { sameText } from './same-text.ts';

/** Clock error the national exchange accepts, in ms. */
export const nationalSkewMs = 5 * 60 * 1000;

/** The four values that travel as headers of a call and as body of a refresh. */
export interface NationalSigned {
  readonly gjgxjhpt_rid: string;
  readonly gjgxjhpt_sid: string;
  readonly gjgxjhpt_rtime: string;
  readonly gjgxjhpt_sign: string;
}

/** Refusal codes of the door. */
export type NationalRefusal = '-1' | 'E-101' | 'E-102' | 'E-103' | 'E-106';

export const nationalMessages: Record<NationalRefusal, string> = {
  '-1': '接口调用失败',
  'E-101': '签名校验失败',
  'E-102': '请求时间超出允许范围',
  'E-103': '请求密钥已过期',
  'E-106': '请求方未获授权',
};

/** Base64(HMAC-SHA256(key, sid + rid + rtime)). */
export function nationalSign(key: string, sid: string, rid: string, rtime: string): string {
  return createHmac('sha256', key).update(sid + rid + rtime).digest('base64');
}

/** Picks the four values; absent ones become empty text. */
export function nationalSigned(values: Readonly<Record<string, unknown>>): NationalSigned {
  const text = (name: keyof NationalSigned): string => (typeof values[name] === 'string' ? values[name] : '');
  return {
    gjgxjhpt_rid: text('gjgxjhpt_rid'),
    gjgxjhpt_sid: text('gjgxjhpt_sid'),
    gjgxjhpt_rtime: text('gjgxjhpt_rtime'),
    gjgxjhpt_sign: text('gjgxjhpt_sign'),
  };
}

/** The door of one department on the national exchange. */
export interface NationalDoor {
  /** Checks a call; `path` and `body` only tell one call from another, the signature does not cover them. */
  check(signed: NationalSigned, path: string, body: Buffer, skewMs: number): NationalRefusal | null;
  /** Answers a refresh of the request secret. */
  refresh(signed: NationalSigned, skewMs: number): NationalRefusal | { readonly secret: string; readonly secretEndTime: number };
}

/**
 * @param now milliseconds since the epoch
 * @param services ids of the department's services; a caller signs with the id of the service it asks, or with the credentials' own `sid`
 */
export function createNationalDoor(
  credentials: NationalCredentials,
  secrets: NationalSecrets,
  now: () => number,
  services: readonly string[] = [],
): NationalDoor {
  const seen = createReplayMemory(nationalSkewMs * 2, now);
  const known = (signed: NationalSigned): boolean =>
    [credentials.sid, ...services].some((sid) => sameText(signed.gjgxjhpt_sid, sid)) && sameText(signed.gjgxjhpt_rid, credentials.rid);
  const onTime = (signed: NationalSigned, skewMs: number): boolean =>
    /^\d{13}$/.test(signed.gjgxjhpt_rtime) && Math.abs(Number(signed.gjgxjhpt_rtime) - (now() + skewMs)) <= nationalSkewMs;
  const signedWith = (key: string, signed: NationalSigned): boolean =>
    sameText(signed.gjgxjhpt_sign, nationalSign(key, signed.gjgxjhpt_sid, signed.gjgxjhpt_rid, signed.gjgxjhpt_rtime));

  return {
    check(signed, path, body, skewMs) {
      if (!known(signed)) return 'E-106';
      if (!onTime(signed, skewMs)) return 'E-102';
      if (!secrets.valid().some((key) => signedWith(key, signed))) {
        // Nothing issued since the start: the caller still holds a secret from before a restart.
        if (secrets.issued() === 0) return 'E-103';
        return secrets.expired().some((key) => signedWith(key, signed)) ? 'E-103' : 'E-101';
      }
      // Two calls of the same millisecond share a signature, so path and body are part of what is remembered.
      const digest = createHash('sha256').update(body).digest('hex');
      return seen.first([signed.gjgxjhpt_rid, signed.gjgxjhpt_rtime, path, digest].join(' ')) ? null : 'E-101';
    },
    refresh(signed, skewMs) {
      if (!known(signed)) return 'E-106';
      if (!onTime(signed, skewMs) || !signedWith(credentials.appKey, signed)) return '-1';
      const { secret, endTime } = secrets.refresh();
      return { secret: wrapSecret(credentials.appKey, secret), secretEndTime: endTime };
    },
  };
}
