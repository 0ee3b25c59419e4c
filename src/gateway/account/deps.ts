import type { PersonIdentifiers, Purpose } from '../../contract/department.ts';
import type { Audit } from '../audit/audit.ts';
import type { Changes } from '../http/changes.ts';
import type { Storage } from '../storage/storage.ts';

/** What the account handlers need of the rest of the gateway. */
export interface AccountDeps {
  readonly storage: Storage;
  readonly audit: Pick<Audit, 'readOwn' | 'forget'>;
  readonly changes: Changes;
  /** Name and number while they are kept, otherwise null. */
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
  /** Purposes that rest on consent, in the order they are shown. */
  readonly consentPurposes: readonly Purpose[];
  /** Chinese words for what the audit names by code; undefined for a code that is not known. */
  readonly words: {
    operation(name: string): string | undefined;
    department(id: string): string | undefined;
    purpose(id: string): string | undefined;
  };
}
