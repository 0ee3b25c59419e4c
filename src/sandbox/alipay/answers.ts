import type { KeyObject } from 'node:crypto';
import { encryptContent, signRsa2 } from './signing.ts';

/** Content of an answer node; every value is JSON. */
export type Node = Readonly<Record<string, unknown>>;

/** Successful business answers carry this; `alipay.system.oauth.token` does not. */
export const success = { code: '10000', msg: 'Success' } as const;

const messages: Record<string, string> = {
  '20000': 'Service Currently Unavailable',
  '20001': 'Insufficient Token Permissions',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40003': 'Insufficient Conditions',
  '40004': 'Business Failed',
  '40006': 'Insufficient Permissions',
};

/** A refusal of the gateway or of a method. */
export function failure(code: string, subCode: string, subMessage: string): Node {
  return { code, msg: messages[code] ?? 'Unknown', sub_code: subCode, sub_msg: subMessage };
}

/** JSON as Alipay writes it: every `/` as `\/`, so that signing re-serialised JSON shows up as the mistake it is. */
export function rawText(node: Node): string {
  return JSON.stringify(node).replaceAll('/', '\\/');
}

/** `alipay.user.certify.open.query` → `alipay_user_certify_open_query_response`. */
export function rootOf(method: string): string {
  return `${method.replaceAll('.', '_')}_response`;
}

/** How an answer leaves: honest by default, otherwise one of the faults. */
export interface Sealing {
  readonly key: KeyObject;
  /** Set when the request came encrypted: the node becomes a quoted base64 text and the quotes are signed with it. */
  readonly aesKey?: string;
  readonly fault?: 'unsigned' | 'tampered' | 'reserialised';
}

/**
 * Writes and signs the whole answer text.
 * @param root `error_response` or the method's root
 */
export function sealAnswer(root: string, node: Node, sealing: Sealing): string {
  const plain = rawText(node);
  const value = sealing.aesKey === undefined ? plain : JSON.stringify(encryptContent(plain, sealing.aesKey));
  if (sealing.fault === 'unsigned') return `{"${root}":${value}}`;
  // What a careless signer would do: parse, write again, sign that.
  const signed = sealing.fault === 'reserialised' ? JSON.stringify(JSON.parse(value), null, 1) : value;
  const sent = sealing.fault === 'tampered' ? tamper(value) : value;
  return `{"${root}":${sent},"sign":"${signRsa2(signed, sealing.key)}"}`;
}

/** Turns a refusal into a pass, as someone on the line would; any other answer gets one more member. */
function tamper(value: string): string {
  if (value.startsWith('"')) return `"A${value.slice(2)}`;
  if (value.includes('"passed":"F"')) return value.replace('"passed":"F"', '"passed":"T"');
  return value.replace('{', '{"tampered":"1",');
}
