import { eachField } from '../../contract/field-class.ts';
import type { Operation } from '../../contract/operation.ts';

/** Names that are never logged whatever stands in them. */
const always = [
  'authorization', 'cookie', 'set-cookie', 'token', 'signatureKey', 'signature', 'secret', 'password', 'key', 'privateKey',
  'body', 'input', 'data', 'name', 'credentialNo', 'phone', 'words', 'sealed',
];

export const redactedMark = '[redacted]';

// A citizen's number, a mobile number: also inside messages of libraries. Permits: letter and 8 digits or more.
const numbers = /\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)|\b[HMhm]\d{8,10}\b|\b[A-Z]{3}\d{12}\b/g;
// Three parts of base64url or a long bearer: tokens.
const tokens = /Bearer\s+\S+|\b[as]\.\d+-[0-9a-f]{8}\.[\w-]{16}\.[\w-]{20,}/g;

/** Removes what looks like a number of a person or a token from free text. */
export function scrub(text: string): string {
  return text.replace(tokens, redactedMark).replace(numbers, redactedMark);
}

/**
 * The same for the text of an error, more strictly: ours are English and hold no long number, so Chinese characters and
 * eight digits in a row are something a library quoted – a name, a citizen's own words, a permit, a passport.
 */
export function scrubError(text: string): string {
  return scrub(text).replace(/[\p{Script=Han}·]+/gu, redactedMark).replace(/[A-Za-z]?\d{8,}[A-Za-z]?/g, redactedMark);
}

/** Names of all personal and sensitive fields of the declarations. */
export function classifiedNames(operations: readonly Operation[]): ReadonlySet<string> {
  const names = new Set(always.map((one) => one.toLowerCase()));
  for (const operation of operations) for (const schema of [operation.input, operation.output]) {
    eachField(schema, (path, facts) => {
      if (!facts || facts.fieldClass === 'public' || facts.fieldClass === 'internal') return;
      const last = path.replace(/[[\]{}]/g, '').split('.').at(-1);
      if (last) names.add(last.toLowerCase());
    });
  }
  return names;
}

/** Makes the function every log object goes through: classified names are replaced, free text is scrubbed, depth is bounded. */
export function createRedactor(operations: readonly Operation[]): (value: Record<string, unknown>) => Record<string, unknown> {
  const names = classifiedNames(operations);
  const clean = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return scrub(value);
    if (value === null || typeof value !== 'object') return value;
    if (depth > 4) return redactedMark;
    if (value instanceof Error) return { type: value.name, message: scrubError(value.message), stack: scrubError(value.stack ?? '') };
    if (value instanceof Uint8Array) return redactedMark;
    if (Array.isArray(value)) return value.slice(0, 50).map((one) => clean(one, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, names.has(key.toLowerCase()) ? redactedMark : clean(one, depth + 1)]));
  };
  return (value) => clean(value, 0) as Record<string, unknown>;
}
