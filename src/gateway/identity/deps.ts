import type { Changes } from '../http/changes.ts';
import type { Keys } from '../keys/keys.ts';
import type { Db, Storage } from '../storage/storage.ts';
import type { IdentitySettings } from './settings.ts';

/** An act worth a row in the audit. Holds references only. */
export interface IdentityAct {
  readonly operation: string;
  readonly kind: 'signIn' | 'stepUp' | 'claim' | 'issue';
  /** `ok` or a problem code. */
  readonly outcome: string;
  readonly traceId: string;
  readonly accountRef: string | null;
  readonly personRef: string | null;
  readonly level: string | null;
  readonly at: Date;
}

/** Writes an act in the transaction that causes it. */
export type NoteAct = (tx: Db, act: IdentityAct) => Promise<void>;

/** What WeChat and Alipay may leave in the log: their request id and code, never names, numbers, codes or account ids. */
export interface IdentityLog {
  warn(facts: Readonly<Record<string, string | number | null>>, message: string): void;
}

export interface IdentityDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly changes: Changes;
  readonly settings: IdentitySettings;
  readonly note: NoteAct;
  readonly log: IdentityLog;
  /** Milliseconds. */
  readonly now: () => number;
}
