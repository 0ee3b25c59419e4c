import type { DepartmentHandler } from '../../contract/department.ts';
import { eachField } from '../../contract/field-class.ts';
import type { Operation } from '../../contract/operation.ts';
import type { ServerHandler } from '../../contract/server.ts';
import type { AuditKind } from '../audit/row.ts';
import type { AnyHandler, Handlers, ReadHandler } from '../ports.ts';
import type { Registry } from '../registry.ts';
import type { Limit } from './limits.ts';
import { compileMask } from './output.ts';

/** An operation with everything that can be worked out before the first call. */
export interface PreparedOperation {
  readonly operation: Operation;
  readonly name: string;
  /** Path as clients call it. */
  readonly url: string;
  /** Null for an operation that only a department answers. */
  readonly handler: AnyHandler | null;
  readonly departmentHandler: DepartmentHandler | null;
  readonly mask: ((value: unknown) => unknown) | null;
  readonly addressLimit: Limit;
  /** Limit by account or person; null when the declaration limits by address. */
  readonly personLimit: Limit | null;
  readonly auditKind: AuditKind;
  readonly needsConsent: boolean;
  /** Current version of the purpose's text; 0 without a purpose. */
  readonly purposeVersion: number;
  /** Chinese names of the input fields by dotted path without `[]`. */
  readonly labels: ReadonlyMap<string, string>;
}

const special: Readonly<Record<string, AuditKind>> = {
  'account.delete': 'deletion', 'consents.decide': 'consent', 'session.end': 'signOut',
  'identity.completeClaim': 'signIn', 'identity.bind': 'signIn',
};

/** Below this, every operation is called. */
export const apiBase = '/api/v1';

/** A service's own handler as the pipeline wants it: the context is cut down to what such a handler may know. */
function serverRead(handler: ServerHandler, registry: Registry): ReadHandler<never> {
  const department = (id: string) => registry.departments.find((one) => one.id === id);
  return { kind: 'read', handle: async (context, input) => handler({ traceId: context.traceId, now: context.now, department }, input) };
}

/**
 * Works out everything that is the same for each call of an operation.
 * @throws when an operation has no handler, or one of the wrong kind
 */
export function prepareOperations(
  registry: Registry,
  handlers: Handlers,
  newLimit: (name: string, points: number, windowSeconds: number) => Limit,
  addressLimitPerMinute: number,
): PreparedOperation[] {
  for (const name of Object.keys(handlers)) {
    if (!registry.operations.some((one) => one.name === name)) throw new Error(`Handler ${name} belongs to no operation`);
  }
  return registry.operations.map((operation) => {
    const { name, rate, basis } = operation;
    const own = registry.serverHandlers[name];
    const handler = handlers[name] ?? (own ? serverRead(own, registry) : null);
    const departmentHandler = registry.departmentHandlers[name] ?? null;
    if (!handler && !departmentHandler) throw new Error(`Operation ${name} has no handler`);
    if (handler && (handler.kind === 'write') !== operation.mutates) throw new Error(`Operation ${name} has a handler of the wrong kind`);
    const labels = new Map<string, string>();
    eachField(operation.input, (path, facts) => { if (facts?.label) labels.set(path.replace(/\[\]|\{\}/g, ''), facts.label); });
    const byAddress = rate.by === 'address';
    return {
      operation, name, handler, departmentHandler, labels,
      url: `${apiBase}${operation.path}`,
      mask: compileMask(operation.output),
      addressLimit: byAddress ? newLimit(`address:${name}`, rate.limit, rate.windowSeconds) : newLimit(`address:${name}`, addressLimitPerMinute, 60),
      personLimit: byAddress ? null : newLimit(`person:${name}`, rate.limit, rate.windowSeconds),
      auditKind: special[name] ?? (operation.mutates ? 'write' : 'read'),
      needsConsent: basis.basis === 'consent' || basis.basis === 'separateConsent',
      purposeVersion: registry.purposes.get(basis.purpose)?.version ?? 0,
    };
  });
}
