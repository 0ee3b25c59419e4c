import * as v from 'valibot';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { reaches } from '../../contract/levels.ts';
import type { SourceState } from '../../contract/envelope.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Audit } from '../audit/audit.ts';
import type { AnyHandler, Outcome } from '../ports.ts';
import { auditEntry } from './audit-entry.ts';
import type { Call } from './call.ts';
import type { Consents } from './consent.ts';
import type { CounterWindow } from './counter.ts';
import { answerKey, checkSwitch, type DepartmentCaller } from './department-call.ts';
import { checkInput } from './input.ts';
import type { KillSwitches } from './kill-switches.ts';
import { addressKey } from './limits.ts';
import type { PersonCache } from './person-cache.ts';
import type { PreparedOperation } from './prepared.ts';
import { checkSession } from './session-step.ts';
import type { SessionTokens } from './session.ts';
import { readShape } from './shape.ts';
import { checkSignature } from './signature.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { withDeadline } from './deadline.ts';

/** One step: null lets the call pass. */
type Step = (call: Call) => Refusal | null | Promise<Refusal | null>;

/** A good answer ready to be sent: `data` and `sources` are JSON, text or UTF-8. */
export interface Ready {
  readonly ok: true;
  readonly data: string | Buffer;
  readonly sources: string;
  readonly asOf: string;
}

export interface PipelineDeps {
  readonly tokens: SessionTokens;
  readonly counters: CounterWindow;
  readonly consents: Consents;
  readonly kills: KillSwitches;
  readonly cache: PersonCache;
  readonly audit: Pick<Audit, 'batch'>;
  readonly unitOfWork: UnitOfWork;
  readonly askDepartment: DepartmentCaller;
  /** A handler's answer broke its own schema. Told with paths and rules only. */
  badOutput(call: Call, paths: string[]): void;
  /** An audit row that nobody waits for could not be written. */
  auditFailed(error: unknown): void;
  cacheUse(operation: string, hit: boolean): void;
}

/** Runs a call through all steps after size and content type, which Fastify has checked. */
export type Pipeline = (call: Call) => Promise<Ready | Refusal>;

const noSources = '[]';

/** Bytes in memory of their own: a slice of Node's pool would keep the whole pool alive. */
function bytesOf(data: string | Buffer): Buffer {
  if (typeof data !== 'string') return data;
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(data));
  bytes.write(data);
  return bytes;
}

function sizeAndShape(call: Call): Refusal | null {
  const shape = readShape(call.rawBody);
  if (!shape.ok) return shape;
  // No operation reads the query: what stands there is an unknown field.
  const query = (call.request.raw.url ?? '').indexOf('?') >= 0;
  call.input = query ? { ...shape.value, '?': '' } : shape.value;
  return null;
}

const byAddress: Step = (call) => call.operation.addressLimit.take(addressKey(call.address));

const byPerson: Step = (call) => {
  const { personLimit, operation } = call.operation;
  if (!personLimit || !call.session) return null;
  return personLimit.take((operation.rate.by === 'person' ? call.session.personRef : null) ?? call.session.accountRef);
};

const level: Step = (call) => {
  const need = call.operation.operation.level;
  return call.session && reaches(call.session.level, need) ? null : refuse('levelTooLow', { requiredLevel: need });
};

const input: Step = (call) => {
  const result = checkInput(call.operation.operation.input, call.input);
  if (!result.ok) return result;
  call.input = result.value;
  return null;
};

