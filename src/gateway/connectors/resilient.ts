import { hash, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DepartmentCall, DepartmentClient, DepartmentFault, DepartmentReply } from '../../contract/department.ts';
import type { Breaker } from './breaker.ts';
import type { Bulkhead } from './bulkhead.ts';
import type { Exchange } from './national-exchange.ts';
import { SingleFlight } from './single-flight.ts';

/** What the gateway's metrics hear of each call. Nothing personal: names and figures only. */
export interface CallReport {
  readonly department: string;
  readonly service: string;
  readonly outcome: 'ok' | DepartmentFault;
  /** Code of the department or HTTP status, where one was read. */
  readonly code?: string;
  readonly milliseconds: number;
  /** 0 when nothing was sent. */
  readonly attempts: number;
}

/** Faults by which a department shows that it is ill; a refused signature or a quota does not. */
const illness: ReadonlySet<DepartmentFault> = new Set(['timeout', 'unavailable', 'garbled']);
/** A repetition is not begun with less time than this left. */
const leastForRetryMs = 250;

export interface ResilienceOptions {
  readonly department: string;
  readonly exchange: Exchange;
  readonly breaker: Breaker;
  readonly bulkhead: Bulkhead;
  readonly timeoutMs: number;
  readonly report: (report: CallReport) => void;
}

/** Digest, so that the map of calls under way holds no number or name. */
function keyOf(call: DepartmentCall): string {
  const text = JSON.stringify([call.service, call.method ?? 'POST', call.query ?? null, call.body ?? null]);
  return hash('sha256', text, 'base64');
}

/**
 * Guards one department: single flight → breaker → bulkhead → exchange, at most one repetition, one deadline over all of it.
 * Only an idempotent call is repeated, and only after `unavailable`: after a time-out there is no time left.
 */
export function resilientClient(options: ResilienceOptions): DepartmentClient {
  const { exchange, breaker, bulkhead } = options;
  const flights = new SingleFlight<DepartmentReply>();

  async function guarded(call: DepartmentCall, signal: AbortSignal, deadline: number, sent: () => void): Promise<DepartmentReply> {
    if (breaker.refuses()) return { ok: false, fault: 'circuitOpen' };
    const leave = await bulkhead.enter(signal);
    if (typeof leave === 'string') return { ok: false, fault: leave === 'full' ? 'busy' : 'timeout' };
    const pass = breaker.enter();
    try {
      if (!pass) return { ok: false, fault: 'circuitOpen' };
      sent();
      let reply = await exchange(call, signal);
      const again = !reply.ok && reply.fault === 'unavailable' && call.idempotent && !pass.probe;
      if (again && deadline - performance.now() > leastForRetryMs) {
        await sleep(randomInt(20, 120));
        sent();
        reply = await exchange(call, signal);
      }
      if (!reply.ok && illness.has(reply.fault)) pass.failed();
      else pass.succeeded();
      return reply;
    } catch (error) {
      // A fault in our own code: the breaker must not keep a probe that never ends.
      pass?.failed();
      throw error;
    } finally {
      leave();
    }
  }

  async function timed(call: DepartmentCall): Promise<DepartmentReply> {
    const started = performance.now();
    const limit = Math.min(call.timeoutMs ?? options.timeoutMs, options.timeoutMs);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limit);
    let attempts = 0;
    try {
      const reply = await guarded(call, stop.signal, started + limit, () => {
        attempts += 1;
      });
      options.report({
        department: options.department,
        service: call.service,
        outcome: reply.ok ? 'ok' : reply.fault,
        code: reply.code,
        milliseconds: performance.now() - started,
        attempts,
      });
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }

  return { call: (call) => (call.idempotent ? flights.run(keyOf(call), () => timed(call)) : timed(call)) };
}
