import type { DepartmentStandIn, StandInAnswer } from '../../contract/stand-in.ts';
import type { Faults } from '../faults.ts';
import { bodyObject } from './body-object.ts';
import type { NationalCredentials } from './credentials.ts';
import type { DialectAnswers } from './mount.ts';
import type { NationalRefusal } from './national-door.ts';
import { createNationalDoor, nationalMessages, nationalSigned } from './national-door.ts';
import { createNationalSecrets } from './national-secrets.ts';

/** Path of the key refresh below the department. */
export const refreshPath = 'sysapi/auth/refreshappsecret';

const refused = (code: NationalRefusal): StandInAnswer => ({ body: { code, message: nationalMessages[code], data: '' } });

/**
 * National exchange: `POST <mount>/sysapi/auth/refreshappsecret` and `POST <mount>/<service id>`.
 * Refusals are HTTP 200 with the code in the envelope, as the exchange does it.
 */
export function nationalAnswers(
  standIn: DepartmentStandIn,
  credentials: NationalCredentials,
  { faults, now }: { readonly faults: Faults; readonly now: () => number },
): DialectAnswers {
  const target = `departments/${standIn.department.id}`;
  const secrets = createNationalSecrets(now);
  const slow = standIn.slowServices ?? {};
  const door = createNationalDoor(credentials, secrets, now, [...Object.keys(standIn.services), ...Object.keys(slow)]);

  return (call) => {
    if (call.method !== 'POST') return { status: 405, body: { code: '-1', message: '请使用 POST', data: '' } };
    if (faults.active(target, 'busy')) return { status: 429, body: { code: 'E-429', message: '请求过于频繁', data: '' } };
    const skew = faults.active(target, 'clock-skew');
    const skewMs = skew ? (skew.ms ?? 3_600_000) : 0;
    const body = bodyObject(call.body);
    if (call.below === refreshPath) {
      const answer = door.refresh(nationalSigned(body ?? {}), skewMs);
      if (typeof answer === 'string') return refused(answer);
      return { body: { code: '0', message: '成功', data: answer } };
    }
    if (faults.active(target, 'reject-signature')) return refused('E-101');
    if (faults.active(target, 'key-expired')) secrets.expireAll();
    const refusal = door.check(nationalSigned(call.headers), call.path, call.body, skewMs);
    if (refusal) return refused(refusal);
    const service = Object.hasOwn(standIn.services, call.below) ? standIn.services[call.below] : undefined;
    const later = Object.hasOwn(slow, call.below) ? slow[call.below] : undefined;
    if (!service && !later) return refused('E-106');
    if (!body) return { body: { code: 'E-400', message: '请求体不是 JSON 对象', data: '' } };
    const request = { service: call.below, body, query: Object.fromEntries(new URLSearchParams(call.query)) };
    return service ? service(request) : { body: null, later: later!(request) };
  };
}
