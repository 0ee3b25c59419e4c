import type { CredentialType } from '../../contract/credentials.ts';
import type { CityPerson } from '../person.ts';
import type { Grant } from './accounts.ts';
import { failure, success } from './answers.ts';
import type { Node } from './answers.ts';

/** `cert_type` of Alipay's member record. */
const certTypes: Record<CredentialType, string> = {
  residentId: '0', passport: '1', hkMacaoPermit: '11', taiwanPermit: '8', hkMacaoTaiwanResidencePermit: '14', foreignPermanentResident: '16',
};

/**
 * `alipay.user.info.share`: what the person agreed to hand over with scope `auth_user`, as far as the app's contract goes.
 * All values are texts. Name and document mean something only with `is_certified` T.
 * @param withDocument false for an app whose contract leaves out `cert_type` and `cert_no`, which is the rule
 */
export function shareInfo(people: readonly CityPerson[], grant: Grant, withDocument: boolean): Node {
  if (!grant.scopes.includes('auth_user')) return failure('40006', 'isv.insufficient-user-permissions', '用户权限不足');
  const person = people.find((candidate) => candidate.id === grant.personId);
  if (!person?.alipay) return failure('20000', 'aop.unknow-error', '系统繁忙');
  const { userId, openId, certifyOutcome } = person.alipay;
  const ids = { ...(userId === null ? {} : { user_id: userId }), open_id: openId };
  if (certifyOutcome === 'fail') return { ...success, ...ids, is_certified: 'F', user_type: '2', user_status: 'T' };
  const document = withDocument ? { cert_type: certTypes[person.credentialType], cert_no: person.credentialNo } : {};
  return { ...success, ...ids, is_certified: 'T', user_name: person.name, user_type: '2', user_status: 'T', ...document };
}
