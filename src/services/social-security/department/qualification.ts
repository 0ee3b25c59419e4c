import * as v from 'valibot';
import type { DepartmentContext, DepartmentOutcome, DepartmentWriter, HandlerFor } from '../../../contract/department.ts';
import { faultToProblem } from '../../../contract/department-faults.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { socialSecurityQualification } from '../operations/qualification.ts';
import { ask, garbled } from './ask.ts';
import { credentialKindCodes, qualificationState, qualificationWay } from './codes.ts';
import { dayOrMonthOf } from './dates.ts';

type Standing = OutputOf<typeof socialSecurityQualification>;

/** ASSUMED service ids and codes of the department's refusals to confirm. */
const services = { standing: 'rs_qualification', confirm: 'rs_qualification_confirm' } as const;
const refusals = new Map<string, 'qualificationNotRetired' | 'qualificationNotDue' | 'qualificationNoMatch'>([
  ['E-301', 'qualificationNotRetired'], ['E-302', 'qualificationNotDue'], ['E-303', 'qualificationNoMatch'],
]);

const wholeDay = v.pipe(v.unknown(), v.transform(dayOrMonthOf), v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const code = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(8));
const receipt = v.object({ receipt_no: v.pipe(v.string(), v.minLength(1), v.maxLength(40)), confirmed_on: wholeDay, way: code });
const wire = v.object({ state: code, next_due: v.nullable(wholeDay), opens_on: v.nullable(wholeDay), last: v.nullable(receipt) });

async function standingOf(context: DepartmentContext): Promise<DepartmentOutcome<Standing>> {
  const asked = await ask(context, 'rs', services.standing);
  if (!asked.ok) return asked;
  const start = { authority: 'rs', ...asked.dated } as const;
  // Who has no record there has nothing to confirm.
  if (asked.none) return { ok: true, data: { ...start, ...qualificationState('0'), nextDue: null, opensOn: null, last: null }, sources: asked.sources };
  const read = v.safeParse(wire, asked.data);
  if (!read.success) return garbled('rs');
  const { state, next_due: nextDue, opens_on: opensOn, last } = read.output;
  return {
    ok: true,
    data: {
      ...start, ...qualificationState(state), nextDue, opensOn,
      last: last && { receiptNo: last.receipt_no, confirmedOn: last.confirmed_on, way: qualificationWay(last.way) },
    },
    sources: asked.sources,
  };
}

export const qualification: HandlerFor<Record<string, never>, Standing> = (context) => standingOf(context);

/** The due date for reminders, asked when they are switched on. */
export async function qualificationDueOn(context: DepartmentContext): Promise<{ readonly ok: true; readonly dueOn: string | null } | Refusal> {
  const standing = await standingOf(context);
  return standing.ok ? { ok: true, dueOn: standing.data.nextDue } : standing;
}

/**
 * Confirms at the department. It keeps one confirmation per person and period, so asking twice gives the first receipt again;
 * that is why a call without an answer may be repeated.
 */
function confirmBy(way: '1' | '2'): DepartmentWriter {
  return {
    async perform(context) {
      const { credentialNo, credentialType, name } = context.person;
      const reply = await context.client('rs').call({
        service: services.confirm, method: 'POST', idempotent: true,
        body: { aac002: credentialNo, aac003: name, aac058: credentialKindCodes[credentialType], way },
      });
      if (!reply.ok) return refuse(faultToProblem(reply.fault), { department: 'rs' });
      const refusal = refusals.get(reply.code);
      if (refusal) return refuse(refusal, { department: 'rs' });
      if (reply.code === 'E-201') return refuse('personUnknownToDepartment', { department: 'rs' });
      if (reply.code === 'E-202') return refuse('personDeceased', { department: 'rs' });
      const read = v.safeParse(v.object({ ...receipt.entries, next_due: wholeDay, repeated: v.boolean() }), reply.data);
      if (reply.code !== '0' || !read.success) return garbled('rs');
      const { receipt_no: receiptNo, next_due: dueOn, repeated } = read.output;
      return {
        ok: true,
        reference: receiptNo,
        dueDate: { topic: 'socialSecurity.qualificationDue', dueOn },
        // Who confirmed before was told before.
        ...(repeated ? {} : { notice: { kind: 'qualificationConfirmed', params: { receiptNo, dueOn } } as const }),
      };
    },
    read: (context) => standingOf(context),
  };
}
export const confirmByData = confirmBy('1');
export const confirmByFace = confirmBy('2');
