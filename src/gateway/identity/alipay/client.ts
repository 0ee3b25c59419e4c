import type { KeyObject } from 'node:crypto';
import { shanghaiDateTime } from '../../../contract/shanghai-time.ts';
import type { HostHttp } from '../host-http.ts';
import { readAlipayAnswer } from './answer.ts';
import { encryptContent, readPrivateKey, readPublicKey, signRsa2, stringToSign } from './signing.ts';

export interface AlipayConfig {
  /** `https://openapi.alipay.com/gateway.do` */
  readonly gatewayUrl: string;
  readonly appId: string;
  /** PEM or bare base64. */
  readonly appPrivateKey: string;
  /** Alipay's own public key (not the app's), PEM or bare base64. */
  readonly alipayPublicKey: string;
  /** Base64 of the console's AES key; null sends and reads plain content. */
  readonly aesKey?: string | null;
  readonly bizCode?: 'FACE' | 'SMART_FACE' | 'CERT_PHOTO' | 'CERT_PHOTO_FACE' | undefined;
}

/** What Alipay said, after the signature held. */
export type AlipayResult =
  | { readonly ok: true; readonly node: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly fault: 'unavailable' | 'garbled' | 'unsigned' | 'badSignature'; readonly neverLeft?: true };

/** A call's own parameters: flat ones (`grant_type`), or `biz` for `biz_content`. */
export interface AlipayCall {
  readonly method: string;
  readonly biz?: Readonly<Record<string, unknown>>;
  readonly flat?: Readonly<Record<string, string>>;
}

export interface AlipayProtocol {
  call(call: AlipayCall): Promise<AlipayResult>;
  /** Signed GET address of a page-type method, to be handed to the client. */
  pageUrl(call: AlipayCall): string;
}

const queryNames = new Set(['app_id', 'method', 'format', 'charset', 'sign_type', 'sign', 'timestamp', 'version']);

interface Keys {
  readonly app: KeyObject;
  readonly alipay: KeyObject;
  readonly aes: Buffer | null;
}

function signedParams(config: AlipayConfig, keys: Keys, now: number, call: AlipayCall): Record<string, string> {
  const biz = call.biz ? JSON.stringify(call.biz) : '';
  const params: Record<string, string> = {
    app_id: config.appId,
    method: call.method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: shanghaiDateTime(now),
    version: '1.0',
    ...call.flat,
  };
  // Encrypt first, then sign: the signature covers the ciphertext.
  if (biz && keys.aes) Object.assign(params, { biz_content: encryptContent(biz, keys.aes), encrypt_type: 'AES' });
  else if (biz) params.biz_content = biz;
  params.sign = signRsa2(stringToSign(params), keys.app);
  return params;
}

/**
 * OpenAPI v2 over gateway.do. Every answer is verified; there is no way to switch that off.
 * Throws at start when a key is unreadable, never for anything Alipay does.
 */
export function createAlipayProtocol(config: AlipayConfig, http: HostHttp, now: () => number): AlipayProtocol {
  const keys: Keys = {
    app: readPrivateKey(config.appPrivateKey),
    alipay: readPublicKey(config.alipayPublicKey),
    aes: config.aesKey ? Buffer.from(config.aesKey, 'base64') : null,
  };
  return {
    async call(call) {
      const params = signedParams(config, keys, now(), call);
      const query = new URLSearchParams();
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(params)) (queryNames.has(name) ? query : body).append(name, value);
      const reply = await http(`${config.gatewayUrl}?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
        body: body.toString(),
        timeoutMs: 2500,
      });
      if (!reply.ok) return { ok: false, fault: 'unavailable', ...(reply.neverLeft && { neverLeft: true as const }) };
      if (reply.status !== 200) return { ok: false, fault: 'unavailable' };
      return readAlipayAnswer(reply.text, `${call.method.replaceAll('.', '_')}_response`, keys.alipay, keys.aes);
    },
    pageUrl(call) {
      return `${config.gatewayUrl}?${new URLSearchParams(signedParams(config, keys, now(), call))}`;
    },
  };
}
