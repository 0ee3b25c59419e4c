import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { ClaimMethod } from '../../../contract/platform/identity.ts';
import { askCertDoc, askCertify } from './ask-alipay.ts';
import { askFace, askRealName } from './ask-weixin.ts';
import type { Question } from './ask-weixin.ts';
import { countAttempt, moveClaim } from './store.ts';
import type { Claim } from './store.ts';

/** Questions to the host for one claim; a citizen who repeats a face check needs a few. */
const maxAttempts = 5;

const askers: Readonly<Record<ClaimMethod, (question: Question) => Promise<Refusal | null>>> = {
  weixinRealName: askRealName,
  weixinFace: askFace,
  alipayCertify: askCertify,
  alipayCertDoc: askCertDoc,
};

/** Methods whose host hands the phone a code that the server must present. */
export const bringsCode: ReadonlySet<ClaimMethod> = new Set(['weixinRealName', 'alipayCertDoc']);

/**
 * Asks the host about a waiting claim. What the client reports is never looked at.
 * On a match the claim is `verified` and stays so if the process dies before the level is written: no second question is needed.
 * @returns null when the claim is verified
 */
export async function askHost(asked: Omit<Question, 'content' | 'code' | 'claim'> & { readonly claim: Claim; readonly code: string | undefined }): Promise<Refusal | null> {
  const { deps, claim, code, now } = asked;
  const { storage, keys } = deps;
  if (claim.state === 'cancelled') return refuse('identityCancelled');
  if (claim.expiresAt <= now.getTime() || claim.state === 'done' || claim.state === 'refused' || !claim.content) return refuse('claimExpired');
  if (claim.state === 'verified') return null;
  if (claim.attempts >= maxAttempts) return refuse('claimLimit');
  if (bringsCode.has(claim.method) && !code) return refuse('inputInvalid', { fields: [{ field: 'code', rule: 'required' }] });
  await countAttempt(storage.db, claim.claimId);
  const refusal = await askers[claim.method]({ ...asked, content: claim.content, code: code ?? '' });
  if (refusal) return refusal;
  return (await moveClaim(storage.db, keys, claim.claimId, 'pending', 'verified')) ? null : refuse('claimExpired');
}
