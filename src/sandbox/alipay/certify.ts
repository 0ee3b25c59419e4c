import { randomBytes } from 'node:crypto';
import type { CityPerson } from '../person.ts';
import { failure, success } from './answers.ts';
import type { Node } from './answers.ts';
import { readJsonObject } from './request.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One identity certification from initialize to query. */
export interface Certification {
  readonly certifyId: string;
  readonly name: string;
  readonly number: string;
  readonly returnUrl: string;
  readonly until: number;
  /** Undefined until the person finished on the phone; leaving keeps it open. */
  passed?: boolean;
}

/** What the mini-program sees after `startAPVerify`. */
export interface ClientResult {
  readonly resultStatus: '9000' | '6001' | '4000';
  readonly result: { readonly certifyId: string; readonly errorCode?: string } | null;
}

export type Outcome = 'pass' | 'leave' | 'fail';

export interface AlipayCertify {
  /** `alipay.user.certify.open.initialize` */
  initialize(biz: Fields): Node;
  /** `alipay.user.certify.open.query`: the only proof. */
  query(biz: Fields): Node;
  find(certifyId: unknown): Certification | null;
  /** What a person does with the check on the phone. A pass needs the very person that was claimed. */
  perform(certification: Certification, person: CityPerson, outcome: Outcome): ClientResult;
}

/** The page-type method: opened by the client as a signed address, never called by a server. */
export const pageMethod = 'alipay.user.certify.open.certify';

const bizCodes = ['FACE', 'CERT_PHOTO', 'CERT_PHOTO_FACE', 'SMART_FACE'];
const life = 23 * 3_600_000;

/** @param now the clock, milliseconds */
export function createAlipayCertify(now: () => number): AlipayCertify {
  const open = new Map<string, Certification>();
  const orders = new Set<string>();
  const find = (certifyId: unknown): Certification | null => {
    const certification = typeof certifyId === 'string' ? open.get(certifyId) : undefined;
    return certification && now() < certification.until ? certification : null;
  };

  return {
    find,
    initialize(biz) {
      const { outer_order_no: order, biz_code: bizCode } = biz;
      // The documents' sample sends both as JSON text, typed SDKs as objects.
      const identity = readJsonObject(biz.identity_param);
      const merchant = readJsonObject(biz.merchant_config);
      if (typeof order !== 'string' || !identity || !merchant) return failure('40001', 'isv.missing-parameter', '缺少参数');
      if (!/^[0-9A-Za-z]{32}$/.test(order) || !bizCodes.some((code) => code === bizCode)) {
        return failure('40002', 'isv.invalid-parameter', '参数无效');
      }
      const { identity_type: kind, cert_type: type, cert_name: name, cert_no: number } = identity;
      if (kind !== 'CERT_INFO' || type !== 'IDENTITY_CARD' || typeof name !== 'string' || typeof number !== 'string') {
        return failure('40004', 'CERTIFY_INFO_INVALID', '认证信息无效');
      }
      if (!name || !/^\d{17}[\dX]$/.test(number)) return failure('40004', 'CERTIFY_INFO_INVALID', '认证信息无效');
      if (typeof merchant.return_url !== 'string') return failure('40001', 'isv.missing-parameter', '缺少return_url参数');
      if (orders.has(order)) return failure('40004', 'OUTER_ORDER_NO_DUPLICATE', '商户订单号重复');
      orders.add(order);
      const certifyId = randomBytes(16).toString('hex');
      open.set(certifyId, { certifyId, name, number, returnUrl: merchant.return_url, until: now() + life });
      return { ...success, certify_id: certifyId };
    },
    query(biz) {
      const certification = find(biz.certify_id);
      if (!certification) return failure('40004', 'CERTIFY_ID_EXPIRED', '认证已失效');
      if (certification.passed) return { ...success, passed: 'T', identity_info: '{}', material_info: '{}' };
      const fail_reason = certification.passed === false ? '认证未通过' : '用户未完成认证';
      return { ...success, passed: 'F', fail_reason, identity_info: '{}', material_info: '{}' };
    },
    perform(certification, person, outcome) {
      const { certifyId } = certification;
      if (outcome === 'leave') return { resultStatus: '6001', result: null };
      // One successful pass per certify_id.
      if (certification.passed) return { resultStatus: '4000', result: { certifyId, errorCode: 'CERTIFY_ID_USED' } };
      const same = person.name === certification.name && person.credentialNo === certification.number;
      certification.passed = outcome === 'pass' && same;
      if (certification.passed) return { resultStatus: '9000', result: { certifyId } };
      return { resultStatus: '4000', result: { certifyId, errorCode: same ? 'FACE_UNMATCH' : 'CERTIFY_INFO_UNMATCH' } };
    },
  };
}
