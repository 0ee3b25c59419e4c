/** Remembers what was seen for a while. */
export interface ReplayMemory {
  /** @returns true the first time within the life */
  first(key: string): boolean;
}

/** @param lifeMs how long a key is remembered; `now` gives milliseconds since the epoch */
export function createReplayMemory(lifeMs: number, now: () => number): ReplayMemory {
  const until = new Map<string, number>();
  return {
    first(key) {
      const at = now();
      // A Map keeps the order of insertion, so the oldest stand in front.
      for (const [old, end] of until) {
        if (end > at) break;
        until.delete(old);
      }
      if (until.has(key)) return false;
      until.set(key, at + lifeMs);
      return true;
    },
  };
}
