import type { Audit } from '../audit/audit.ts';
import type { Changes } from '../http/changes.ts';
import type { Keys } from '../keys/keys.ts';
import type { Storage } from '../storage/storage.ts';
import type { IdentitySettings } from './settings.ts';

/** What WeChat and Alipay may leave in the log: their request id and code, never names, numbers, codes or account ids. */
export interface IdentityLog {
  warn(facts: Readonly<Record<string, string | number | null>>, message: string): void;
}

export interface IdentityDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly audit: Pick<Audit, 'write'>;
  readonly changes: Changes;
  readonly settings: IdentitySettings;
  readonly log: IdentityLog;
  /** Milliseconds; the machine's clock when absent. */
  readonly now?: () => number;
}
