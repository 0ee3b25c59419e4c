import type { DepartmentReply } from '../../contract/department.ts';
import { businessCodes, isBusinessCode } from './business-codes.ts';
import type { Exchange } from './national-exchange.ts';
import type { ProvincialHmacProfile } from './profile.ts';
import { bodyDigest, canonicalQuery, signProvincial } from './provincial-hmac-sign.ts';
import type { Transport, WireAnswer } from './transport.ts';
import { readDate, readJsonObject } from './wire-json.ts';

function faultOfStatus(status: number): DepartmentReply | null {
  const code = String(status);
  if (status === 200) return null;
  if (status === 401) return { ok: false, fault: 'signatureRefused', code };
  if (status === 403) return { ok: false, fault: 'notAuthorised', code };
  if (status === 429) return { ok: false, fault: 'busy', code };
  return { ok: false, fault: 'unavailable', code };
}

/** `{success, code, msg, data}`: a success always has code `0` for the service, whatever the province calls it. */
function readReply(answer: WireAnswer): DepartmentReply {
  if (!answer.ok) return answer;
  const refused = faultOfStatus(answer.status);
  if (refused) return refused;
  const body = readJsonObject(answer.body);
  if (!body || typeof body.success !== 'boolean') return { ok: false, fault: 'garbled' };
  const message = typeof body.msg === 'string' ? body.msg : '';
  const data = body.data ?? null;
  // The envelope has no date of its own; provinces that state one put it beside the data or into it.
  const dataTime = readDate(body.dataTime) ?? readDate((data as { dataTime?: unknown } | null)?.dataTime);
  if (body.success) return { ok: true, code: businessCodes.done, message, data, dataTime };
  if (typeof body.code !== 'string' && typeof body.code !== 'number') return { ok: false, fault: 'garbled' };
  const code = String(body.code);
  if (isBusinessCode(code) && code !== businessCodes.done) return { ok: true, code, message, data, dataTime };
  return { ok: false, fault: 'unavailable', code };
}

/** Provincial gateway with `X-BG-*` headers. Its clock window is 90 s, so a retry is dated and signed anew. */
export function provincialHmac(profile: ProvincialHmacProfile, transport: Transport, now: () => number): Exchange {
  const withDigest = profile.bodyDigest ?? true;
  return async (call, signal) => {
    const method = call.method ?? 'POST';
    const url = new URL(`${profile.baseUrl}/${call.service.replace(/^\//, '')}`);
    const query = canonicalQuery(call.query);
    const body = method === 'POST' ? JSON.stringify(call.body ?? {}) : undefined;
    const digest = withDigest && body !== undefined ? bodyDigest(body) : undefined;
    const date = new Date(now()).toUTCString();
    const { accessKey, secretKey } = profile;
    const signature = signProvincial(secretKey, { method, path: url.pathname, query, accessKey, date, digest });
    return readReply(
      await transport.send({
        method,
        url: url.origin + url.pathname + (query ? `?${query}` : ''),
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          'X-BG-HMAC-ALGORITHM': 'hmac-sha256',
          'X-BG-HMAC-ACCESS-KEY': accessKey,
          'X-BG-HMAC-SIGNATURE': signature,
          'X-BG-DATE-TIME': date,
          ...(digest === undefined ? {} : { 'X-BG-DIGEST': digest }),
        },
        body,
        signal,
      }),
    );
  };
}
