import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import { hostIdsOf } from '../accounts.ts';
import type { AlipayGrant, AlipayIdentity, AlipayVerdict } from '../alipay/identity.ts';
import type { IdentityDeps } from '../deps.ts';
import type { Question } from './ask-weixin.ts';
import { moveClaim } from './store.ts';

/** @returns null for a pass; `over` is what becomes of the claim when Alipay compared and said no */
async function judge({ deps, claim }: Question, answer: AlipayVerdict, over: 'refused' | null): Promise<Refusal | null> {
  const { storage, keys, log } = deps;
  if (answer.ok) {
    if (!answer.passed && over) await moveClaim(storage.db, keys, claim.claimId, 'pending', over);
    return answer.passed ? null : refuse('identityMismatch');
  }
  log.warn({ subCode: answer.subCode }, 'Alipay gave no verdict on an identity');
  if (answer.kind === 'unavailable') return refuse('hostUnavailable');
  await moveClaim(storage.db, keys, claim.claimId, 'pending', 'cancelled');
  return refuse('claimExpired');
}

/** Face certification. One that is not passed stays open: Alipay lets the person try again under the same number. */
export async function askCertify(question: Question): Promise<Refusal | null> {
  const { clients, content } = question;
  if (!clients.alipay || !content.certifyId) return refuse('identityMethodUnavailable');
  return judge(question, await clients.alipay.query(content.certifyId), null);
}

/**
 * Exchanges an auth code of scope `id_verify` or `auth_user`. The account that agreed must be the one that is signed in here:
 * otherwise somebody's agreement on one phone would confirm another phone.
 */
export async function grantOfAccount(deps: IdentityDeps, alipay: AlipayIdentity, accountRef: string, code: string): Promise<(AlipayGrant & { ok: true }) | Refusal> {
  const grant = await alipay.grant(code);
  if (!grant.ok) {
    deps.log.warn({ subCode: grant.subCode }, 'Alipay refused an agreement');
    return refuse(grant.kind === 'invalid' ? 'claimExpired' : 'hostUnavailable');
  }
  const ids = await hostIdsOf(deps.storage.db, deps.keys, accountRef);
  const same = ids !== null && ((grant.openId !== null && grant.openId === ids.openId) || (grant.userId !== null && grant.userId === ids.userId));
  return same ? grant : refuse('identityMismatch');
}

/** Certificate comparison: asked with the access token of the person who agreed, which is forgotten afterwards. */
export async function askCertDoc(question: Question): Promise<Refusal | null> {
  const { deps, clients, content, accountRef, code } = question;
  if (!clients.alipay || !content.verifyId) return refuse('identityMethodUnavailable');
  const grant = await grantOfAccount(deps, clients.alipay, accountRef, code);
  if (!('accessToken' in grant)) return grant;
  return judge(question, await clients.alipay.consult(content.verifyId, grant.accessToken), 'refused');
}
