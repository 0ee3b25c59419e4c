import type { AlipayConfig, AlipayProtocol, AlipayResult } from './client.ts';

/** `invalid`: the code or certify id is used, expired or unknown. `unavailable`: Alipay gave no answer that may be believed. */
export type AlipayFailure = { readonly ok: false; readonly kind: 'invalid' | 'unavailable'; readonly subCode: string | null };

export type AlipayLogin = { readonly ok: true; readonly userId: string | null; readonly openId: string | null } | AlipayFailure;
/** A login that may ask in the person's name; the token lives in memory for the one question. */
export type AlipayGrant = { readonly ok: true; readonly userId: string | null; readonly openId: string | null; readonly accessToken: string } | AlipayFailure;
/** What Alipay's member record says of a certified person; null where the contract leaves it out. */
export type AlipayMember =
  | { readonly ok: true; readonly certified: boolean; readonly company: boolean; readonly name: string | null; readonly certType: string | null; readonly certNo: string | null }
  | AlipayFailure;
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
  /** `alipay.system.oauth.token` for a code of scope `id_verify` or `auth_user`. */
  grant(authCode: string): Promise<AlipayGrant>;
  /** `alipay.user.certdoc.certverify.preconsult`: opens a comparison of what was claimed with the account's real-name record. */
  preconsult(name: string, credentialNo: string): Promise<{ readonly ok: true; readonly verifyId: string } | AlipayFailure>;
  /** `alipay.user.certdoc.certverify.consult` with the access token of the person who agreed. */
  consult(verifyId: string, accessToken: string): Promise<AlipayVerdict>;
  /** `alipay.user.info.share`. */
  member(accessToken: string): Promise<AlipayMember>;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function failure(result: AlipayResult): AlipayFailure {
  if (!result.ok) return { ok: false, kind: 'unavailable', subCode: result.fault };
  const subCode = text(result.node.sub_code);
  const invalid = subCode !== null && /code-invalid|CERTIFY_ID_EXPIRED|CERTIFY_ID_USED|CERTIFY_INFO_INVALID|VERIFY_ID_EXPIRED|invalid-auth-relations/.test(subCode);
  return { ok: false, kind: invalid ? 'invalid' : 'unavailable', subCode };
}

/** `passed` as a letter; one published answer wraps it in an array. Anything else is no verdict. */
function verdictOf(result: AlipayResult): AlipayVerdict {
  if (!result.ok || result.node.code !== '10000') return failure(result);
  const { passed } = result.node;
  const letter = Array.isArray(passed) && passed.length === 1 ? passed[0] : passed;
  if (letter === 'T') return { ok: true, passed: true };
  return letter === 'F' ? { ok: true, passed: false } : { ok: false, kind: 'unavailable', subCode: 'passed' };
}

/** @param returnUrl where Alipay's page leads back to; a mini-program ignores it, the method demands it */
export function createAlipayIdentity(config: AlipayConfig, protocol: AlipayProtocol, returnUrl: string): AlipayIdentity {
  const grant: AlipayIdentity['grant'] = async (authCode) => {
    const result = await protocol.call({ method: 'alipay.system.oauth.token', flat: { grant_type: 'authorization_code', code: authCode } });
    const accessToken = result.ok ? text(result.node.access_token) : null;
    if (!result.ok || accessToken === null) return failure(result);
    const userId = text(result.node.user_id);
    const openId = text(result.node.open_id);
    // An answer without any id names nobody.
    return userId ?? openId ? { ok: true, userId, openId, accessToken } : { ok: false, kind: 'unavailable', subCode: 'noId' };
  };
  return {
    grant,
    async login(authCode) {
      const granted = await grant(authCode);
      return granted.ok ? { ok: true, userId: granted.userId, openId: granted.openId } : granted;
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
    query: async (certifyId) => verdictOf(await protocol.call({ method: 'alipay.user.certify.open.query', biz: { certify_id: certifyId } })),
    async preconsult(name, credentialNo) {
      const result = await protocol.call({
        method: 'alipay.user.certdoc.certverify.preconsult',
        biz: { user_name: name, cert_type: 'IDENTITY_CARD', cert_no: credentialNo },
      });
      const verifyId = result.ok && result.node.code === '10000' ? text(result.node.verify_id) : null;
      return verifyId ? { ok: true, verifyId } : failure(result);
    },
    consult: async (verifyId, accessToken) =>
      verdictOf(await protocol.call({ method: 'alipay.user.certdoc.certverify.consult', flat: { auth_token: accessToken }, biz: { verify_id: verifyId } })),
    async member(accessToken) {
      const result = await protocol.call({ method: 'alipay.user.info.share', flat: { auth_token: accessToken } });
      if (!result.ok || result.node.code !== '10000') return failure(result);
      const { is_certified: certified, user_type: kind, user_name: name, cert_type: certType, cert_no: certNo } = result.node;
      return { ok: true, certified: certified === 'T', company: kind === '1', name: text(name), certType: text(certType), certNo: text(certNo) };
    },
  };
}
