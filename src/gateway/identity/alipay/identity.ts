import type { AlipayConfig, AlipayProtocol, AlipayResult } from './client.ts';

/** `invalid`: the code or certify id is used, expired or unknown. `unavailable`: Alipay gave no answer that may be believed. */
export type AlipayFailure = { readonly ok: false; readonly kind: 'invalid' | 'unavailable'; readonly subCode: string | null };

export type AlipayLogin = { readonly ok: true; readonly userId: string | null; readonly openId: string | null } | AlipayFailure;
export type AlipayVerdict = { readonly ok: true; readonly passed: boolean } | AlipayFailure;

export interface AlipayIdentity {
  /** `alipay.system.oauth.token`; success is an `access_token`, there is no `code` then. */
  login(authCode: string): Promise<AlipayLogin>;
  /** `alipay.user.certify.open.initialize` @param orderNo 32 letters and digits, unique */
  initialize(orderNo: string, name: string, credentialNo: string): Promise<{ readonly ok: true; readonly certifyId: string } | AlipayFailure>;
  /** Signed GET address of `alipay.user.certify.open.certify`; the server never calls it. */
  certifyUrl(certifyId: string): string;
  /** `alipay.user.certify.open.query`: the only proof, whatever the client reports. */
  query(certifyId: string): Promise<AlipayVerdict>;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function failure(result: AlipayResult): AlipayFailure {
  if (!result.ok) return { ok: false, kind: 'unavailable', subCode: result.fault };
  const subCode = text(result.node.sub_code);
  const invalid = subCode !== null && /code-invalid|CERTIFY_ID_EXPIRED|CERTIFY_ID_USED|CERTIFY_INFO_INVALID/.test(subCode);
  return { ok: false, kind: invalid ? 'invalid' : 'unavailable', subCode };
}

/** @param returnUrl where Alipay's page leads back to; a mini-program ignores it, the method demands it */
export function createAlipayIdentity(config: AlipayConfig, protocol: AlipayProtocol, returnUrl: string): AlipayIdentity {
  return {
    async login(authCode) {
      const result = await protocol.call({ method: 'alipay.system.oauth.token', flat: { grant_type: 'authorization_code', code: authCode } });
      if (!result.ok || text(result.node.access_token) === null) return failure(result);
      const userId = text(result.node.user_id);
      const openId = text(result.node.open_id);
      // An answer without any id names nobody.
      return userId ?? openId ? { ok: true, userId, openId } : { ok: false, kind: 'unavailable', subCode: 'noId' };
    },
    async initialize(orderNo, name, credentialNo) {
      const result = await protocol.call({
        method: 'alipay.user.certify.open.initialize',
        biz: {
          outer_order_no: orderNo,
          biz_code: config.bizCode ?? 'FACE',
          identity_param: { identity_type: 'CERT_INFO', cert_type: 'IDENTITY_CARD', cert_name: name, cert_no: credentialNo },
          merchant_config: { return_url: returnUrl },
        },
      });
      const certifyId = result.ok && result.node.code === '10000' ? text(result.node.certify_id) : null;
      return certifyId ? { ok: true, certifyId } : failure(result);
    },
    certifyUrl: (certifyId) => protocol.pageUrl({ method: 'alipay.user.certify.open.certify', biz: { certify_id: certifyId } }),
    async query(certifyId) {
      const result = await protocol.call({ method: 'alipay.user.certify.open.query', biz: { certify_id: certifyId } });
      if (!result.ok || result.node.code !== '10000') return failure(result);
      const { passed } = result.node;
      // One published answer wraps the letter in an array.
      const letter = Array.isArray(passed) && passed.length === 1 ? passed[0] : passed;
      if (letter === 'T') return { ok: true, passed: true };
      return letter === 'F' ? { ok: true, passed: false } : { ok: false, kind: 'unavailable', subCode: 'passed' };
    },
  };
}
