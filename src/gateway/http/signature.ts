import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { canonicalText, clockWindowMs, headerNames } from '../../contract/signing.ts';
import { header, type Call } from './call.ts';
import type { CounterWindow } from './counter.ts';

const invalid = refuse('signatureInvalid');
const skewed = refuse('clockSkewed');
const emptyDigest = hash('sha256', '', 'hex');
const hex64 = /^[0-9a-f]{64}$/;
const timeRule = /^[1-9]\d{11,14}$/;
const counterRule = /^[1-9]\d{0,14}$/;

/**
 * Fifth step: signature over method, path, query, time, counter, key and body; then the clock (±5 min); then the counter.
 * The counter is spent only by a call whose signature holds: nobody can burn another's counters.
 */
export function checkSignature(call: Call, counters: CounterWindow): Refusal | null | Promise<Refusal | null> {
  const { request, session } = call;
  if (!session) return invalid;
  const time = header(request, headerNames.time) ?? '';
  const counter = header(request, headerNames.counter) ?? '';
  const signature = header(request, headerNames.signature) ?? '';
  if (!timeRule.test(time) || !counterRule.test(counter) || !hex64.test(signature)) return invalid;
  const url = request.raw.url ?? '';
  const at = url.indexOf('?');
  const text = canonicalText({
    method: request.method,
    path: at < 0 ? url : url.slice(0, at),
    query: at < 0 ? '' : url.slice(at + 1),
    time,
    counter,
    idempotencyKey: header(request, headerNames.idempotencyKey) ?? '',
    bodyDigest: call.rawBody.length === 0 ? emptyDigest : hash('sha256', call.rawBody, 'hex'),
  });
  const expected = createHmac('sha256', session.signatureKey).update(text).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return invalid;
  if (Math.abs(Number(time) - call.now.getTime()) > clockWindowMs) return skewed;
  return counters.accept(session, Number(counter));
}
