import { createHash, createHmac } from 'node:crypto';
import type { ProvincialCredentials } from './credentials.ts';
import { sameText } from './same-text.ts';

/** Clock error the provincial gateway accepts, in ms. */
export const provincialSkewMs = 90_000;

/** What of a request the signature covers. */
export interface ProvincialRequest {
  readonly method: string;
  /** Whole path as it arrived, without query. */
  readonly path: string;
  /** Raw query text without `?`. */
  readonly query: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** Keys sorted by byte order, RFC 3986 encoding, `k=v` joined by `&`; empty when there is none. */
export function canonicalQuery(query: string): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...new URLSearchParams(query)]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join('&');
}

/**
 * Base64(HMAC-SHA256(sk, METHOD, path, canonical query, ak and date, each ended by a line feed)).
 * With a body its digest is one more line, ended the same way.
 */
export function provincialSign(sk: string, lines: readonly string[]): string {
  return createHmac('sha256', sk).update(lines.map((line) => `${line}\n`).join('')).digest('base64');
}

/**
 * Checks a call of the provincial convention.
 * @param now milliseconds since the epoch as this door believes them
 * @returns null when it may pass, otherwise the reason in the gateway's words
 */
export function checkProvincial(request: ProvincialRequest, credentials: ProvincialCredentials, now: number): string | null {
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  if (header('x-bg-hmac-algorithm') !== 'hmac-sha256') return '签名算法不支持';
  const ak = header('x-bg-hmac-access-key');
  if (!sameText(ak, credentials.ak)) return '访问密钥不存在';
  const date = header('x-bg-date-time');
  const at = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date) ? Date.parse(date) : Number.NaN;
  if (!(Math.abs(at - now) <= provincialSkewMs)) return '请求时间超出允许范围';
  const lines = [request.method.toUpperCase(), request.path, canonicalQuery(request.query), ak, date];
  if (request.body.length > 0) {
    const digest = createHash('sha256').update(request.body).digest('base64');
    if (!sameText(header('x-bg-digest'), digest)) return '请求体摘要不符';
    lines.push(digest);
  }
  return sameText(header('x-bg-hmac-signature'), provincialSign(credentials.sk, lines)) ? null : '签名校验失败';
}
