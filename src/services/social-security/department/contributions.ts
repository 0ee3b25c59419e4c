import * as v from 'valibot';
import type { HandlerFor } from '../../../contract/department.ts';
import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import type { socialSecurityContributions, socialSecurityMedicalContributions } from '../operations/contributions.ts';
import { rowsPerPage } from '../operations/fields.ts';
import { ask, garbled, nothingUnreadable } from './ask.ts';
import type { Asked } from './ask.ts';
import { insuranceName } from './codes.ts';
import type { Authority } from './codes.ts';
import { mergeMonths } from './merge.ts';
import type { MonthRow } from './merge.ts';
import { readPayments } from './month-rows.ts';
import type { Payment } from './month-rows.ts';
import type { ReadRows } from './wire.ts';
import { yearBars } from './years.ts';
import type { YearBar } from './years.ts';

type Input = InputOf<typeof socialSecurityContributions>;
type Output = OutputOf<typeof socialSecurityContributions>;

function totalsOf(years: readonly YearBar[]): Output['totals'] {
  const totals = { months: 0, unitFen: 0, personalFen: 0, intoAccountFen: 0 };
  for (const one of years) {
    totals.months += one.months;
    totals.unitFen += one.unitFen;
    totals.personalFen += one.personalFen;
    totals.intoAccountFen += one.intoAccountFen;
  }
  return totals;
}

/** The part of an answer that is the same for both authorities. Year bars ignore the year filter, totals and rows do not. */
export function present(read: ReadRows<Payment>, input: Input) {
  const { insurance = null, year = null, page = 1 } = input;
  const ofInsurance = insurance === null ? read.rows : read.rows.filter((one) => one.insurance === insurance);
  const years = yearBars(ofInsurance);
  const chosen = year === null ? ofInsurance : ofInsurance.filter((one) => one.month.startsWith(`${year}-`));
  const months: MonthRow[] = mergeMonths(chosen);
  return {
    insured: read.rows.length + read.unreadable.rows > 0,
    filter: { insurance, year },
    insurances: [...new Set(read.rows.map((one) => one.insurance))].sort().map((code) => ({ code, name: insuranceName(code) })),
    years,
    rows: months.slice((page - 1) * rowsPerPage, page * rowsPerPage).map((one) => ({ ...one, parts: [...one.parts] })),
    total: months.length,
    page,
    pageCount: Math.ceil(months.length / rowsPerPage),
    totals: totalsOf(year === null ? years : years.filter((one) => one.year === year)),
    unreadable: read.unreadable,
  };
}

const rowsReply = v.object({ rows: v.array(v.unknown()) });

function answer(asked: Asked, input: Input, authority: Authority) {
  if (asked.none) return { ...asked.dated, ...present({ rows: [], unreadable: nothingUnreadable }, input) };
  const read = v.safeParse(rowsReply, asked.data);
  return read.success ? { ...asked.dated, ...present(readPayments(read.output.rows, authority), input) } : null;
}

/** 人社: month records of pension, unemployment and work injury. The department sends all rows; they are paged here. */
export const contributions: HandlerFor<Input, Output> = async (context, input) => {
  const asked = await ask(context, 'rs', 'rs_contributions');
  if (!asked.ok) return asked;
  const data = answer(asked, input, 'rs');
  return data ? { ok: true, data: { authority: 'rs', ...data }, sources: asked.sources } : garbled('rs');
};

/** 医保: month records of medical and maternity insurance. */
export const medicalContributions: HandlerFor<Input, OutputOf<typeof socialSecurityMedicalContributions>> = async (context, input) => {
  const asked = await ask(context, 'yb', '/yb/contributions');
  if (!asked.ok) return asked;
  const data = answer(asked, input, 'yb');
  return data ? { ok: true, data: { authority: 'yb', ...data }, sources: asked.sources } : garbled('yb');
};
