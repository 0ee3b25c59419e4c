import * as v from 'valibot';
import type { CheckDesk, DepartmentClient, DepartmentReply } from '../../../contract/department.ts';
import { credentialKindCodes } from './codes.ts';
import type { Authority } from './codes.ts';

/** ASSUMED: how the two authorities take doubts over and answer them. */
const services: Readonly<Record<Authority, { readonly submit: string; readonly state: string }>> = {
  rs: { submit: 'rs_check_submit', state: 'rs_check_state' },
  yb: { submit: '/yb/check/submit', state: '/yb/check/state' },
};
const taken = v.object({ check_no: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,40}$/)) });
const progress = v.object({ state: v.string(), answer: v.nullable(v.pipe(v.string(), v.maxLength(2000))) });

const fault = (reply: DepartmentReply) => (reply.ok ? ({ ok: false, fault: 'garbled' } as const) : ({ ok: false, fault: reply.fault } as const));

function desk(department: Authority): CheckDesk {
  const { submit, state } = services[department];
  const call = (client: DepartmentClient, service: string, body: Readonly<Record<string, unknown>>) => client.call({ service, method: 'POST', idempotent: true, body });
  return {
    department,
    async submit(client, { requestNo, person, operation, kind, period, dataDate, words }) {
      const reply = await call(client, submit, {
        request_no: requestNo, aac002: person.credentialNo, aac003: person.name, aac058: credentialKindCodes[person.credentialType],
        about: operation, kind, period, data_date: dataDate, words,
      });
      const read = v.safeParse(taken, reply.ok && reply.code === '0' ? reply.data : null);
      return read.success ? { ok: true, departmentNo: read.output.check_no } : fault(reply);
    },
    async answer(client, departmentNo) {
      const reply = await call(client, state, { check_no: departmentNo });
      const read = v.safeParse(progress, reply.ok && reply.code === '0' ? reply.data : null);
      if (!read.success) return fault(reply);
      return { ok: true, answer: read.output.state === '2' && read.output.answer ? read.output.answer : null };
    },
  };
}

export const checkDesks: readonly CheckDesk[] = [desk('rs'), desk('yb')];
