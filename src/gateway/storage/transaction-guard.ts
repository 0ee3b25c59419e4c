import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  open: boolean;
}

/** Knows whether the running code was called from an open transaction. */
export class TransactionGuard {
  readonly #scopes = new AsyncLocalStorage<Scope>();

  inside(): boolean {
    return this.#scopes.getStore()?.open === true;
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    const scope: Scope = { open: true };
    // Closed afterwards, because a timer started inside keeps the scope for ever.
    try {
      return await this.#scopes.run(scope, fn);
    } finally {
      scope.open = false;
    }
  }

  /** Runs `fn` as if it had not been called from a transaction: for background work started on the way. */
  outside<T>(fn: () => T): T {
    return this.#scopes.exit(fn);
  }

  assertOutside(what: string): void {
    if (this.inside()) throw new Error(`${what} inside an open transaction: record the intent, commit, then go on.`);
  }
}
