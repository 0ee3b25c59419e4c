import type { Level } from '../../contract/levels.ts';
import type { Keys } from '../keys/keys.ts';
import { newRef } from '../storage/ids.ts';

export const auditKinds = ['read', 'write', 'refusal', 'signIn', 'signOut', 'consent', 'deletion', 'operator'] as const;
export type AuditKind = (typeof auditKinds)[number];

/** One audited act. Only names and codes: a value that is none is refused, so personal data cannot slip in. */
export interface AuditEntry {
  /** Now when absent. */
  readonly at?: Date;
  readonly traceId: string;
  readonly personRef?: string | null;
  readonly accountRef?: string | null;
  /** Name of the operation. */
  readonly operation: string;
  readonly kind: AuditKind;
  /** `ok` or the problem code. */
  readonly outcome: string;
  readonly level?: Level | null;
  readonly department?: string | null;
  readonly purpose?: string | null;
}

/** The columns an entry mark covers. */
export interface MarkedRow {
  readonly entry_ref: string;
  readonly at: Date;
  readonly trace_id: string;
  readonly subject_ref: string | null;
  readonly account_hash: string | null;
  readonly operation: string;
  readonly kind: string;
  readonly outcome: string;
  readonly level: string | null;
  readonly department: string | null;
  readonly purpose: string | null;
}

export interface NewRow extends MarkedRow {
  readonly entry_key_id: string;
  readonly entry_mac: string;
}

/** The text that is marked: a JSON array, so that no value can run into its neighbour. */
export function canonicalRow(row: MarkedRow): string {
  return JSON.stringify([
    row.entry_ref, row.at.toISOString(), row.trace_id, row.subject_ref, row.account_hash, row.operation,
    row.kind, row.outcome, row.level, row.department, row.purpose,
  ]);
}

const code = /^[A-Za-z0-9_.:-]{1,100}$/;

/** @throws naming the field that holds anything but a name or code, never its value */
export function checkCodes(entry: AuditEntry): void {
  const { traceId, operation, kind, outcome, level, department, purpose } = entry;
  for (const [field, value] of Object.entries({ traceId, operation, kind, outcome, level, department, purpose })) {
    if (value === null || value === undefined) continue;
    // A long run of digits is a number of somebody; trace ids are hex and may have one.
    if (!code.test(value) || (field !== 'traceId' && /\d{7}/.test(value))) {
      throw new Error(`The audit field ${field} must be a short name or code`);
    }
  }
}

/** Makes the row of an entry, with its mark. */
export function buildRow(keys: Keys, entry: AuditEntry, subjectRef: string | null): NewRow {
  checkCodes(entry);
  const row: MarkedRow = {
    entry_ref: newRef(),
    at: entry.at ?? new Date(),
    trace_id: entry.traceId,
    subject_ref: subjectRef,
    account_hash: entry.accountRef ? keys.mark('audit', `account|${entry.accountRef}`).mac : null,
    operation: entry.operation,
    kind: entry.kind,
    outcome: entry.outcome,
    level: entry.level ?? null,
    department: entry.department ?? null,
    purpose: entry.purpose ?? null,
  };
  const { keyId, mac } = keys.mark('audit', `entry|${canonicalRow(row)}`);
  return { ...row, entry_key_id: keyId, entry_mac: mac };
}

/** Mark of a row under the key it names; null when that key is gone. */
export function markOf(keys: Keys, row: MarkedRow & { readonly entry_key_id: string }): string | null {
  return keys.markWith('audit', row.entry_key_id, `entry|${canonicalRow(row)}`);
}
