import type { KeyObject } from 'node:crypto';
import { failure } from './answers.ts';
import type { Node } from './answers.ts';
import { decryptContent, requestText, verifyRsa2 } from './signing.ts';

/** A request that passed the gateway's own checks. */
export interface AlipayRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  /** Decrypted and parsed `biz_content`; empty when there is none. */
  readonly biz: Readonly<Record<string, unknown>>;
  readonly encrypted: boolean;
}

export interface RequestRules {
  readonly appId: string;
  readonly appKey: KeyObject | null;
  readonly aesKey: string | null;
  /** Gateway's clock, milliseconds. */
  readonly now: number;
  readonly rejectSignature: boolean;
}

/** Timestamps further than this from the gateway's clock are refused. */
const clockWindow = 15 * 60_000;

/** Beijing time `yyyy-MM-dd HH:mm:ss` to milliseconds, or null when the text is something else. */
function readTimestamp(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`);
  return Number.isNaN(at) ? null : at;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function missing(name: string): Node {
  return failure('40001', `isv.missing-${name}`, `缺少${name}参数`);
}

function invalid(name: string, text: string): Node {
  return failure('40002', `isv.invalid-${name}`, text);
}

/** A gateway-level refusal; `signed` is false where the gateway does not even know whose keys to use. */
export interface Refused {
  readonly refusal: Node;
  readonly signed: boolean;
}

/**
 * Checks the public parameters, clock, signature and content encryption of a merged request.
 * @returns the request, or the refusal node
 */
export function readRequest(params: Readonly<Record<string, string>>, rules: RequestRules): AlipayRequest | Refused {
  const refused = (refusal: Node, signed = true): Refused => ({ refusal, signed });
  if (!params.app_id) return refused(missing('app-id'), false);
  if (params.app_id !== rules.appId) return refused(invalid('app-id', '无效的AppID参数'), false);
  if (!params.method) return refused(missing('method'));
  if (!params.version) return refused(missing('version'));
  if (params.version !== '1.0') return refused(invalid('version', '无效的版本参数'));
  // Only what the gateway of this product sends; the real one also takes GBK.
  if (!/^utf-?8$/i.test(params.charset ?? '')) return refused(invalid('charset', '编码类型无效'));
  if (!params.sign_type) return refused(missing('signature-type'));
  if (params.sign_type !== 'RSA2') return refused(invalid('signature-type', '无效签名类型'));
  if (!params.timestamp) return refused(missing('timestamp'));
  const at = readTimestamp(params.timestamp);
  if (at === null || Math.abs(at - rules.now) > clockWindow) return refused(invalid('timestamp', '非法的时间戳参数'));
  if (!params.sign) return refused(missing('signature'));
  const text = requestText(params);
  if (rules.rejectSignature || !rules.appKey || !verifyRsa2(text, params.sign, rules.appKey)) {
    const hint = '验签出错,建议检查签名字符串或签名私钥与应用公钥是否匹配,网关生成的验签字符串为:';
    return refused(invalid('signature', `${hint}${escaped(text)}`));
  }
  const encrypted = params.encrypt_type === 'AES';
  if (encrypted && rules.aesKey === null) return refused(failure('40001', 'isv.missing-encrypt-key', '缺少加密配置'));
  const content = params.biz_content ?? '';
  const plain = encrypted && rules.aesKey !== null && content ? decryptContent(content, rules.aesKey) : content;
  if (plain === null) return refused(failure('40002', 'isv.decryption-error-unknown', '解密出错, 未知错误'));
  const biz = readJsonObject(plain || '{}');
  if (!biz) return refused(invalid('json', 'biz_content 不是合法的 JSON'));
  return { method: params.method, params, biz, encrypted };
}

/** A JSON object given as text or already as an object; anything else is null. */
export function readJsonObject(value: unknown): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
