import { jsonObject } from '../host-http.ts';

/** Why WeChat gave nothing usable. `rid` is WeChat's request id: it may be logged, nothing else of the answer may. */
export type WeixinFailure =
  | { readonly kind: 'codeInvalid'; readonly errcode: number; readonly rid: string | null }
  | { readonly kind: 'tokenStale'; readonly errcode: number; readonly rid: string | null }
  | { readonly kind: 'unavailable'; readonly errcode: number | null; readonly rid: string | null };

/** `... rid: 6412ab-...` at the end of `errmsg`. */
export function ridOf(errmsg: unknown): string | null {
  const found = typeof errmsg === 'string' ? /rid:\s*([0-9a-zA-Z-]{6,64})/.exec(errmsg) : null;
  return found?.[1] ?? null;
}

// 40029: login code invalid, used or expired. 80113: real-name code invalid. 40163: code been used (seen beside 40029).
// 84001: verify id of a face check wrong, used or expired.
const codeErrors = new Set([40029, 40163, 80113, 84001]);
const tokenErrors = new Set([40001, 40014, 42001]);

/**
 * Sorts a failure. Unknown numbers – the 1005… family among them – mean "the host gives no answer", never "no match".
 */
export function failureOf(body: Record<string, unknown> | null): WeixinFailure {
  const errcode = typeof body?.errcode === 'number' ? body.errcode : null;
  const rid = ridOf(body?.errmsg);
  if (errcode !== null && codeErrors.has(errcode)) return { kind: 'codeInvalid', errcode, rid };
  if (errcode !== null && tokenErrors.has(errcode)) return { kind: 'tokenStale', errcode, rid };
  return { kind: 'unavailable', errcode, rid };
}

function succeeded(body: Record<string, unknown> | null): body is Record<string, unknown> {
  return body !== null && (body.errcode === undefined || body.errcode === 0);
}

export type Code2Session = { readonly ok: true; readonly openid: string; readonly unionid: string | null } | ({ readonly ok: false } & WeixinFailure);

/** Success is an openid and no `errcode` or 0: a good answer often carries no `errcode` at all. */
export function readCode2Session(text: string): Code2Session {
  const body = jsonObject(text);
  if (succeeded(body) && typeof body.openid === 'string' && body.openid !== '') {
    return { ok: true, openid: body.openid, unionid: typeof body.unionid === 'string' && body.unionid !== '' ? body.unionid : null };
  }
  return { ok: false, ...failureOf(body) };
}

export type StableToken = { readonly ok: true; readonly token: string; readonly expiresIn: number } | ({ readonly ok: false } & WeixinFailure);

export function readStableToken(text: string): StableToken {
  const body = jsonObject(text);
  if (succeeded(body) && typeof body.access_token === 'string' && body.access_token !== '' && typeof body.expires_in === 'number') {
    return { ok: true, token: body.access_token, expiresIn: body.expires_in };
  }
  return { ok: false, ...failureOf(body) };
}

/** `noRealName`: the user never gave WeChat a real name, another method has to be offered. */
export type RealNameVerdict =
  | { readonly ok: true; readonly verdict: 'match' | 'mismatch' | 'noRealName' }
  | ({ readonly ok: false } & WeixinFailure);

/**
 * Reads checkrealnameinfo. Verified only if `errcode` is 0, the results contain `V_OP_NM_MA` and nothing against it,
 * and `verify_real_name` is `V_NM_ID_MA`. Several results are joined with `;`.
 */
export function readRealName(text: string): RealNameVerdict {
  const body = jsonObject(text);
  if (body === null || body.errcode !== 0) return { ok: false, ...failureOf(body) };
  const results = typeof body.verify_openid === 'string' ? body.verify_openid.split(';').map((one) => one.trim()).filter(Boolean) : [];
  const name = typeof body.verify_real_name === 'string' ? body.verify_real_name.trim() : '';
  if (results.includes('V_OP_NA')) return { ok: true, verdict: 'noRealName' };
  if (results.includes('V_OP_NM_UM')) return { ok: true, verdict: 'mismatch' };
  if (results.includes('V_OP_NM_MA')) {
    if (name === 'V_NM_ID_MA') return { ok: true, verdict: 'match' };
    if (name === 'V_NM_ID_UM') return { ok: true, verdict: 'mismatch' };
  }
  return { ok: false, kind: 'unavailable', errcode: 0, rid: ridOf(body.errmsg) };
}
