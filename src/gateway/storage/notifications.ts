import pg from 'pg';

type Listener = (payload: string) => void;

/**
 * LISTEN for both databases. PostgreSQL gets a connection of its own that is renewed when it drops;
 * PGlite has one session, and it hears its own notifications with the answer of the statement that commits them.
 */
export class Notifications {
  readonly #pool: pg.Pool;
  readonly #url: string | null;
  readonly #listeners = new Map<string, Set<Listener>>();
  #client: Promise<pg.Client> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(pool: pg.Pool, url: string | null) {
    this.#pool = pool;
    this.#url = url;
    if (!url) {
      const hear = (client: pg.PoolClient) => client.on('notification', (message) => this.#deliver(message));
      pool.on('connect', hear);
      // The first connection exists already.
      const first = (pool as unknown as { _clients: pg.PoolClient[] })._clients[0];
      if (first) hear(first);
    }
  }

  async listen(channel: string, fn: Listener): Promise<() => Promise<void>> {
    const known = this.#listeners.get(channel) ?? new Set<Listener>();
    const isNew = known.size === 0;
    known.add(fn);
    this.#listeners.set(channel, known);
    if (isNew) await this.#run(`listen ${pg.escapeIdentifier(channel)}`);
    return async () => {
      known.delete(fn);
      if (known.size === 0 && !this.#closed) await this.#run(`unlisten ${pg.escapeIdentifier(channel)}`);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
    const client = await this.#client?.catch(() => null);
    await client?.end();
  }

  async #run(statement: string): Promise<void> {
    if (!this.#url) await this.#pool.query(statement);
    else await (await this.#connection()).query(statement);
  }

  #connection(): Promise<pg.Client> {
    this.#client ??= this.#connect(this.#url ?? '').catch((error: unknown) => {
      this.#client = null;
      throw error;
    });
    return this.#client;
  }

  async #connect(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, application_name: 'chengban-listener', keepAlive: true });
    client.on('notification', (message) => this.#deliver(message));
    client.on('error', () => undefined);
    client.on('end', () => this.#renew());
    await client.connect();
    return client;
  }

  #renew(): void {
    this.#client = null;
    if (this.#closed) return;
    this.#retry = setTimeout(() => {
      const channels = [...this.#listeners].filter(([, known]) => known.size > 0).map(([channel]) => channel);
      Promise.all(channels.map((channel) => this.#run(`listen ${pg.escapeIdentifier(channel)}`))).catch(() => this.#renew());
    }, 1000);
    this.#retry.unref();
  }

  #deliver(message: { channel: string; payload?: string }): void {
    for (const fn of this.#listeners.get(message.channel) ?? []) fn(message.payload ?? '');
  }
}
