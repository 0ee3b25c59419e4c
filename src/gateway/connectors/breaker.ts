export type BreakerState = 'closed' | 'open' | 'halfOpen';

const windowSize = 20;

export interface BreakerOptions {
  readonly failuresToOpen: number;
  readonly openMs: number;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  readonly onChange?: (state: BreakerState) => void;
}

/** Leave to call, from `enter`. Exactly one of the two is called when the call has ended. */
export interface Pass {
  /** The one call that tries whether the department is back. */
  readonly probe: boolean;
  succeeded(): void;
  failed(): void;
}

/**
 * Circuit breaker of one department. Opens after so many failures in a row, or when half of the last 20 calls failed;
 * after `openMs` exactly one call goes through and decides.
 *
 * Our own and not cockatiel's for three reasons: outcomes here are values and not exceptions; while the probe is under
 * way cockatiel lets the others wait for it, here they are answered at once; and the clock can be handed in.
 */
export class Breaker {
  #options: BreakerOptions;
  #state: BreakerState = 'closed';
  #openedAt = 0;
  #inARow = 0;
  #recent: boolean[] = [];
  #probing = false;
  /** Counts openings, so that a call which began before one cannot close it. */
  #generation = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** True when `enter` would refuse now. Does not take the probe's place. */
  refuses(): boolean {
    if (this.#state === 'closed') return false;
    if (this.#state === 'halfOpen') return this.#probing;
    return this.#options.now() - this.#openedAt < this.#options.openMs;
  }

  /** A pass, or null while nothing may be sent. */
  enter(): Pass | null {
    if (this.refuses()) return null;
    if (this.#state === 'open') this.#change('halfOpen');
    const probe = this.#state === 'halfOpen';
    if (probe) this.#probing = true;
    const generation = this.#generation;
    let ended = false;
    const end = (ok: boolean) => {
      if (ended || generation !== this.#generation) return;
      ended = true;
      if (probe) this.#endProbe(ok);
      else this.#record(ok);
    };
    return { probe, succeeded: () => end(true), failed: () => end(false) };
  }

  #record(ok: boolean): void {
    this.#inARow = ok ? 0 : this.#inARow + 1;
    this.#recent.push(ok);
    if (this.#recent.length > windowSize) this.#recent.shift();
    const failures = this.#recent.filter((one) => !one).length;
    const halfFailed = this.#recent.length === windowSize && failures * 2 >= windowSize;
    if (this.#inARow >= this.#options.failuresToOpen || (halfFailed && !ok)) this.#open();
  }

  #endProbe(ok: boolean): void {
    this.#probing = false;
    if (!ok) return this.#open();
    this.#generation += 1;
    this.#reset();
    this.#change('closed');
  }

  #open(): void {
    this.#generation += 1;
    this.#openedAt = this.#options.now();
    this.#reset();
    this.#change('open');
  }

  #reset(): void {
    this.#inARow = 0;
    this.#recent = [];
  }

  #change(state: BreakerState): void {
    this.#state = state;
    this.#options.onChange?.(state);
  }
}
