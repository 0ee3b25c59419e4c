import { createHash } from 'node:crypto';
import { ageOn, birthDateOf } from '../../contract/credentials.ts';
import type { DepartmentHandler, DepartmentOutcome, PersonIdentifiers } from '../../contract/department.ts';
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
  const digest = createHash('sha256').update(JSON.stringify(call.input)).digest('base64');
  return `${call.session?.level}|${call.operation.name}|${call.consentVersion}|${digest}`;
}

/** A department that an operator has switched off is refused before anything else is looked at. */
export function checkSwitch(call: Call, kills: KillSwitches): Refusal | null {
  const department = call.operation.operation.department;
  return department !== undefined && kills.reasonOf(department) !== null ? refuse('serviceSuspended', { department }) : null;
}

export function createDepartmentCaller({ connectors, identifiersOf }: DepartmentCallDeps): DepartmentCaller {
  return async (call, handler) => {
    const personRef = call.session?.personRef;
    const person = personRef ? await identifiersOf(personRef) : null;
    // The number is kept for the session only: without it the person confirms again.
    if (!person) return refuse('levelTooLow', { requiredLevel: 'L2' });
    const birth = birthDateOf(person.credentialType, person.credentialNo);
    if (birth !== null && ageOn(birth, shanghaiDate(call.now)) < adultForOwnConsent) return refuse('guardianRequired');
    const outcome = await handler(
      { traceId: call.traceId, now: call.now, person, client: (id) => connectors.client(id) },
      call.input as never,
    );
    // A handler that names no department means its own.
    return outcome.ok || outcome.department ? outcome : { ...outcome, department: call.operation.operation.department };
  };
}
