interface Stored {
  readonly payload: Record<string, unknown>;
  readonly until: number;
}

/** Kept at most per kind; the oldest go first. */
const most = 10_000;

/**
 * Memory of one identity provider for oidc-provider: its own default is shared by all providers of a process and warns about it.
 * Each call gives a class whose instances share nothing with another call's.
 */
export function createMemoryAdapter(): new (kind: string) => object {
  const kinds = new Map<string, Map<string, Stored>>();

  return class MemoryAdapter {
    readonly #kept: Map<string, Stored>;
    constructor(kind: string) {
      this.#kept = kinds.get(kind) ?? new Map();
      kinds.set(kind, this.#kept);
    }
    async upsert(id: string, payload: Record<string, unknown>, seconds = 3600): Promise<void> {
      this.#kept.set(id, { payload, until: Date.now() + seconds * 1000 });
      const oldest = this.#kept.keys().next();
      if (this.#kept.size > most && !oldest.done) this.#kept.delete(oldest.value);
    }
    async find(id: string): Promise<Record<string, unknown> | undefined> {
      const stored = this.#kept.get(id);
      return stored && Date.now() < stored.until ? stored.payload : undefined;
    }
    async findByUid(uid: string): Promise<Record<string, unknown> | undefined> {
      return this.#first((payload) => payload.uid === uid);
    }
    async findByUserCode(userCode: string): Promise<Record<string, unknown> | undefined> {
      return this.#first((payload) => payload.userCode === userCode);
    }
    async consume(id: string): Promise<void> {
      const stored = this.#kept.get(id);
      if (stored) stored.payload.consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id: string): Promise<void> {
      this.#kept.delete(id);
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [id, { payload }] of this.#kept) if (payload.grantId === grantId) this.#kept.delete(id);
    }
    #first(wanted: (payload: Record<string, unknown>) => boolean): Record<string, unknown> | undefined {
      return [...this.#kept.values()].find(({ payload, until }) => Date.now() < until && wanted(payload))?.payload;
    }
  };
}
