import type { DepartmentContext } from '../../../contract/department.ts';
import { faultToProblem } from '../../../contract/department-faults.ts';
import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { SourceState } from '../../../contract/envelope.ts';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';
import { credentialKindCodes } from './codes.ts';
import type { Authority } from './codes.ts';

/** ASSUMED codes of the departments' own envelope. */
const codes = { done: '0', personUnknown: 'E-201', deceased: 'E-202', noRecord: 'E-203' } as const;

/** What a department answered about the person. */
export interface Asked {
  readonly ok: true;
  /** True when the department has no record of the person: an empty answer, no error. Not to be read from `data`, which may be null by mistake. */
  readonly none: boolean;
  readonly data: unknown;
  /** Members that every answer has. */
  readonly dated: { readonly dataDate: string; readonly dataDateStated: boolean };
  readonly sources: readonly SourceState[];
}

export const nothingUnreadable = { rows: 0, fields: [] };

/** Asks a department about the person of the call. Always a read, so always idempotent; the number travels in the body only. */
export async function ask(context: DepartmentContext, department: Authority, service: string): Promise<Asked | Refusal> {
  const { credentialNo, credentialType, name } = context.person;
  const reply = await context.client(department).call({
    service,
    method: 'POST',
    idempotent: true,
    body: { aac002: credentialNo, aac003: name, aac058: credentialKindCodes[credentialType] },
  });
  if (!reply.ok) return refuse(faultToProblem(reply.fault), { department });
  if (reply.code === codes.personUnknown) return refuse('personUnknownToDepartment', { department });
  if (reply.code === codes.deceased) return refuse('personDeceased', { department });
  if (reply.code !== codes.done && reply.code !== codes.noRecord) return refuse('departmentGarbled', { department });
  return {
    ok: true,
    none: reply.code === codes.noRecord,
    data: reply.data,
    dated: { dataDate: reply.dataTime ?? shanghaiDate(context.now), dataDateStated: reply.dataTime !== null },
    sources: [{ department, state: 'ok', dataTime: reply.dataTime }],
  };
}

/** The answer came, but it is not what was agreed. */
export const garbled = (department: Authority): Refusal => refuse('departmentGarbled', { department });
