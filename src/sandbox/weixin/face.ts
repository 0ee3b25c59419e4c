import { createHash, randomBytes } from 'node:crypto';
import type { CityPerson } from '../person.ts';
import { weixinError } from './answers.ts';
import type { WeixinError } from './answers.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a person does in front of the camera, or does not. */
export const faceOutcomes = ['passed', 'cancelled', 'camera', 'failed'] as const;
export type FaceOutcome = (typeof faceOutcomes)[number];

/** `verify_ret` of each; 10000 is the only pass. Not the same person is in the 100xx group. */
const verdicts: Readonly<Record<FaceOutcome, number>> = { passed: 10000, cancelled: 90002, camera: 90008, failed: 10003 };

export interface WeixinFace {
  /** `POST /cityservice/face/identify/getverifyid` */
  getVerifyId(body: Fields): object | WeixinError;
  /** `POST /cityservice/face/identify/queryverifyinfo` */
  query(body: Fields): object | WeixinError;
  /**
   * `wx.requestFacialVerify` on the phone.
   * @param split `phone-only`: the phone says passed and the server does not; `server-only`: the reverse
   * @returns `errCode` of the phone; 0 says "finished" and not "passed"
   */
  perform(verifyId: unknown, person: CityPerson, outcome: FaceOutcome, split: 'phone-only' | 'server-only' | null): { readonly errCode: number };
}

interface Check {
  readonly outSeqNo: string;
  readonly openid: string;
  readonly name: string;
  readonly number: string;
  readonly until: number;
  verifyRet?: number;
}

const lifeSeconds = 3600;

/** SHA-256 in lower-case hex over `cert_type=<b64>&cert_name=<b64>&cert_no=<b64>`, each base64 of the UTF-8 text. */
function certHash(check: Check): string {
  const b64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  return createHash('sha256').update(`cert_type=${b64('IDENTITY_CARD')}&cert_name=${b64(check.name)}&cert_no=${b64(check.number)}`).digest('hex');
}

/** Face check 2.0. No picture comes near this city: the phone tells an outcome. @param now the clock, milliseconds */
export function createWeixinFace(people: readonly CityPerson[], now: () => number): WeixinFace {
  const checks = new Map<string, Check>();
  const sequences = new Set<string>();
  const find = (id: unknown): Check | null => {
    const check = typeof id === 'string' ? checks.get(id) : undefined;
    return check && now() < check.until ? check : null;
  };

  return {
    getVerifyId({ out_seq_no: outSeqNo, cert_info: cert, openid }) {
      const { cert_type: type, cert_name: name, cert_no: number } = (typeof cert === 'object' && cert !== null ? cert : {}) as Fields;
      if (typeof outSeqNo !== 'string' || !/^[0-9A-Za-z_-]{5,32}$/.test(outSeqNo) || sequences.has(outSeqNo)) return weixinError(40097);
      if (type !== 'IDENTITY_CARD' || typeof name !== 'string' || !name || typeof number !== 'string' || !number) return weixinError(40097);
      if (typeof openid !== 'string' || !people.some((person) => person.weixin?.openid === openid)) return weixinError(40097);
      sequences.add(outSeqNo);
      const verify_id = randomBytes(48).toString('base64url');
      checks.set(verify_id, { outSeqNo, openid, name, number, until: now() + lifeSeconds * 1000 });
      return { errcode: 0, errmsg: 'ok', verify_id, expires_in: lifeSeconds };
    },
    query({ verify_id: id, out_seq_no: outSeqNo, cert_hash: hash, openid }) {
      const check = find(id);
      if (!check) return weixinError(84001);
      if (check.outSeqNo !== outSeqNo || check.openid !== openid || certHash(check) !== hash) return weixinError(40097);
      // Someone who has not begun looks like someone who left.
      if (check.verifyRet === undefined) return { errcode: 0, errmsg: 'ok', verify_ret: verdicts.cancelled };
      checks.delete(String(id));
      return { errcode: 0, errmsg: 'ok', verify_ret: check.verifyRet };
    },
    perform(verifyId, person, outcome, split) {
      const check = find(verifyId);
      // One check, one face: an id that was used, lapsed or never existed opens nothing.
      if (!check || check.verifyRet !== undefined || person.weixin?.openid !== check.openid) return { errCode: 84001 };
      const same = person.credentialType === 'residentId' && person.name === check.name && person.credentialNo === check.number;
      const honest = outcome === 'passed' && !same ? verdicts.failed : verdicts[outcome];
      check.verifyRet = split === 'server-only' ? verdicts.passed : split === 'phone-only' ? verdicts.failed : honest;
      // The phone knows whether it came to an end, not whether the faces are one.
      const finished = outcome === 'passed' || outcome === 'failed' ? 0 : honest;
      return { errCode: split === 'server-only' ? 90018 : split === 'phone-only' ? 0 : finished };
    },
  };
}
