import type { Kysely } from 'kysely';
import type { SourceState } from '../contract/envelope.ts';
import type { Host, Level } from '../contract/levels.ts';
import type { Refusal } from '../contract/problems.ts';
import type { Database } from './storage/schema.ts';

/** What a handler may know of the session. Revocation and expiry are checked before. */
export interface SessionView {
  readonly sessionId: string;
  readonly accountRef: string;
  readonly personRef: string | null;
  /** Effective now: an L3 whose 30 minutes are over is L2 here. */
  readonly level: Level;
  readonly l2Until: number | null;
  readonly l3Until: number | null;
  readonly host: Host;
}

/** Browser cookies of one call; the host mini-programs never see any. */
export interface CookieJar {
  read(name: string): string | undefined;
  /** HttpOnly, Secure, SameSite=Lax, Path=/; `maxAgeSeconds` 0 deletes. */
  set(name: string, value: string, maxAgeSeconds: number): void;
}

export interface CallContext {
  readonly traceId: string;
  readonly now: Date;
  readonly session: SessionView | null;
  readonly language: 'zh-CN' | 'en';
  /** Client address after trusted proxies; for limits only, never stored. */
  readonly address: string;
  readonly cookies: CookieJar;
  readonly origin: string | undefined;
}

/** A context in which the pipeline has already checked that a session exists (level L1 and above). */
export interface SignedContext extends CallContext {
  readonly session: SessionView;
}

export type Outcome<T> = { readonly ok: true; readonly data: T; readonly sources?: readonly SourceState[] } | Refusal;

/** A read: may use the network, never inside a transaction. */
export interface ReadHandler<In = never, Out = unknown> {
  readonly kind: 'read';
  handle(context: CallContext, input: In): Promise<Outcome<Out>>;
}

export type Written = { readonly ok: true; readonly reference: string } | Refusal;

/**
 * A write. The pipeline claims the idempotency key, calls `write` and adds the audit row in ONE transaction, then
 * answers with `read(reference)` – the same for the first call and for every repeat.
 * `prepare` runs before the transaction and is the only place for network calls; its result is passed on.
 */
export interface WriteHandler<In = never, Out = unknown, Prepared = unknown> {
  readonly kind: 'write';
  prepare?(context: CallContext, input: In): Promise<{ readonly ok: true; readonly prepared: Prepared } | Refusal>;
  write(tx: Kysely<Database>, context: CallContext, input: In, prepared: Prepared): Promise<Written>;
  read(context: CallContext, reference: string, input: In): Promise<Outcome<Out>>;
  /** Idempotency key taken from the input (a form's draft id) instead of the header. */
  keyOf?(input: In): string;
}

// Handlers of different inputs share one table, so the input type is checked where each is written.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- variance: the table holds handlers of every input type
export type AnyHandler = ReadHandler<any, unknown> | WriteHandler<any, unknown, any>;
export type Handlers = Readonly<Record<string, AnyHandler>>;
