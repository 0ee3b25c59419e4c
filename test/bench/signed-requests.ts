import { createHash, createHmac } from 'node:crypto';
import { canonicalText, headerNames } from '../../src/contract/signing.ts';
import type { LoadOptions } from './load.ts';

/** One prepared request: bytes and the index of its target. */
export interface Prepared {
  readonly bytes: Buffer;
  readonly target: number;
}

/** Prepares every request of a run: raw HTTP/1.1, signed with its own counter where there are sessions. */
export function prepareRequests({ targets, sessions, most, pageFrom }: LoadOptions & { pageFrom: number }): Prepared[] {
  const time = String(Date.now());
  const keys = sessions.map((one) => Buffer.from(one.signatureKey, 'base64'));
  const emptyDigest = createHash('sha256').digest('hex');
  return Array.from({ length: most }, (_, index) => {
    const target = index % targets.length;
    const { method, path, body: pattern } = targets[target]!;
    const at = sessions.length === 0 ? 0 : index % sessions.length;
    const round = sessions.length === 0 ? index : Math.floor(index / sessions.length);
    const body = pattern === 'page' ? `{"page":${2 + ((pageFrom + round) % 499)}}` : (pattern ?? '');
    let head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n`;
    const session = sessions[at];
    if (session) {
      const counter = String(session.counter + round);
      const bodyDigest = body === '' ? emptyDigest : createHash('sha256').update(body).digest('hex');
      const signature = createHmac('sha256', keys[at]!).update(canonicalText({ method, path, query: '', time, counter, idempotencyKey: '', bodyDigest })).digest('hex');
      head += `${headerNames.authorization}: Bearer ${session.token}\r\n${headerNames.time}: ${time}\r\n${headerNames.counter}: ${counter}\r\n`
        + `${headerNames.signature}: ${signature}\r\nx-forwarded-for: ${session.address}\r\n`;
    }
    if (body !== '') head += `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return { bytes: Buffer.from(`${head}\r\n${body}`), target };
  });
}
