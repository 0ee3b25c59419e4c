import { createHash, createHmac } from 'node:crypto';

function encode3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Keys in byte order, RFC 3986 encoding, `k=v` joined by `&`; empty when there is no query. */
export function canonicalQuery(query: Readonly<Record<string, string>> = {}): string {
  return Object.entries(query)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => `${encode3986(key)}=${encode3986(value)}`)
    .join('&');
}

/** What is signed: each line ends with a line feed; `digest` is the last line, only when a body goes along. */
export interface ProvincialParts {
  readonly method: string;
  /** Whole path of the address, without query. */
  readonly path: string;
  readonly query: string;
  readonly accessKey: string;
  /** RFC 1123, GMT. */
  readonly date: string;
  readonly digest?: string;
}

/** Base64(HMAC-SHA256(secret, METHOD⏎path⏎query⏎access key⏎date⏎[digest⏎])). */
export function signProvincial(secretKey: string, parts: ProvincialParts): string {
  const lines = [parts.method, parts.path, parts.query, parts.accessKey, parts.date];
  if (parts.digest !== undefined) lines.push(parts.digest);
  return createHmac('sha256', secretKey).update(`${lines.join('\n')}\n`).digest('base64');
}

/** `X-BG-DIGEST`: base64 SHA-256 of the exact body. */
export function bodyDigest(body: string): string {
  return createHash('sha256').update(body).digest('base64');
}
