import * as v from 'valibot';
import { birthDateOf } from '../../../contract/credentials.ts';
import type { HandlerFor } from '../../../contract/department.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import type { socialSecurityPensionInputs } from '../operations/pension-inputs.ts';
import { wholeIndex } from '../policy/estimate.ts';
import { roundedQuotient } from '../policy/money.ts';
import { province } from '../policy/province.ts';
import { ask, garbled, nothingUnreadable } from './ask.ts';
import { groupBy, monthsOf } from './merge.ts';
import type { Payment } from './month-rows.ts';
import { readPayments } from './month-rows.ts';
import { fen, monthOrNull } from './wire.ts';

type Output = OutputOf<typeof socialSecurityPensionInputs>;

const rowsReply = v.object({ rows: v.array(v.unknown()) });
const account = v.object({ aae240: fen, aae003_to: monthOrNull });
/** Pension insurance of employees, the only kind the formula is for. */
const pension = '110';

/** Average of base ÷ average wage, each month within the bounds of its year; months of years without a known wage, or without a base, are left out. */
export function averageIndex(payments: readonly Payment[]): Output['index'] {
  const found: { year: number; index: number }[] = [];
  for (const [month, rows] of groupBy(payments, (one) => one.month)) {
    const year = province.years.find((one) => one.year === Number(month.slice(0, 4)));
    const base = Math.max(0, ...rows.map((one) => one.baseFen ?? 0));
    if (!year || base === 0 || monthsOf(rows) === 0) continue;
    const index = roundedQuotient(base * wholeIndex, year.averageWageFen);
    found.push({ year: year.year, index: Math.min(year.baseTo * 10, Math.max(year.baseFrom * 10, index)) });
  }
  if (found.length === 0) return null;
  const years = found.map((one) => one.year);
  return {
    value: roundedQuotient(found.reduce((sum, one) => sum + one.index, 0), found.length),
    months: found.length, fromYear: Math.min(...years), toYear: Math.max(...years),
  };
}

/** A man's class follows from the number's order digit; a woman's does not, so it is asked. */
function groupOf(credentialType: string, no: string): Output['group'] {
  return credentialType === 'residentId' && no.length === 18 && Number(no[16]) % 2 === 1 ? 'M60' : null;
}

/** 人社: account and month rows asked side by side, both of the one authority; without either there is nothing to take over. */
export const pensionInputs: HandlerFor<Record<string, never>, Output> = async (context) => {
  const [rows, held] = await Promise.all([ask(context, 'rs', 'rs_contributions'), ask(context, 'rs', 'rs_account')]);
  if (!rows.ok) return rows;
  if (!held.ok) return held;
  const { credentialNo, credentialType } = context.person;
  const start = {
    authority: 'rs', ...rows.dated, birthMonth: birthDateOf(credentialType, credentialNo)?.slice(0, 7) ?? null, group: groupOf(credentialType, credentialNo),
  } as const;
  const { sources } = rows;
  if (rows.none) {
    return { ok: true, data: { ...start, insured: false, paidMonths: null, balanceFen: null, statementMonth: null, index: null, unreadable: nothingUnreadable }, sources };
  }
  const list = v.safeParse(rowsReply, rows.data);
  const balance = held.none ? null : v.safeParse(account, held.data);
  if (!list.success || balance?.success === false) return garbled('rs');
  const read = readPayments(list.output.rows, 'rs');
  // What has not arrived yet is in no cumulative month of the department either.
  const own = read.rows.filter((one) => one.insurance === pension);
  const paid = own.filter((one) => one.credited);
  return {
    ok: true,
    data: {
      ...start,
      insured: own.length > 0,
      paidMonths: own.length > 0 ? [...groupBy(paid, (one) => one.month).values()].reduce((sum, month) => sum + monthsOf(month), 0) : null,
      balanceFen: balance ? balance.output.aae240 : null,
      statementMonth: balance ? balance.output.aae003_to : null,
      index: averageIndex(paid),
      unreadable: read.unreadable,
    },
    sources,
  };
};
