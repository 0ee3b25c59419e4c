interface Window {
  count: number;
  /** End in ms. */
  readonly until: number;
}

/**
 * Fixed windows of calls by key in this process's memory. A key's window begins with its first call.
 * No timer per key and nothing to wait for: this runs twice for every call. Ended windows are swept once per window length.
 */
export class MemoryWindow {
  readonly #points: number;
  readonly #lengthMs: number;
  readonly #windows = new Map<string, Window>();
  #sweepAt = 0;

  constructor(points: number, windowSeconds: number) {
    this.#points = points;
    this.#lengthMs = windowSeconds * 1000;
  }

  /** Counts a call. @returns 0 when it may pass, otherwise ms until the window ends */
  take(key: string, now = Date.now()): number {
    if (now >= this.#sweepAt) this.#sweep(now);
    const window = this.#windows.get(key);
    if (!window || window.until <= now) {
      this.#windows.set(key, { count: 1, until: now + this.#lengthMs });
      return this.#points >= 1 ? 0 : this.#lengthMs;
    }
    window.count += 1;
    return window.count <= this.#points ? 0 : window.until - now;
  }

  /** Keys held now. */
  get size(): number {
    return this.#windows.size;
  }

  #sweep(now: number): void {
    this.#sweepAt = now + this.#lengthMs;
    for (const [key, window] of this.#windows) if (window.until <= now) this.#windows.delete(key);
  }
}