/** Compiles the steps of one operation; what an operation does not need is not in its list. */
export function createPipeline(prepared: PreparedOperation, deps: PipelineDeps): Pipeline {
  const { operation, handler, departmentHandler } = prepared;
  const signed = operation.level !== 'L0';
  const before: Step[] = [sizeAndShape, byAddress];
  if (signed) before.push((call) => checkSession(call, deps.tokens));
  const after: Step[] = [];
  if (signed) after.push((call) => checkSignature(call, deps.counters), byPerson, level);
  if (operation.department !== undefined) after.push((call) => checkSwitch(call, deps.kills));
  if (prepared.needsConsent) after.push(deps.consents.check);
  after.push(input);

  /** Output check, masking, serialisation. */
  function ready(call: Call, outcome: Outcome<unknown>): Ready | Refusal {
    if (!outcome.ok) return outcome;
    const checked = v.safeParse(operation.output, outcome.data);
    if (!checked.success) {
      deps.badOutput(call, checked.issues.slice(0, 5).map((issue) => `${v.getDotPath(issue) ?? ''}:${issue.type}`));
      return refuse('internalError');
    }
    const sources = outcome.sources as readonly SourceState[] | undefined;
    return {
      ok: true,
      data: JSON.stringify(prepared.mask ? prepared.mask(checked.output) : checked.output),
      sources: sources && sources.length > 0 ? JSON.stringify(sources) : noSources,
      asOf: shanghaiTime(call.now),
    };
  }

  const seconds = departmentHandler && !handler ? Math.min(operation.cacheSeconds ?? 0, 300) : 0;
  /** Place of the answer in the person's cache; empty when it has none. */
  const placeOf = (call: Call): string => (seconds > 0 && call.session?.personRef ? answerKey(call) : '');

  /** The answer this process already has, or null. Nothing to wait for. */
  function fromCache(call: Call, key: string): Ready | null {
    const personRef = call.session?.personRef;
    if (!key || !personRef) return null;
    const cached = deps.cache.get(personRef, key, call.now.getTime());
    deps.cacheUse(prepared.name, cached !== undefined);
    return cached ? { ok: true, data: cached.data, sources: cached.sources, asOf: cached.asOf } : null;
  }

  async function fromDepartment(call: Call, key: string): Promise<Ready | Refusal> {
    const personRef = call.session?.personRef;
    const begun = deps.cache.generation();
    const asked = deps.askDepartment(call, departmentHandler!);
    const outcome = await withDeadline(asked, operation.timeoutMs, refuse('departmentTimeout', { department: operation.department }));
    const answer = ready(call, outcome);
    const whole = answer.ok && outcome.ok && outcome.sources.every((one) => one.state === 'ok');
    if (key && personRef && whole) {
      deps.cache.put(personRef, key, { data: bytesOf(answer.data), sources: answer.sources, asOf: answer.asOf, expires: call.now.getTime() + seconds * 1000 }, begun);
    }
    return answer;
  }

  /** Runs the handler. @returns the answer and whether its audit row is already written */
  async function handle(call: Call, run: AnyHandler): Promise<readonly [Ready | Refusal, boolean]> {
    if (run.kind === 'write') {
      const { outcome, changed } = await deps.unitOfWork(call, run);
      if (changed && call.session?.personRef && prepared.auditKind !== 'write') {
        // Other processes hear it through the database; this one must not answer from memory for another moment.
        deps.consents.forget(call.session.personRef);
        deps.cache.forget(call.session.personRef);
      }
      return [ready(call, outcome), changed];
    }
    const outcome = await withDeadline(run.handle(call, call.input), operation.timeoutMs, refuse('overloaded', { retryAfterSeconds: 5 }));
    return [ready(call, outcome), false];
  }

  /** Adds the audit row. @returns what has to be durable before the answer may leave; null when nobody waits */
  function audited(call: Call, answer: Ready | Refusal): Promise<void> | null {
    const row = deps.audit.batch(auditEntry(call, answer.ok ? (operation.mutates ? 'repeated' : 'ok') : answer.code));
    if (!answer.ok || operation.readsPersonal || operation.mutates) return row;
    row.catch(deps.auditFailed);
    return null;
  }

  return async (call) => {
    for (const step of before) {
      const refusal = step(call);
      const settled = refusal instanceof Promise ? await refusal : refusal;
      if (settled) return settled;
    }
    let answer: Ready | Refusal | null = null;
    let written = false;
    try {
      for (const step of after) {
        const refusal = step(call);
        answer = refusal instanceof Promise ? await refusal : refusal;
        if (answer) break;
      }
      if (!answer && handler) [answer, written] = await handle(call, handler);
      else if (!answer) {
        const key = placeOf(call);
        answer = fromCache(call, key) ?? (await fromDepartment(call, key));
      }
    } catch (error) {
      // What broke half way was an access too; the fault itself is told by the caller of the pipeline.
      if (signed) await audited(call, refuse('internalError'))?.catch(deps.auditFailed);
      throw error;
    }
    if (signed && !written) {
      const durable = audited(call, answer);
      if (durable) await durable;
    }
    return answer;
  };
}
