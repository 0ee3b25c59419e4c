import { hash } from 'node:crypto';
import { ageOn, birthDateOf } from '../../contract/credentials.ts';
import type { DepartmentContext, DepartmentHandler, DepartmentOutcome, ObjectContext, PersonIdentifiers } from '../../contract/department.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Connectors } from '../connectors/index.ts';
import type { Call } from './call.ts';
import type { KillSwitches } from './kill-switches.ts';

/** Asks a department for the person of the session. */
export type DepartmentCaller = (call: Call, handler: DepartmentHandler) => Promise<DepartmentOutcome<unknown>>;

export interface DepartmentCallDeps {
  readonly connectors: Pick<Connectors, 'client'>;
  readonly kills: KillSwitches;
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
}

const adultForOwnConsent = 14;

/** Key of a cached answer within a person: level, operation, consent version and a digest of the input, which may hold personal words. */
export function answerKey(call: Call): string {
  const input = JSON.stringify(call.input);
  const digest = input === '{}' ? '' : hash('sha256', input, 'base64');
  return `${call.session?.level}|${call.operation.name}|${call.consentVersion}|${digest}`;
}

/** A department that an operator has switched off is refused before anything else is looked at. */
export function checkSwitch(call: Call, kills: KillSwitches): Refusal | null {
  const department = call.operation.operation.department;
  return department !== undefined && kills.reasonOf(department) !== null ? refuse('serviceSuspended', { department }) : null;
}

/** What a department may be told of the person of a call, or why it may be told nothing. */
export async function departmentContext(
  { connectors, identifiersOf }: Pick<DepartmentCallDeps, 'connectors' | 'identifiersOf'>,
  { traceId, now, personRef }: { readonly traceId: string; readonly now: Date; readonly personRef: string | null },
): Promise<{ readonly ok: true; readonly context: DepartmentContext } | Refusal> {
  const person = personRef ? await identifiersOf(personRef) : null;
  // The number is kept for the session only: without it the person confirms again.
  if (!person) return refuse('levelTooLow', { requiredLevel: 'L2' });
  const birth = birthDateOf(person.credentialType, person.credentialNo);
  if (birth !== null && ageOn(birth, shanghaiDate(now)) < adultForOwnConsent) return refuse('guardianRequired');
  return { ok: true, context: { traceId, now, person, client: (id) => connectors.client(id) } };
}

export function createDepartmentCaller(deps: DepartmentCallDeps): DepartmentCaller {
  return async (call, handler) => {
    const { traceId, now } = call;
    let context: ObjectContext = { traceId, now, client: (id) => deps.connectors.client(id) };
    // Asked about an object, a department hears nothing of who asks.
    if (call.operation.operation.about !== 'object') {
      const found = await departmentContext(deps, { traceId, now, personRef: call.session?.personRef ?? null });
      if (!found.ok) return found;
      ({ context } = found);
    }
    const outcome = await handler(context as DepartmentContext, call.input as never);
    // A handler that names no department means its own.
    return outcome.ok || outcome.department ? outcome : { ...outcome, department: call.operation.operation.department };
  };
}
