import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import { hostIdsOf } from '../accounts.ts';
import type { IdentityDeps } from '../deps.ts';
import type { HostClients } from '../sessions/host-login.ts';
import { count, countOf } from './limits.ts';
import { countAttempt, moveClaim } from './store.ts';
import type { Claim, ClaimContent } from './store.ts';

/** Questions to the host for one claim; a citizen who repeats a face check needs a few. */
const maxAttempts = 5;

/** A real-name code that the host has judged is remembered for the day, so that it cannot be presented with another claim. */
async function askWeixin(deps: IdentityDeps, clients: HostClients, claim: Claim, content: ClaimContent, accountRef: string, code: string, now: Date): Promise<Refusal | null> {
  const { storage, keys, log } = deps;
  const ids = await hostIdsOf(storage.db, keys, accountRef);
  const openid = ids?.openid;
  if (!clients.weixin || !openid) return refuse('identityMethodUnavailable');
  const spent = keys.mark('hostSubject', `code|${code}`).mac;
  if ((await countOf(storage.db, spent, now)) > 0) return refuse('claimExpired');
  const { name, credentialNo } = content.identifiers;
  const answer = await clients.weixin.checkRealName({ openid, name, credentialNo, code });
  if (!answer.ok) {
    log.warn({ errcode: answer.errcode, rid: answer.rid }, 'WeChat gave no verdict on a real name');
    // A used or lapsed code: the citizen jumps again, the claim stays.
    return refuse(answer.kind === 'codeInvalid' ? 'claimExpired' : 'hostUnavailable');
  }
  await count(storage.db, spent, now);
  if (answer.verdict === 'match') return null;
  await moveClaim(storage.db, keys, claim.claimId, 'pending', 'refused');
  return refuse(answer.verdict === 'noRealName' ? 'identityMethodUnavailable' : 'identityMismatch');
}

async function askAlipay(deps: IdentityDeps, clients: HostClients, claim: Claim, content: ClaimContent): Promise<Refusal | null> {
  if (!clients.alipay || !content.certifyId) return refuse('identityMethodUnavailable');
  const answer = await clients.alipay.query(content.certifyId);
  if (answer.ok) return answer.passed ? null : refuse('identityMismatch');
  deps.log.warn({ subCode: answer.subCode }, 'Alipay gave no verdict on an identity');
  if (answer.kind === 'unavailable') return refuse('hostUnavailable');
  await moveClaim(deps.storage.db, deps.keys, claim.claimId, 'pending', 'cancelled');
  return refuse('claimExpired');
}

/**
 * Asks the host about a waiting claim. What the client reports is never looked at.
 * On a match the claim is `verified` and stays so if the process dies before the level is written: no second question is needed.
 * @returns null when the claim is verified
 */
export async function askHost(deps: IdentityDeps, clients: HostClients, claim: Claim, accountRef: string, code: string | undefined, now: Date): Promise<Refusal | null> {
  const { storage, keys } = deps;
  if (claim.state === 'cancelled') return refuse('identityCancelled');
  if (claim.expiresAt <= now.getTime() || claim.state === 'done' || claim.state === 'refused' || !claim.content) return refuse('claimExpired');
  if (claim.state === 'verified') return null;
  if (claim.attempts >= maxAttempts) return refuse('claimLimit');
  if (claim.method === 'weixinRealName' && !code) return refuse('inputInvalid', { fields: [{ field: 'code', rule: 'required' }] });
  await countAttempt(storage.db, claim.claimId);
  const refusal =
    claim.method === 'weixinRealName'
      ? await askWeixin(deps, clients, claim, claim.content, accountRef, code ?? '', now)
      : await askAlipay(deps, clients, claim, claim.content);
  if (refusal) return refusal;
  return (await moveClaim(storage.db, keys, claim.claimId, 'pending', 'verified')) ? null : refuse('claimExpired');
}
