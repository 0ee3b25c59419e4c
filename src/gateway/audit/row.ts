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

export interface NewRow {
  readonly keyId: string;
  /** A JSON array: the marked values in the order of `canonicalRow`, then key id and mark. */
  readonly json: string;
}

/** The text that is marked: a JSON array, so that no value can run into its neighbour. */
export function canonicalRow(row: MarkedRow): string {
  return JSON.stringify([
    row.entry_ref, row.at.toISOString(), row.trace_id, row.subject_ref, row.account_hash, row.operation,
    row.kind, row.outcome, row.level, row.department, row.purpose,
  ]);
}

const code = /^[A-Za-z0-9_.:-]{1,100}$/;
const codeFields = ['traceId', 'operation', 'kind', 'outcome', 'level', 'department', 'purpose'] as const;
const harmless = new Set<string>();


/** @throws naming the field that holds anything but a name or code, never its value */
export function checkCodes(entry: AuditEntry): void {
  for (const field of codeFields) {
    const value = entry[field];
    if (value === null || value === undefined || harmless.has(value)) continue;
    // A long run of digits is a number of somebody; trace ids are hex and may have one.
    if (!code.test(value) || (field !== 'traceId' && /\d{7}/.test(value))) {
      throw new Error(`The audit field ${field} must be a short name or code`);
    }
    // All but trace ids are few words of the declarations, met at every call.
    if (field !== 'traceId' && harmless.size < 2000) harmless.add(value);
  }
}

/** Accounts whose name in the audit is remembered at most. */
const rememberedAccounts = 20_000;

/** Makes the row of an entry, with its mark. @param subjectRef audit name of the person */
export type RowBuilder = (entry: AuditEntry, subjectRef: string | null) => NewRow;

/**
 * A builder of rows that works out the name of an account once and not at every call.
 * Entries are checked before, by `checkCodes`.
 */
export function createRowBuilder(keys: Keys): RowBuilder {
  const accounts = new Map<string, string>();
  let keyId = '';
  const accountHash = (accountRef: string): string => {
    const known = accounts.get(accountRef);
    if (known) return known;
    const { mac } = keys.mark('audit', `account|${accountRef}`);
    if (accounts.size >= rememberedAccounts) accounts.clear();
    accounts.set(accountRef, mac);
    return mac;
  };
  return (entry, subjectRef) => {
    const row = buildRow(keys, entry, subjectRef, entry.accountRef ? accountHash(entry.accountRef) : null);
    if (row.keyId === keyId) return row;
    // The key was rotated: the names under the old one are void.
    accounts.clear();
    keyId = row.keyId;
    return buildRow(keys, entry, subjectRef, entry.accountRef ? accountHash(entry.accountRef) : null);
  };
}

function buildRow(keys: Keys, entry: AuditEntry, subjectRef: string | null, accountHash: string | null): NewRow {
  const row: MarkedRow = {
    entry_ref: newRef(),
    at: entry.at ?? new Date(),
    trace_id: entry.traceId,
    subject_ref: subjectRef,
    account_hash: accountHash,
    operation: entry.operation,
    kind: entry.kind,
    outcome: entry.outcome,
    level: entry.level ?? null,
    department: entry.department ?? null,
    purpose: entry.purpose ?? null,
  };
  const text = canonicalRow(row);
  const { keyId, mac } = keys.mark('audit', `entry|${text}`);
  return { keyId, json: `${text.slice(0, -1)},${JSON.stringify(keyId)},"${mac}"]` };
}

/** Mark of a row under the key it names; null when that key is gone. */
export function markOf(keys: Keys, row: MarkedRow & { readonly entry_key_id: string }): string | null {
  return keys.markWith('audit', row.entry_key_id, `entry|${canonicalRow(row)}`);
}
