import type { DepartmentClient } from '../../contract/department.ts';
import { Breaker } from './breaker.ts';
import type { BreakerState } from './breaker.ts';
import { Bulkhead } from './bulkhead.ts';
import { nationalExchange } from './national-exchange.ts';
import { limitsOf } from './profile.ts';
import type { DepartmentProfile } from './profile.ts';
import { provincialHmac } from './provincial-hmac.ts';
import { resilientClient } from './resilient.ts';
import type { CallReport } from './resilient.ts';
import { createTransport } from './transport.ts';
import type { Transport } from './transport.ts';

export { faultToProblem } from '../../contract/department-faults.ts';
export type { BreakerState } from './breaker.ts';
export { defaultLimits } from './profile.ts';
export type { DepartmentLimits, DepartmentProfile, NationalExchangeProfile, ProvincialHmacProfile } from './profile.ts';
export type { CallReport } from './resilient.ts';

/** Where the connectors tell what happened; both are called synchronously and must not throw. */
export interface ConnectorMetrics {
  call?(report: CallReport): void;
  breaker?(department: string, state: BreakerState): void;
}

export interface ConnectorOptions {
  /** Departments of the city, one entry each. */
  readonly profile: readonly DepartmentProfile[];
  readonly now: () => Date;
  /** True while the running code holds a database transaction open. */
  readonly insideTransaction: () => boolean;
  readonly metrics?: ConnectorMetrics;
}

export interface Connectors {
  /** The client of a department. Throws for an id that the profile does not have: a fault of the set-up. */
  client(departmentId: string): DepartmentClient;
  breakerStates(): Readonly<Record<string, BreakerState>>;
  /** Ends every socket; calls under way end as `unavailable`. */
  close(): Promise<void>;
}

interface Connection {
  readonly client: DepartmentClient;
  readonly breaker: Breaker;
  readonly transport: Transport;
}

/**
 * Connectors to the departments, each with its own sockets, breaker and queue, so that one that hangs slows no other.
 * A client never throws for what a department does; it throws when it is called inside a database transaction.
 */
export function createConnectors({ profile, now, insideTransaction, metrics }: ConnectorOptions): Connectors {
  const clock = () => now().getTime();

  function connect(department: DepartmentProfile): Connection {
    const { id } = department;
    const limits = limitsOf(department);
    // One more socket than calls: a key refresh never waits behind the calls that wait for it.
    const transport = createTransport({ sockets: limits.concurrency + 1, answerBytes: limits.answerBytes, ca: department.ca, client: department.client });
    const exchange =
      department.dialect === 'national-exchange'
        ? nationalExchange(department, transport, clock)
        : provincialHmac(department, transport, clock);
    const breaker = new Breaker({ ...limits, now: () => performance.now(), onChange: (state) => metrics?.breaker?.(id, state) });
    const inner = resilientClient({
      department: id,
      exchange,
      breaker,
      bulkhead: new Bulkhead(limits.concurrency, limits.queue),
      timeoutMs: limits.timeoutMs,
      report: (report) => metrics?.call?.(report),
    });
    const client: DepartmentClient = {
      async call(call) {
        if (insideTransaction()) throw new Error(`Department ${id} was called inside a database transaction.`);
        return inner.call(call);
      },
    };
    return { client, breaker, transport };
  }

  const connections = new Map<string, Connection>();
  for (const department of profile) {
    if (connections.has(department.id)) throw new Error(`Department ${department.id} stands twice in the profile.`);
    connections.set(department.id, connect(department));
  }

  return {
    client(departmentId) {
      const connection = connections.get(departmentId);
      if (!connection) throw new Error(`Department ${departmentId} is not in the city's profile.`);
      return connection.client;
    },
    breakerStates: () => Object.fromEntries([...connections].map(([id, { breaker }]) => [id, breaker.state])),
    async close() {
      await Promise.all([...connections.values()].map(({ transport }) => transport.close()));
    },
  };
}
