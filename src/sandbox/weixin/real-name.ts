import type { CityPerson } from '../person.ts';
import { weixinError } from './answers.ts';
import type { WeixinError } from './answers.ts';

/** Answer of checkrealnameinfo; several results in `verify_openid` are joined with `;`. */
export interface RealNameAnswer {
  readonly errcode: 0;
  readonly errmsg: 'ok';
  readonly verify_openid: string;
  readonly verify_real_name: string;
}

/** Body of checkrealnameinfo as text fields. */
export interface RealNameQuestion {
  readonly openid: string;
  readonly real_name: string;
  readonly cred_id: string;
  readonly cred_type: string;
  readonly code: string;
}

/** Reads the body; null when a field is missing or no text, or the credential is not "1" (identity card, the only value). */
export function readQuestion(body: Readonly<Record<string, unknown>>): RealNameQuestion | null {
  const { openid, real_name, cred_id, cred_type, code } = body;
  if (typeof openid !== 'string' || typeof real_name !== 'string' || typeof cred_id !== 'string') return null;
  if (typeof code !== 'string' || cred_type !== '1' || !openid || !real_name || !cred_id) return null;
  return { openid, real_name, cred_id, cred_type, code };
}

/**
 * Compares what the citizen typed with WeChat Pay's record.
 * @param asList joins the result as a list, which the real service does now and then
 */
export function checkRealName(person: CityPerson, question: RealNameQuestion, asList: boolean): RealNameAnswer | WeixinError {
  if (!person.weixin || person.weixin.openid !== question.openid) return weixinError(80113);
  const answer = (open: string, name: string): RealNameAnswer => ({
    errcode: 0,
    errmsg: 'ok',
    verify_openid: asList ? `${open};${open}` : open,
    verify_real_name: name,
  });
  // Only mainland identity cards can have a real name here; everybody else looks like someone who never opened WeChat Pay.
  if (person.weixin.realName === 'none' || person.credentialType !== 'residentId') return answer('V_OP_NA', '');
  if (person.weixin.realName === 'mismatch' || question.real_name !== person.name) return answer('V_OP_NM_UM', '');
  return answer('V_OP_NM_MA', question.cred_id === person.credentialNo ? 'V_NM_ID_MA' : 'V_NM_ID_UM');
}
