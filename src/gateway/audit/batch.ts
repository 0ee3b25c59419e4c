/** Rows one flush takes at most; the rest waits for the next, which starts at once. */
const mostPerFlush = 500;

interface Waiting<T> {
  readonly item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Group commit: what arrives while a flush runs goes with the next one, which starts when the last one ends.
 * A lone item waits for nothing but its own flush; there is no timer.
 */
export class Batch<T> {
  readonly #flush: (items: readonly T[]) => Promise<void>;
  #waiting: Waiting<T>[] = [];
  #running: Promise<void> | null = null;

  /** @param flush makes the items durable; called never twice at a time */
  constructor(flush: (items: readonly T[]) => Promise<void>) {
    this.#flush = flush;
  }

  /** Resolves when the item is durable, rejects when its flush failed. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // All calls of this turn of the event loop go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, mostPerFlush);
      try {
        await this.#flush(taken.map((each) => each.item));
        for (const each of taken) each.resolve();
      } catch (error) {
        for (const each of taken) each.reject(error);
      }
    }
    this.#running = null;
  }
}
