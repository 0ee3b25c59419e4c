import type { KeyObject } from 'node:crypto';
import { jsonObject } from '../host-http.ts';
import { decryptContent, verifyRsa2 } from './signing.ts';

export type AlipayAnswer =
  | { readonly ok: true; readonly node: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly fault: 'garbled' | 'unsigned' | 'badSignature' };

/** End (exclusive) of a JSON string that starts at `start` with a quote, or -1. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}

/** End (exclusive) of the value that starts at `start`: braces and brackets are counted outside strings. */
function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    const c = text[i];
    if (c === '"') {
      const end = endOfString(text, i);
      if (end < 0) return -1;
      i = end - 1;
    } else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      if (depth === 0) return i;
      depth -= 1;
      if (depth === 0) return i + 1;
    } else if (depth === 0 && c === ',') return i;
  }
  return -1;
}

const blank = (c: string | undefined): boolean => c === ' ' || c === '\n' || c === '\r' || c === '\t';

/**
 * Members of the outermost object with the exact raw text of their values.
 * A name that comes twice makes the whole answer unusable: a parser would take one and the signature cover the other.
 */
export function rawMembers(text: string): ReadonlyMap<string, string> | null {
  const members = new Map<string, string>();
  let i = 0;
  const skip = () => {
    while (blank(text[i])) i += 1;
  };
  skip();
  if (text[i] !== '{') return null;
  i += 1;
  for (;;) {
    skip();
    if (text[i] === '}') return members;
    if (text[i] !== '"') return null;
    const nameEnd = endOfString(text, i);
    if (nameEnd < 0) return null;
    const name = text.slice(i + 1, nameEnd - 1);
    i = nameEnd;
    skip();
    if (text[i] !== ':') return null;
    i += 1;
    skip();
    const end = endOfValue(text, i);
    if (end < 0 || members.has(name)) return null;
    members.set(name, text.slice(i, end).trimEnd());
    i = end;
    skip();
    if (text[i] === ',') i += 1;
  }
}

/**
 * Checks and reads an answer of gateway.do. The signature covers the exact raw text of the response node – with both
 * quotes when the content is encrypted – so nothing is re-serialised. Unsigned answers are failures, also unsigned refusals.
 * @param root name of the response node; `error_response` is read as well
 */
export function readAlipayAnswer(text: string, root: string, publicKey: KeyObject, aesKey: Buffer | null): AlipayAnswer {
  const members = rawMembers(text);
  const raw = members?.get(root) ?? members?.get('error_response');
  if (!members || raw === undefined) return { ok: false, fault: 'garbled' };
  const signature = /^"([A-Za-z0-9+/=]+)"$/.exec((members.get('sign') ?? '').replaceAll('\\/', '/'))?.[1];
  if (!signature) return { ok: false, fault: 'unsigned' };
  if (!verifyRsa2(raw, signature, publicKey)) return { ok: false, fault: 'badSignature' };
  const plain = raw.startsWith('"') ? (aesKey ? decryptContent(raw.slice(1, -1).replaceAll('\\/', '/'), aesKey) : null) : raw;
  const node = plain === null ? null : jsonObject(plain);
  return node ? { ok: true, node } : { ok: false, fault: 'garbled' };
}
