/**
 * Bounded places for one department, so that a slow one cannot take the whole gateway.
 * Waiting is bounded too: the caller gets `null` at once when the queue is full, or when its signal ends first.
 */
export class Bulkhead {
  #free: number;
  #queueLimit: number;
  #waiting: (() => void)[] = [];

  constructor(places: number, queueLimit: number) {
    this.#free = places;
    this.#queueLimit = queueLimit;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** A function that gives the place back (call it once), or why there is none. */
  async enter(signal: AbortSignal): Promise<(() => void) | 'full' | 'tooLate'> {
    if (signal.aborted) return 'tooLate';
    if (this.#free > 0) {
      this.#free -= 1;
      return () => this.#leave();
    }
    if (this.#waiting.length >= this.#queueLimit) return 'full';
    return new Promise((resolve) => {
      const next = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(() => this.#leave());
      };
      const giveUp = () => {
        this.#waiting = this.#waiting.filter((one) => one !== next);
        resolve('tooLate');
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(next);
    });
  }

  /** The place goes straight to the next in the queue, so that nobody can slip in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
