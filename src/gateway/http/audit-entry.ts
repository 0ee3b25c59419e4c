import type { AuditEntry } from '../audit/row.ts';
import type { Call } from './call.ts';

/** What the audit keeps of a call: names, codes and references. @param outcome `ok`, `repeated` or a problem code */
export function auditEntry(call: Call, outcome: string): AuditEntry {
  const { operation, auditKind, name } = call.operation;
  return {
    at: call.now,
    traceId: call.traceId,
    personRef: call.session?.personRef ?? null,
    accountRef: call.session?.accountRef ?? null,
    operation: name,
    kind: outcome === 'ok' || outcome === 'repeated' ? auditKind : 'refusal',
    outcome,
    level: call.session?.level ?? null,
    department: operation.department ?? null,
    purpose: operation.basis.purpose || null,
  };
}
