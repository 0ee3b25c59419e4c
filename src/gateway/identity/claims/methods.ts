import { credentialTypes } from '../../../contract/credentials.ts';
import type { CredentialType } from '../../../contract/credentials.ts';
import type { Host } from '../../../contract/levels.ts';
import { claimMethods } from '../../../contract/platform/identity.ts';
import type { identityMethodsList, IdentityMethod } from '../../../contract/platform/identity.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import type { IdentitySettings } from '../settings.ts';

type Listed = OutputOf<typeof identityMethodsList>['methods'][number];

/** WeChat and Alipay compare mainland identity cards only; everybody else takes a binding code. */
export function accepts(method: IdentityMethod): readonly CredentialType[] {
  return claimMethods.some((one) => one === method) ? ['residentId'] : credentialTypes;
}

/** True when the host compares a face. Alipay's kind is chosen by the profile. */
function usesFace(method: IdentityMethod, settings: IdentitySettings): boolean {
  return method === 'weixinFace' || (method === 'alipayCertify' && settings.alipay?.bizCode !== 'CERT_PHOTO');
}

/** Highest level a method can give: L3 when a face was compared, a document was seen at a counter, or the unified identity says so. */
export function levelOf(method: IdentityMethod, settings: IdentitySettings): 'L2' | 'L3' {
  return usesFace(method, settings) || method === 'unifiedIdentity' || method === 'bindingCode' ? 'L3' : 'L2';
}

const hostOf: Partial<Record<IdentityMethod, Host>> = {
  weixinRealName: 'weapp', weixinFace: 'weapp', alipayCertify: 'alipay', alipayCertDoc: 'alipay', alipayUserInfo: 'alipay', unifiedIdentity: 'h5',
};

function configured(method: IdentityMethod, settings: IdentitySettings): boolean {
  switch (hostOf[method]) {
    case 'weapp':
      return settings.weixin !== null;
    case 'alipay':
      return settings.alipay !== null;
    case 'h5':
      return settings.unified !== null;
    default:
      return true;
  }
}

/**
 * Methods of a host in the order of the profile. `reason` is a text key below `identity.reason.`.
 * @param document kind of the person's document, when it is known: a method that cannot compare it is unavailable
 */
export function methodsOf(host: Host, settings: IdentitySettings, document: CredentialType | null): Listed[] {
  return settings.methods[host]
    .filter(({ id }) => (hostOf[id] ?? host) === host)
    .map(({ id, enabled }) => {
      const covered = document === null || accepts(id).includes(document);
      const reason = !enabled ? 'switchedOff' : !configured(id, settings) ? 'notConfigured' : !covered ? 'documentNotCovered' : null;
      return { id, available: reason === null, reason, level: levelOf(id, settings), accepts: [...accepts(id)], face: usesFace(id, settings) };
    });
}
