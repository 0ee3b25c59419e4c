/**
 * What a signed call carries, agreed between client and gateway.
 * Signature = hex HMAC-SHA256(session key bytes, canonical text); body digest = hex SHA-256 of the exact body bytes.
 */
export const headerNames = {
  authorization: 'authorization',
  /** Milliseconds since the epoch as the client believes them, corrected by the learnt offset. */
  time: 'x-cb-time',
  /** Per-session increasing whole number, starting at 1. */
  counter: 'x-cb-counter',
  signature: 'x-cb-signature',
  idempotencyKey: 'x-cb-idempotency-key',
  statusInBody: 'x-status-in-body',
  traceId: 'x-cb-trace-id',
  /** Answer header: the gateway's own clock in ms. */
  serverTime: 'x-cb-server-time',
  client: 'x-cb-client',
} as const;

/** Allowed distance between the client's time and the gateway's, in ms. */
export const clockWindowMs = 5 * 60 * 1000;

export interface SignedParts {
  readonly method: string;
  /** Path without host, for example `/api/v1/account/me`. */
  readonly path: string;
  /** Raw query text without `?`, empty when none. */
  readonly query: string;
  readonly time: string;
  readonly counter: string;
  readonly idempotencyKey: string;
  /** Lower-case hex SHA-256 of the body, of the empty text when there is none. */
  readonly bodyDigest: string;
}

/** The text both sides sign: seven lines, each ended by a line feed. */
export function canonicalText(parts: SignedParts): string {
  const lines = [
    parts.method.toUpperCase(),
    parts.path,
    parts.query,
    parts.time,
    parts.counter,
    parts.idempotencyKey,
    parts.bodyDigest,
  ];
  return `${lines.join('\n')}\n`;
}
