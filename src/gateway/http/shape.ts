import { refuse, type Refusal } from '../../contract/problems.ts';

/** Body limit of an operation that declares none. */
export const defaultBodyLimit = 16 * 1024;
const maxDepth = 32;
const maxMembers = 2000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Looks at brackets only, before anything is parsed: 10^4 levels cost one pass over the bytes. */
function tooDeep(body: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i];
    if (inText) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

// Half a surrogate pair or NUL, written as an escape: no database keeps them as they are.
const unstorable = /[\0\p{Surrogate}]/u;

function isSafe(value: unknown, budget: { left: number }): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (value === null || typeof value !== 'object') return true;
  const keys = Array.isArray(value) ? null : Object.keys(value);
  budget.left -= keys ? keys.length : (value as unknown[]).length;
  if (budget.left < 0) return false;
  if (!keys) return (value as unknown[]).every((one) => isSafe(one, budget));
  for (const key of keys) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype' || unstorable.test(key)) return false;
    if (!isSafe((value as Record<string, unknown>)[key], budget)) return false;
  }
  return true;
}

/**
 * Second step: the body as a JSON object of bounded depth and size, free of prototype keys.
 * Lone surrogates and bad UTF-8 are refused too, because they would not survive storage.
 */
export function readShape(body: Uint8Array): { readonly ok: true; readonly value: Record<string, unknown> } | Refusal {
  if (body.length === 0) return { ok: true, value: {} };
  if (tooDeep(body)) return refuse('malformedRequest');
  try {
    const value = JSON.parse(utf8.decode(body)) as unknown;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return refuse('malformedRequest');
    if (!isSafe(value, { left: maxMembers })) return refuse('malformedRequest');
    return { ok: true, value: value as Record<string, unknown> };
  } catch {
    return refuse('malformedRequest');
  }
}
