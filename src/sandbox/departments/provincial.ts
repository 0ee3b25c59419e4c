import type { DepartmentStandIn, StandInAnswer } from '../../contract/stand-in.ts';
import type { Faults } from '../faults.ts';
import { bodyObject } from './body-object.ts';
import type { ProvincialCredentials } from './credentials.ts';
import type { DialectAnswers } from './mount.ts';
import { checkProvincial } from './provincial-door.ts';

const refused = (status: number, msg: string): StandInAnswer => ({
  status,
  body: { success: false, code: String(status), msg, data: null },
});

/** Provincial HMAC: any path below the department; a wrong signature or clock is HTTP 401, a spent quota 429. */
export function provincialAnswers(
  standIn: DepartmentStandIn,
  credentials: ProvincialCredentials,
  { faults, now }: { readonly faults: Faults; readonly now: () => number },
): DialectAnswers {
  const target = `departments/${standIn.department.id}`;
  return (call) => {
    if (faults.active(target, 'busy')) return refused(429, '调用次数超出配额');
    if (faults.active(target, 'reject-signature')) return refused(401, '签名校验失败');
    if (faults.active(target, 'key-expired')) return refused(401, '访问密钥已失效');
    const skew = faults.active(target, 'clock-skew');
    const reason = checkProvincial(call, credentials, now() + (skew ? (skew.ms ?? 3_600_000) : 0));
    if (reason) return refused(401, reason);
    const path = `/${call.below}`;
    const service = Object.hasOwn(standIn.services, path) ? standIn.services[path] : undefined;
    if (!service) return refused(404, '接口不存在');
    const body = bodyObject(call.body);
    if (!body) return refused(400, '请求体不是 JSON 对象');
    return service({ service: path, body, query: Object.fromEntries(new URLSearchParams(call.query)) });
  };
}
