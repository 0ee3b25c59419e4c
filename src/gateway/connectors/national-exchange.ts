import type { DepartmentCall, DepartmentReply } from '../../contract/department.ts';
import { isBusinessCode } from './business-codes.ts';
import { RequestKeys } from './national-exchange-keys.ts';
import { signExchange } from './national-exchange-sign.ts';
import type { NationalExchangeProfile } from './profile.ts';
import type { Transport, WireAnswer } from './transport.ts';
import { readDate, readJsonObject } from './wire-json.ts';

/** One signed exchange with a department, in its dialect; everything that went wrong is a value. */
export type Exchange = (call: DepartmentCall, signal: AbortSignal) => Promise<DepartmentReply>;

const keyExpired = 'E-103';

function readReply(answer: WireAnswer): DepartmentReply {
  if (!answer.ok) return answer;
  if (answer.status >= 500 || answer.status === 429) {
    return { ok: false, fault: answer.status === 429 ? 'busy' : 'unavailable', code: String(answer.status) };
  }
  const body = readJsonObject(answer.body);
  if (!body || typeof body.code !== 'string') {
    return { ok: false, fault: answer.status === 200 ? 'garbled' : 'unavailable', code: String(answer.status) };
  }
  const { code } = body;
  if (isBusinessCode(code)) {
    // A person told "no record" by a page that is not the department's own would be a lie: the status must fit too.
    if (answer.status !== 200) return { ok: false, fault: 'garbled', code: String(answer.status) };
    const message = typeof body.message === 'string' ? body.message : '';
    return { ok: true, code, message, data: body.data ?? null, dataTime: readDate(body.dataTime) };
  }
  if (code === 'E-101' || code === 'E-102' || code === keyExpired) return { ok: false, fault: 'signatureRefused', code };
  if (code === 'E-106') return { ok: false, fault: 'notAuthorised', code };
  return { ok: false, fault: 'unavailable', code };
}

/** National data exchange: refreshed request key, four signed headers, `{code, message, data, total, dataTime}`. */
export function nationalExchange(profile: NationalExchangeProfile, transport: Transport, now: () => number): Exchange {
  let last = 0;
  // Equal sid, rid and time give an equal signature, which the other side may refuse as a replay: the time always grows.
  const rtime = () => {
    last = Math.max(now(), last + 1);
    return String(last);
  };
  const keys = new RequestKeys(profile, transport, now, rtime);

  return async (call, signal) => {
    const serviceId = profile.serviceIds?.[call.service] ?? call.service;
    const late = new Promise<{ fault: 'timeout' }>((resolve) => {
      if (signal.aborted) resolve({ fault: 'timeout' });
      signal.addEventListener('abort', () => resolve({ fault: 'timeout' }), { once: true });
    });
    const send = (secret: string) =>
      transport.send({
        method: 'POST',
        url: `${profile.baseUrl}/${encodeURIComponent(serviceId)}`,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...signExchange(secret, serviceId, profile.requesterId, rtime()),
        },
        body: JSON.stringify(call.body ?? {}),
        signal,
      });

    const key = await Promise.race([keys.get(serviceId), late]);
    if ('fault' in key) return { ok: false, ...key };
    const reply = readReply(await send(key.secret));
    if (reply.ok || reply.code !== keyExpired) return reply;
    // The exchange refused before it did anything, so this repetition is safe for writes as well.
    const newer = await Promise.race([keys.replace(key, serviceId), late]);
    return 'fault' in newer ? { ok: false, ...newer } : readReply(await send(newer.secret));
  };
}
