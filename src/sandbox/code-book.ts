import { randomBytes } from 'node:crypto';

/** Single-use codes with an end, as both hosts and the ticket dialect hand them out. */
export interface CodeBook<T> {
  /** @returns a fresh code that stands for `value` */
  issue(value: T): string;
  /** Spends a code. Unknown, spent and expired codes all give null: the hosts do not tell them apart either. */
  spend(code: string): T | null;
}

/** Codes kept at most; the oldest go first, so that a long run cannot eat the memory. */
const most = 10_000;

/**
 * @param lifetimeMs how long a code can be spent
 * @param now the clock, milliseconds
 * @param shape turns random hex into the look of the host's codes
 */
export function createCodeBook<T>(
  lifetimeMs: number,
  now: () => number,
  shape: (hex: string) => string = (hex) => hex,
): CodeBook<T> {
  const codes = new Map<string, { value: T; until: number }>();
  return {
    issue(value) {
      const code = shape(randomBytes(16).toString('hex'));
      codes.set(code, { value, until: now() + lifetimeMs });
      const oldest = codes.keys().next();
      if (codes.size > most && !oldest.done) codes.delete(oldest.value);
      return code;
    },
    spend(code) {
      const entry = codes.get(code);
      codes.delete(code);
      return entry && now() < entry.until ? entry.value : null;
    },
  };
}
