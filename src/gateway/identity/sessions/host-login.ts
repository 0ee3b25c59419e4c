import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { HostAccount } from '../accounts.ts';
import type { AlipayIdentity } from '../alipay/identity.ts';
import type { IdentityLog } from '../deps.ts';
import type { IdentitySettings } from '../settings.ts';
import type { WeixinClient } from '../weixin/client.ts';

export type HostLogin = { readonly ok: true; readonly account: HostAccount } | Refusal;

export interface HostClients {
  readonly weixin: WeixinClient | null;
  readonly alipay: AlipayIdentity | null;
}

async function weixinLogin(client: WeixinClient, appId: string, code: string, log: IdentityLog): Promise<HostLogin> {
  const answer = await client.code2Session(code);
  if (!answer.ok) {
    log.warn({ errcode: answer.errcode, rid: answer.rid }, 'WeChat refused a login');
    return refuse(answer.kind === 'codeInvalid' ? 'hostLoginFailed' : 'hostUnavailable');
  }
  const { openid, unionid } = answer;
  return { ok: true, account: { host: 'weapp', appId, subjects: [openid], ids: { openid, unionid } } };
}

async function alipayLogin(client: AlipayIdentity, appId: string, code: string, log: IdentityLog): Promise<HostLogin> {
  const answer = await client.login(code);
  if (!answer.ok) {
    log.warn({ subCode: answer.subCode }, 'Alipay refused a login');
    return refuse(answer.kind === 'invalid' ? 'hostLoginFailed' : 'hostUnavailable');
  }
  const { userId, openId } = answer;
  // Newer apps see open_id only; an account made under the old user_id is found by it and moved.
  const subjects = [openId && `open|${openId}`, userId && `user|${userId}`].filter((one): one is string => Boolean(one));
  return { ok: true, account: { host: 'alipay', appId, subjects, ids: { userId, openId } } };
}

/** Exchanges the single-use login code of a mini-program at its host. Uses the network. */
export async function loginAtHost(
  host: 'weapp' | 'alipay',
  code: string,
  clients: HostClients,
  settings: IdentitySettings,
  log: IdentityLog,
): Promise<HostLogin> {
  if (host === 'weapp' && clients.weixin && settings.weixin) return weixinLogin(clients.weixin, settings.weixin.appId, code, log);
  if (host === 'alipay' && clients.alipay && settings.alipay) return alipayLogin(clients.alipay, settings.alipay.appId, code, log);
  return refuse('hostUnavailable');
}
