import { randomBytes } from 'node:crypto';
import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import type { identityStartClaim } from '../../../contract/platform/identity.ts';
import { hostIdsOf } from '../accounts.ts';
import type { IdentityDeps } from '../deps.ts';
import type { HostClients } from '../sessions/host-login.ts';
import { setContent } from './store.ts';
import type { Claim, ClaimContent } from './store.ts';

type Jump = OutputOf<typeof identityStartClaim>['jump'];
type Opened = Partial<Pick<ClaimContent, 'orderNo' | 'certifyId' | 'verifyId'>> | Refusal;

/** A fresh number each time: a lost answer leaves an order behind that must not be used twice. 32 letters and digits, as both hosts take it. */
const newOrderNo = (): string => randomBytes(16).toString('hex');

async function face(deps: IdentityDeps, clients: HostClients, { identifiers }: ClaimContent, accountRef: string): Promise<Opened> {
  const openid = (await hostIdsOf(deps.storage.db, deps.keys, accountRef))?.openid;
  if (!clients.weixin || !openid) return refuse('identityMethodUnavailable');
  const orderNo = newOrderNo();
  const answer = await clients.weixin.getVerifyId({ openid, name: identifiers.name, credentialNo: identifiers.credentialNo, outSeqNo: orderNo });
  if (answer.ok) return { orderNo, verifyId: answer.verifyId };
  deps.log.warn({ errcode: answer.errcode, rid: answer.rid }, 'WeChat did not open a face check');
  return refuse('hostUnavailable');
}

async function certify(deps: IdentityDeps, clients: HostClients, { identifiers }: ClaimContent): Promise<Opened> {
  if (!clients.alipay) return refuse('identityMethodUnavailable');
  const orderNo = newOrderNo();
  const answer = await clients.alipay.initialize(orderNo, identifiers.name, identifiers.credentialNo);
  if (answer.ok) return { orderNo, certifyId: answer.certifyId };
  deps.log.warn({ subCode: answer.subCode }, 'Alipay did not open an identity check');
  return refuse(answer.kind === 'invalid' ? 'identityMismatch' : 'hostUnavailable');
}

async function certDoc(deps: IdentityDeps, clients: HostClients, { identifiers }: ClaimContent): Promise<Opened> {
  if (!clients.alipay) return refuse('identityMethodUnavailable');
  const answer = await clients.alipay.preconsult(identifiers.name, identifiers.credentialNo);
  if (answer.ok) return { verifyId: answer.verifyId };
  deps.log.warn({ subCode: answer.subCode }, 'Alipay did not open a comparison');
  return refuse('hostUnavailable');
}

/** Opens the host's order before the jump, where the host wants one; an order that exists already is used again. */
export async function openOrder(deps: IdentityDeps, clients: HostClients, claim: Claim, accountRef: string): Promise<Refusal | null> {
  const { content, claimId, method } = claim;
  if (!content) return refuse('claimExpired');
  if (method === 'weixinRealName' || content.certifyId || content.verifyId) return null;
  const opened =
    method === 'weixinFace' ? await face(deps, clients, content, accountRef)
    : method === 'alipayCertify' ? await certify(deps, clients, content)
    : await certDoc(deps, clients, content);
  if ('ok' in opened) return opened;
  await setContent(deps.storage.db, deps.keys, claimId, { ...content, ...opened });
  return null;
}

/** Where the phone goes next; null when the claim is over. */
export function jumpOf(claim: Claim, deps: IdentityDeps, clients: HostClients): Jump | null {
  const { method, content } = claim;
  switch (method) {
    case 'weixinRealName':
      return { kind: 'weixinMiniProgram', ...deps.settings.weixinRealName };
    case 'weixinFace':
      return content?.verifyId ? { kind: 'weixinFace', verifyId: content.verifyId } : null;
    case 'alipayCertDoc':
      return content?.verifyId ? { kind: 'alipayAuthorise', scope: 'id_verify', verifyId: content.verifyId } : null;
    case 'alipayCertify':
      return content?.certifyId && clients.alipay ? { kind: 'alipayCertify', certifyId: content.certifyId, url: clients.alipay.certifyUrl(content.certifyId) } : null;
  }
}

