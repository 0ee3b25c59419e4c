import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import { hostIdsOf } from '../accounts.ts';
import type { IdentityDeps } from '../deps.ts';
import type { HostClients } from '../sessions/host-login.ts';
import { count, countOf } from './limits.ts';
import { moveClaim } from './store.ts';
import type { Claim, ClaimContent } from './store.ts';

/** A claim that waits, with what is needed to ask about it. */
export interface Question {
  readonly deps: IdentityDeps;
  readonly clients: HostClients;
  readonly claim: Claim;
  readonly content: ClaimContent;
  readonly accountRef: string;
  /** What the host brought back through the phone; empty where it brings nothing. */
  readonly code: string;
  readonly now: Date;
}

async function openidOf({ deps, accountRef }: Question): Promise<string | null> {
  return (await hostIdsOf(deps.storage.db, deps.keys, accountRef))?.openid ?? null;
}

/** A real-name code that the host has judged is remembered for the day, so that it cannot be presented with another claim. */
export async function askRealName(question: Question): Promise<Refusal | null> {
  const { deps, clients, claim, content, code, now } = question;
  const { storage, keys, log } = deps;
  const openid = await openidOf(question);
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

/** Verdicts other than a pass, with what becomes of the claim: its verify id is used up in every case. */
const notPassed = {
  cancelled: ['cancelled', 'identityCancelled'],
  camera: ['cancelled', 'cameraRefused'],
  unsupported: ['refused', 'identityMethodUnavailable'],
  notPassed: ['refused', 'faceNotPassed'],
} as const;

/** Face check 2.0: the verify id, the sequence number, name, number and openid must be those it was opened with. */
export async function askFace(question: Question): Promise<Refusal | null> {
  const { deps, clients, claim, content } = question;
  const { storage, keys, log } = deps;
  const openid = await openidOf(question);
  if (!clients.weixin || !openid || !content.verifyId || !content.orderNo) return refuse('identityMethodUnavailable');
  const { name, credentialNo } = content.identifiers;
  const answer = await clients.weixin.queryVerifyInfo({ openid, name, credentialNo, outSeqNo: content.orderNo }, content.verifyId);
  if (!answer.ok) {
    log.warn({ errcode: answer.errcode, rid: answer.rid }, 'WeChat gave no verdict on a face check');
    if (answer.kind !== 'codeInvalid') return refuse('hostUnavailable');
    await moveClaim(storage.db, keys, claim.claimId, 'pending', 'cancelled');
    return refuse('claimExpired');
  }
  if (answer.verdict === 'passed') return null;
  log.warn({ verifyRet: answer.ret }, 'A face check was not passed');
  const [state, code] = notPassed[answer.verdict];
  await moveClaim(storage.db, keys, claim.claimId, 'pending', state);
  return refuse(code);
}
