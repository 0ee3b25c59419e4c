import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Problem } from '../../../src/contract/problems.ts';
import type { SessionGrant } from '../../../src/contract/platform/session.ts';
import { canonicalText, headerNames } from '../../../src/contract/signing.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Body as JSON; null when it is none. */
  readonly json: (Partial<Problem> & { ok?: boolean; data?: unknown; traceId?: string }) | null;
}

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON value, or the exact text. */
  readonly body?: unknown;
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
  readonly key?: string;
  readonly time?: number;
  readonly counter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Changes a good signature. */
  readonly spoil?: (signature: string) => string;
}

/** Sends a call without any session. */
export async function send(url: string, sent: Sent, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const body = sent.rawBody ?? (sent.method === 'POST' ? JSON.stringify(sent.body ?? {}) : undefined);
  const answer = await fetch(`${url}/api/v1${sent.path}`, {
    method: sent.method,
    ...(body !== undefined && { body }),
    headers: { ...(body !== undefined && { 'content-type': sent.contentType ?? 'application/json' }), ...headers, ...sent.headers },
  });
  const text = await answer.text();
  let json: Reply['json'] = null;
  try {
    json = JSON.parse(text) as Reply['json'];
  } catch {
    // Stays null: the tests say what they expect.
  }
  return { status: answer.status, headers: answer.headers, text, json };
}

/** A client of one session: signs by the published rules, written here a second time on purpose. */
export class TestSession {
  readonly url: string;
  readonly grant: SessionGrant;
  #counter = 0;

  constructor(url: string, grant: SessionGrant) {
    this.url = url;
    this.grant = grant;
  }

  nextCounter(): number {
    this.#counter += 1;
    return this.#counter;
  }

  async call(sent: Sent): Promise<Reply> {
    const body = sent.rawBody ?? (sent.method === 'POST' ? JSON.stringify(sent.body ?? {}) : '');
    const parts = {
      method: sent.method,
      path: `/api/v1${sent.path.split('?')[0]}`,
      query: sent.path.split('?')[1] ?? '',
      time: String(sent.time ?? Date.now()),
      counter: String(sent.counter ?? this.nextCounter()),
      idempotencyKey: sent.key ?? randomUUID(),
      bodyDigest: createHash('sha256').update(body).digest('hex'),
    };
    const signature = createHmac('sha256', Buffer.from(this.grant.signatureKey, 'base64')).update(canonicalText(parts)).digest('hex');
    return send(this.url, sent, {
      [headerNames.authorization]: `Bearer ${this.grant.token}`,
      [headerNames.time]: parts.time,
      [headerNames.counter]: parts.counter,
      [headerNames.idempotencyKey]: parts.idempotencyKey,
      [headerNames.signature]: (sent.spoil ?? ((one: string) => one))(signature),
    });
  }
}
