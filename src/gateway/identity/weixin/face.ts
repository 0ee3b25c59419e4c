import { createHash } from 'node:crypto';
import { jsonObject } from '../host-http.ts';
import { failureOf } from './answers.ts';
import type { WeixinFailure } from './answers.ts';

/** Whom a face check is about; mainland identity cards only. */
export interface FaceClaim {
  readonly openid: string;
  readonly name: string;
  readonly credentialNo: string;
  /** 5–32 of `[0-9A-Za-z_-]`, unique per application. */
  readonly outSeqNo: string;
}

export type FaceTicket = { readonly ok: true; readonly verifyId: string } | ({ readonly ok: false } & WeixinFailure);

/**
 * `passed` is `errcode` 0 with `verify_ret` 10000 and nothing else. `camera`: camera or microphone were not allowed.
 * `unsupported`: this phone cannot. `notPassed`: everything else, another face among it – from outside it must all look the same.
 */
export type FaceVerdict =
  | { readonly ok: true; readonly verdict: 'passed' | 'cancelled' | 'camera' | 'unsupported' | 'notPassed'; readonly ret: number }
  | ({ readonly ok: false } & WeixinFailure);

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/**
 * `cert_hash` of queryverifyinfo: SHA-256 in lower-case hex over the fields in base64 of their UTF-8 bytes,
 * joined as `cert_type=…&cert_name=…&cert_no=…`.
 */
export function certHash(certType: string, name: string, no: string): string {
  return createHash('sha256').update(`cert_type=${base64(certType)}&cert_name=${base64(name)}&cert_no=${base64(no)}`).digest('hex');
}

/** Only an id that the client can be handed counts. */
export function readFaceTicket(text: string): FaceTicket {
  const body = jsonObject(text);
  const verifyId = body?.verify_id;
  if (body?.errcode === 0 && typeof verifyId === 'string' && verifyId !== '' && verifyId.length <= 256) return { ok: true, verifyId };
  return { ok: false, ...failureOf(body) };
}

const cancelled = new Set([90002, 90003, 90004, 90005, 90006]);
const camera = new Set([90008, 90009, 90010]);
const unsupported = new Set([90001, 90109]);

/** Reads queryverifyinfo. A `verify_ret` that is no number, or is missing, is no verdict. */
export function readFaceVerdict(text: string): FaceVerdict {
  const body = jsonObject(text);
  const ret = body?.verify_ret;
  if (body?.errcode !== 0 || typeof ret !== 'number') return { ok: false, ...failureOf(body) };
  if (ret === 10000) return { ok: true, verdict: 'passed', ret };
  const verdict = cancelled.has(ret) ? 'cancelled' : camera.has(ret) ? 'camera' : unsupported.has(ret) ? 'unsupported' : 'notPassed';
  return { ok: true, verdict, ret };
}
