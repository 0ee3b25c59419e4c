/**
 * A small seeded generator (mulberry32), so that a run with faults "now and then" can be repeated exactly.
 * Not for secrets: codes, keys and tokens come from node:crypto.
 * @param seed any 32-bit whole number
 * @returns a function that gives the next number in [0, 1)
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
