import type { DepartmentCall, DepartmentReply } from '../../../src/contract/department.ts';
import type { Connectors } from '../../../src/gateway/connectors/index.ts';

export interface CountingDepartments extends Connectors {
  /** Numbers that were asked about, one entry a call. */
  readonly asked: string[];
}

/** Departments that know everybody and answer with a status whose personal number is the number asked about, turned round. */
export function countingDepartments(): CountingDepartments {
  const asked: string[] = [];
  const reply = (call: DepartmentCall): DepartmentReply => {
    const number = String(call.body?.['aac002']);
    asked.push(number);
    return {
      ok: true, code: '0', message: '', dataTime: '2026-11-20',
      data: { aac001: personalNoOf(number), aac008: '1', places: [], insurances: [], akc190: personalNoOf(number), akc020: '1', rows: [] },
    };
  };
  return { asked, client: () => ({ call: async (call) => reply(call) }), breakerStates: () => ({}), close: async () => undefined };
}

export const personalNoOf = (number: string): string => [...number].reverse().join('');
