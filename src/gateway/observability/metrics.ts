import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BreakerState, CallReport as DepartmentReport } from '../connectors/index.ts';
import type { CallReport } from '../http/routes.ts';

/** Figures of one gateway. Labels are names from the declarations, never anything a client sent. */
export interface Metrics {
  call(report: CallReport): void;
  department(report: DepartmentReport): void;
  breaker(department: string, state: BreakerState): void;
  cache(operation: string, hit: boolean): void;
  /** A message through a host came to its end. */
  notice(host: string, topic: string, state: string): void;
  /** A feed was pulled. */
  feed(report: { feed: string; items: number; unreadable: number; told: number; fault: string | null }): void;
  /** @param read gives the audit rows that wait for the sealer and the characters in the person cache when metrics are asked for */
  observe(read: () => Promise<{ auditUnsealed: number; cacheCharacters: number }>): void;
  text(): Promise<string>;
  readonly contentType: string;
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({ name: 'chengban_calls_total', help: 'Calls by operation, true status and outcome', labelNames: ['operation', 'status', 'outcome'], registers });
  const seconds = new Histogram({ name: 'chengban_call_seconds', help: 'Time of a call', labelNames: ['operation'], buckets, registers });
  const departments = new Counter({ name: 'chengban_department_calls_total', help: 'Calls to departments', labelNames: ['department', 'service', 'outcome'], registers });
  const departmentSeconds = new Histogram({ name: 'chengban_department_seconds', help: 'Time of a department call', labelNames: ['department'], buckets, registers });
  const breakers = new Gauge({ name: 'chengban_breaker_open', help: '1 while the breaker lets nothing through', labelNames: ['department'], registers });
  const cache = new Counter({ name: 'chengban_person_cache_total', help: 'Looks into the person cache', labelNames: ['operation', 'result'], registers });
  const unsealed = new Gauge({ name: 'chengban_audit_unsealed_rows', help: 'Audit rows not yet chained', registers });
  const cached = new Gauge({ name: 'chengban_person_cache_characters', help: 'Characters held by the person cache', registers });
  const notices = new Counter({ name: 'chengban_host_messages_total', help: 'Messages through host platforms by how they ended', labelNames: ['host', 'topic', 'state'], registers });
  const pulls = new Counter({ name: 'chengban_feed_pulls_total', help: 'Pulls of department feeds', labelNames: ['feed', 'outcome'], registers });
  const items = new Counter({ name: 'chengban_feed_items_total', help: 'Entries of department feeds', labelNames: ['feed', 'kind'], registers });
  let read: (() => Promise<{ auditUnsealed: number; cacheCharacters: number }>) | null = null;

  // The label objects are found by name once; the hot path only counts.
  const counters = new Map<string, Map<string, ReturnType<typeof calls.labels>>>();
  const timers = new Map<string, ReturnType<typeof seconds.labels>>();
  const looks = new Map<string, { readonly hit: ReturnType<typeof cache.labels>; readonly miss: ReturnType<typeof cache.labels> }>();
  return {
    call({ operation, status, outcome, milliseconds }) {
      // An outcome has one status.
      let byOutcome = counters.get(operation);
      if (!byOutcome) counters.set(operation, (byOutcome = new Map()));
      let counter = byOutcome.get(outcome);
      if (!counter) byOutcome.set(outcome, (counter = calls.labels(operation, String(status), outcome)));
      counter.inc();
      let timer = timers.get(operation);
      if (!timer) timers.set(operation, (timer = seconds.labels(operation)));
      timer.observe(milliseconds / 1000);
    },
    department({ department, service, outcome, milliseconds }) {
      departments.labels(department, service, outcome).inc();
      departmentSeconds.labels(department).observe(milliseconds / 1000);
    },
    breaker: (department, state) => breakers.labels(department).set(state === 'closed' ? 0 : 1),
    cache(operation, hit) {
      let look = looks.get(operation);
      if (!look) looks.set(operation, (look = { hit: cache.labels(operation, 'hit'), miss: cache.labels(operation, 'miss') }));
      (hit ? look.hit : look.miss).inc();
    },
    notice: (host, topic, state) => notices.labels(host, topic, state).inc(),
    feed({ feed, items: all, unreadable, told, fault }) {
      pulls.labels(feed, fault ?? 'ok').inc();
      items.labels(feed, 'read').inc(all);
      items.labels(feed, 'unreadable').inc(unreadable);
      items.labels(feed, 'told').inc(told);
    },
    observe(fn) { read = fn; },
    async text() {
      if (read) {
        const now = await read();
        unsealed.set(now.auditUnsealed);
        cached.set(now.cacheCharacters);
      }
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
