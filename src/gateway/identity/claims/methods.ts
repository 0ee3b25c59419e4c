import { credentialTypes } from '../../../contract/credentials.ts';
import type { CredentialType } from '../../../contract/credentials.ts';
import type { Host } from '../../../contract/levels.ts';
import type { identityMethodsList } from '../../../contract/platform/identity.ts';
import type { IdentityMethod } from '../../../contract/platform/identity.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import type { IdentitySettings } from '../settings.ts';

type Listed = OutputOf<typeof identityMethodsList>['methods'][number];

/** Level a passed check at Alipay gives: L3 when a face was compared, otherwise L2. */
export function alipayLevel(settings: IdentitySettings): 'L2' | 'L3' {
  return settings.alipay?.bizCode === 'CERT_PHOTO' ? 'L2' : 'L3';
}

/** WeChat and Alipay compare mainland identity cards only; everybody else takes a binding code. */
export function accepts(method: IdentityMethod): readonly CredentialType[] {
  return method === 'weixinRealName' || method === 'alipayCertify' ? ['residentId'] : credentialTypes;
}

function levelOf(method: IdentityMethod, settings: IdentitySettings): 'L2' | 'L3' {
  if (method === 'weixinRealName') return 'L2';
  return method === 'alipayCertify' ? alipayLevel(settings) : 'L3';
}

const hostOf: Partial<Record<IdentityMethod, Host>> = { weixinRealName: 'weapp', alipayCertify: 'alipay', unifiedIdentity: 'h5' };

function configured(method: IdentityMethod, settings: IdentitySettings): boolean {
  if (method === 'weixinRealName') return settings.weixin !== null;
  if (method === 'alipayCertify') return settings.alipay !== null;
  return method === 'unifiedIdentity' ? settings.unified !== null : true;
}

/** Methods of a host in the order of the profile. `reason` is a text key below `identity.reason.`. */
export function methodsOf(host: Host, settings: IdentitySettings): Listed[] {
  return settings.methods[host]
    .filter(({ id }) => (hostOf[id] ?? host) === host)
    .map(({ id, enabled }) => {
      const ready = configured(id, settings);
      return {
        id,
        available: enabled && ready,
        reason: enabled && ready ? null : enabled ? 'notConfigured' : 'switchedOff',
        level: levelOf(id, settings),
        accepts: [...accepts(id)],
      };
    });
}
