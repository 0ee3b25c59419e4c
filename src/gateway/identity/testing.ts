import { generateKeyPairSync } from 'node:crypto';
import type { Host } from '../../contract/levels.ts';
import type { SessionGrant } from '../../contract/platform/session.ts';
import type { Refusal } from '../../contract/problems.ts';
import { openChanges } from '../http/changes.ts';
import type { Identity, OpenedSession } from '../http/session.ts';
import { openKeys } from '../keys/keys.ts';
import type { Keys } from '../keys/keys.ts';
import { newKeyVersion } from '../keys/key-text.ts';
import { keyPurposes } from '../keys/purposes.ts';
import type { KeyProvider, KeyPurpose, KeySet } from '../keys/purposes.ts';
import type { AnyHandler, CallContext, CookieJar, Handlers, Outcome } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { createIdentity } from './index.ts';
import type { IdentitySettings } from './settings.ts';

/** Keys in memory that a test may rotate. */
export function testKeys(): KeyProvider & { rotate(purpose: KeyPurpose): void } {
  let set = Object.fromEntries(keyPurposes.map((purpose) => [purpose, [newKeyVersion(1)]])) as unknown as KeySet;
  return {
    kind: 'external',
    generated: false,
    load: async () => set,
    rotate(purpose) {
      const next = newKeyVersion((set[purpose][0]?.version ?? 0) + 1);
      set = { ...set, [purpose]: [next, ...set[purpose]] };
    },
  };
}

/** A browser's cookies across calls. */
export function testCookies(): CookieJar & { readonly jar: Map<string, string> } {
  const jar = new Map<string, string>();
  return {
    jar,
    read: (name) => jar.get(name),
    set: (name, value, maxAge) => void (maxAge > 0 ? jar.set(name, value) : jar.delete(name)),
  };
}

/** An act as it reached the audit. */
export type NotedAct = { operation: string; outcome: string; personRef?: string | null | undefined };

export interface Bench {
  readonly identity: Identity;
  readonly keys: Keys;
  readonly provider: ReturnType<typeof testKeys>;
  readonly acts: NotedAct[];
  readonly logged: string[];
  /** Milliseconds; a test moves it. */
  clock: { now: number };
  context(session: OpenedSession | null, more?: Partial<CallContext>): CallContext;
  /** What the pipeline does with a handler, without its key: prepare, one transaction, read. */
  run<T>(name: string, context: CallContext, input: unknown, handlers?: Handlers): Promise<Outcome<T>>;
  /** The session of a grant, as the pipeline sees it. */
  opened(grant: Outcome<SessionGrant>): Promise<OpenedSession>;
  login(host: Host, code: string): Promise<Outcome<SessionGrant>>;
  close(): Promise<void>;
}

/** App key pair for Alipay in tests. */
export function testAppKeys(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('rolled back');
    this.refusal = refusal;
  }
}

/** The identity part on a database, without the pipeline around it. */
export async function openBench(storage: Storage, settings: IdentitySettings, clock = { now: Date.now() }): Promise<Bench> {
  const provider = testKeys();
  const keys = await openKeys(provider);
  const changes = await openChanges(storage);
  const acts: NotedAct[] = [];
  const logged: string[] = [];
  const identity = createIdentity({
    storage, keys, changes, settings,
    now: () => clock.now,
    audit: { write: async (_tx: Db, entry) => void acts.push({ operation: entry.operation, outcome: entry.outcome, personRef: entry.personRef }) },
    log: { warn: (facts, message) => void logged.push(`${message} ${JSON.stringify(facts)}`) },
  });
  const bench: Bench = {
    identity, keys, provider, acts, logged, clock,
    context: (session, more = {}) => ({
      traceId: newRef(), now: new Date(clock.now), session, language: 'zh-CN', address: '127.0.0.1', cookies: testCookies(), origin: undefined, ...more,
    }),
    async run<T>(name: string, context: CallContext, input: unknown, handlers = identity.handlers) {
      const handler = handlers[name] as AnyHandler | undefined;
      if (!handler) throw new Error(`no handler ${name}`);
      if (handler.kind === 'read') return (await handler.handle(context, input)) as Outcome<T>;
      const prepared = handler.prepare ? await handler.prepare(context, input) : undefined;
      if (prepared && !prepared.ok) return prepared;
      try {
        const reference = await storage.transaction(async (tx) => {
          const written = await handler.write(tx, context, input, prepared?.prepared);
          if (!written.ok) throw new RolledBack(written);
          return written.reference;
        });
        return (await handler.read(context, reference, input)) as Outcome<T>;
      } catch (error) {
        if (error instanceof RolledBack) return error.refusal;
        throw error;
      }
    },
    async opened(grant) {
      if (!grant.ok) throw new Error(`expected a session, got ${grant.code}`);
      const session = await identity.tokens.open(grant.data.token, new Date(clock.now));
      if ('ok' in session) throw new Error(`the token was refused: ${session.code}`);
      return session;
    },
    login: (host, code) => bench.run('session.create', bench.context(null), { host, code }),
    async close() {
      await identity.close?.();
      await changes.close();
    },
  };
  return bench;
}
