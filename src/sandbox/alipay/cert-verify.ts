import { randomBytes } from 'node:crypto';
import type { CityPerson } from '../person.ts';
import type { Grant } from './accounts.ts';
import { failure, success } from './answers.ts';
import type { Node } from './answers.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The comparison of a claimed name and number with the account's real-name record. */
export interface AlipayCertVerify {
  /** `alipay.user.certdoc.certverify.preconsult` */
  preconsult(biz: Fields): Node;
  /** `alipay.user.certdoc.certverify.consult`, with the grant behind its `auth_token`. */
  consult(biz: Fields, grant: Grant): Node;
}

/** @param now the clock, milliseconds */
export function createAlipayCertVerify(people: readonly CityPerson[], now: () => number): AlipayCertVerify {
  const claims = new Map<string, { name: string; number: string; until: number }>();
  return {
    preconsult({ user_name: name, cert_type: type, cert_no: number }) {
      if (typeof name !== 'string' || typeof number !== 'string' || !name || !number) {
        return failure('40001', 'isv.missing-parameter', '缺少参数');
      }
      if (type !== 'IDENTITY_CARD') return failure('40002', 'isv.invalid-parameter', '证件类型不支持');
      const verify_id = randomBytes(16).toString('hex');
      claims.set(verify_id, { name, number, until: now() + 3_600_000 });
      return { ...success, verify_id };
    },
    consult({ verify_id: id }, grant) {
      const claim = typeof id === 'string' ? claims.get(id) : undefined;
      if (!claim || now() >= claim.until) return failure('40004', 'VERIFY_ID_EXPIRED', '核验已失效');
      if (!grant.scopes.includes('id_verify') || grant.verifyId !== id) {
        return failure('40003', 'isv.invalid-auth-relations', '无效的授权关系');
      }
      const person = people.find((candidate) => candidate.id === grant.personId);
      const wrong = [
        ...(person?.name === claim.name ? [] : ['user_name']),
        ...(person?.credentialNo === claim.number ? [] : ['cert_no']),
      ];
      if (wrong.length === 0) return { ...success, passed: 'T' };
      return { ...success, passed: 'F', fail_reason: '信息不一致', fail_params: JSON.stringify(wrong) };
    },
  };
}
