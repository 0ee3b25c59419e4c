import * as v from 'valibot';
import type { HandlerFor } from '../../../contract/department.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import type { socialSecurityMedicalAccount, socialSecurityPensionAccount } from '../operations/accounts.ts';
import { ask, garbled, nothingUnreadable } from './ask.ts';
import { countOrNull, fen, fenIfAny, monthOrNull, readRows, year } from './wire.ts';

const list = v.optional(v.nullable(v.array(v.unknown())), null);

const rsAccount = v.object({ aae240: fen, aae238: fenIfAny, aae239: fenIfAny, aae003_to: monthOrNull, years: list });
const rsYear = v.object({ aae001: year, months: countOrNull, aae021_sum: fen, aae239: fen, aae240: fenIfAny });

const ybAccount = v.object({ akc087: fen, aae003_to: monthOrNull, years: list });
const ybYear = v.object({ aae001: year, months: countOrNull, aae021_sum: fen, aae239: fenIfAny, aae240: fenIfAny, akc087: fenIfAny });

const newestFirst = (a: { year: number }, b: { year: number }) => b.year - a.year;

type Pension = OutputOf<typeof socialSecurityPensionAccount>;

/**
 * Compares the department's figures with each other: balance = Σ yearly entries + Σ yearly interest, and = principal + interest.
 * Nothing is corrected; what does not fit is said.
 */
export function consistencyOf(
  account: Pick<Pension, 'balanceFen' | 'principalFen' | 'interestFen' | 'years'>,
  complete: boolean,
): Pick<Pension, 'consistency' | 'differenceFen'> {
  const { balanceFen, principalFen, interestFen, years } = account;
  if (balanceFen === null) return { consistency: 'unchecked', differenceFen: null };
  const fromHead = principalFen === null || interestFen === null ? 0 : balanceFen - principalFen - interestFen;
  if (fromHead !== 0) return { consistency: 'differs', differenceFen: fromHead };
  if (!complete || years.length === 0) return { consistency: 'unchecked', differenceFen: null };
  const fromYears = years.reduce((left, one) => left - one.intoAccountFen - one.interestFen, balanceFen);
  return fromYears === 0 ? { consistency: 'agrees', differenceFen: null } : { consistency: 'differs', differenceFen: fromYears };
}

/** 人社: personal pension account. */
export const pensionAccount: HandlerFor<Record<string, never>, Pension> = async (context) => {
  const asked = await ask(context, 'rs', 'rs_account');
  if (!asked.ok) return asked;
  const { sources } = asked;
  const start = { authority: 'rs', ...asked.dated } as const;
  if (asked.none) {
    const none = { opened: false, balanceFen: null, principalFen: null, interestFen: null, statementMonth: null, years: [] };
    return { ok: true, data: { ...start, ...none, consistency: 'unchecked', differenceFen: null, unreadable: nothingUnreadable }, sources };
  }
  const read = v.safeParse(rsAccount, asked.data);
  if (!read.success) return garbled('rs');
  const wire = read.output;
  const rows = readRows(rsYear, wire.years ?? []);
  const figures = {
    balanceFen: wire.aae240,
    principalFen: wire.aae238,
    interestFen: wire.aae239,
    years: rows.rows
      .map((row) => ({ year: row.aae001, months: row.months, intoAccountFen: row.aae021_sum, interestFen: row.aae239, balanceFen: row.aae240 }))
      .sort(newestFirst),
  };
  return {
    ok: true,
    data: {
      ...start,
      opened: true,
      ...figures,
      statementMonth: wire.aae003_to,
      ...consistencyOf(figures, rows.unreadable.rows === 0),
      unreadable: rows.unreadable,
    },
    sources,
  };
};

/** 医保: personal medical account. */
export const medicalAccount: HandlerFor<Record<string, never>, OutputOf<typeof socialSecurityMedicalAccount>> = async (context) => {
  const asked = await ask(context, 'yb', '/yb/account');
  if (!asked.ok) return asked;
  const { sources } = asked;
  const start = { authority: 'yb', ...asked.dated } as const;
  if (asked.none) {
    const none = { opened: false, balanceFen: null, statementMonth: null, years: [] };
    return { ok: true, data: { ...start, ...none, unreadable: nothingUnreadable }, sources };
  }
  const read = v.safeParse(ybAccount, asked.data);
  if (!read.success) return garbled('yb');
  const rows = readRows(ybYear, read.output.years ?? []);
  const years = rows.rows.map((row) => ({
    year: row.aae001,
    months: row.months,
    intoAccountFen: row.aae021_sum,
    interestFen: row.aae239,
    balanceFen: row.aae240 ?? row.akc087,
  }));
  return {
    ok: true,
    data: {
      ...start,
      opened: true,
      balanceFen: read.output.akc087,
      statementMonth: read.output.aae003_to,
      years: years.sort(newestFirst),
      unreadable: rows.unreadable,
    },
    sources,
  };
};
