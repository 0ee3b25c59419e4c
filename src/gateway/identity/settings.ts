import type { IdentityMethod } from '../../contract/platform/identity.ts';
import type { Host } from '../../contract/levels.ts';
import type { CityProfile } from '../city/profile.ts';
import type { Config } from '../config.ts';
import type { AlipayConfig } from './alipay/client.ts';
import type { OidcConfig } from './unified/oidc.ts';
import type { TicketConfig } from './unified/ticket.ts';
import type { WeixinConfig } from './weixin/client.ts';

/** What the identity part needs of configuration and profile. A host without its keys is null: its methods are unavailable. */
export interface IdentitySettings {
  /** Public origin without a slash at the end. */
  readonly origin: string;
  readonly weixin: WeixinConfig | null;
  /** Mini-program of WeChat that asks the citizen for agreement. */
  readonly weixinRealName: { readonly appId: string; readonly path: string };
  readonly alipay: AlipayConfig | null;
  readonly unified: OidcConfig | TicketConfig | null;
  readonly methods: Readonly<Record<Host, readonly { readonly id: IdentityMethod; readonly enabled: boolean }[]>>;
}

function unifiedOf(config: Config, profile: CityProfile, sm4Key: string | null): OidcConfig | TicketConfig | null {
  const { unified } = profile.hosts;
  if (unified.dialect === 'oidc') {
    return {
      kind: 'oidc',
      issuer: config.UNIFIED_ISSUER ?? unified.issuer,
      clientId: config.UNIFIED_CLIENT_ID,
      clientSecret: config.UNIFIED_CLIENT_SECRET,
      clientAuth: config.UNIFIED_CLIENT_AUTH,
      highAssurance: unified.highAssurance,
    };
  }
  if (!config.UNIFIED_CLIENT_SECRET || !sm4Key) return null;
  return {
    kind: 'ticket',
    loginUrl: `${unified.ticketUrl}/authorize`,
    ticketUrl: `${unified.ticketUrl}/auth/ticket`,
    appId: config.UNIFIED_CLIENT_ID,
    appSecret: config.UNIFIED_CLIENT_SECRET,
    sm4Key,
    highAssurance: unified.highAssurance,
  };
}

/**
 * Picks the identity settings out of configuration and profile.
 * @param origin public origin, known only after listening when the port was 0
 * @param sm4Key SM4 key of the ticket dialect, 32 hex digits; null with OpenID Connect
 */
export function identitySettings(config: Config, profile: CityProfile, origin: string, sm4Key: string | null = null): IdentitySettings {
  const { weixin, alipay } = profile.hosts;
  return {
    origin: origin.replace(/\/$/, ''),
    weixin: config.WEIXIN_SECRET ? { baseUrl: weixin.baseUrl.replace(/\/$/, ''), appId: config.WEIXIN_APPID, appSecret: config.WEIXIN_SECRET } : null,
    weixinRealName: { appId: weixin.realNameAppId, path: weixin.realNamePath },
    alipay:
      config.ALIPAY_APP_PRIVATE_KEY && config.ALIPAY_PUBLIC_KEY
        ? {
            gatewayUrl: alipay.gatewayUrl,
            appId: config.ALIPAY_APPID,
            appPrivateKey: config.ALIPAY_APP_PRIVATE_KEY,
            alipayPublicKey: config.ALIPAY_PUBLIC_KEY,
            aesKey: config.ALIPAY_AES_KEY,
            bizCode: alipay.bizCode,
          }
        : null,
    unified: unifiedOf(config, profile, sm4Key),
    methods: profile.identityMethods,
  };
}
