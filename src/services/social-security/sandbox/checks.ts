import type { DepartmentStandIn, StandInCity, StandInRequest } from '../../../contract/stand-in.ts';
import { findPerson } from './records.ts';

interface Check {
  readonly no: string;
  readonly personId: string;
  readonly since: number;
  answer: string | null;
}

/** The demo department answers by itself after this time, in ms, when nobody orders an answer before. */
const answersAfter = 120_000;
const usualAnswer = '经核对，您提到的记录与单位申报一致。如有补充材料，可以带到服务大厅，我们再为您核对一次。';

/** Takes doubts over and answers them. By `request_no` the same request is taken over once. Order `answer-checks`: `personId`, `answer`. */
export function createChecks(city: StandInCity, prefix: string) {
  const checks = new Map<string, Check>();
  type Answer = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly code: string };
  return {
    submit(request: StandInRequest): Answer {
      const person = findPerson(city, request);
      const requestNo = String(request.body.request_no ?? '');
      if (!person) return { ok: false, code: 'E-201' };
      if (requestNo === '' || typeof request.body.words !== 'string') return { ok: false, code: 'E-400' };
      const known = checks.get(requestNo) ?? { no: `${prefix}${String(checks.size + 1).padStart(8, '0')}`, personId: person.id, since: Date.now(), answer: null };
      checks.set(requestNo, known);
      return { ok: true, data: { check_no: known.no } };
    },
    state(request: StandInRequest): Answer {
      const check = [...checks.values()].find((one) => one.no === request.body.check_no);
      if (!check) return { ok: false, code: 'E-203' };
      const answer = check.answer ?? (Date.now() - check.since > answersAfter ? usualAnswer : null);
      return { ok: true, data: { state: answer === null ? '1' : '2', answer } };
    },
    control: {
      'answer-checks': (order) => {
        const open = [...checks.values()].filter((one) => one.answer === null && (order.personId === undefined || one.personId === order.personId));
        for (const one of open) one.answer = typeof order.answer === 'string' ? order.answer : usualAnswer;
        return { answered: open.length };
      },
    } satisfies NonNullable<DepartmentStandIn['control']>,
  };
}
