import { permilleOf, roundedQuotient } from './money.ts';
import { monthIndex } from './months.ts';
import type { DivisorTable } from './national.ts';
import type { Province, ProvinceYear } from './province.ts';

/** Index in ten-thousandths: 6000 is 0.6. */
export type Index = number;
export const wholeIndex = 10_000;

/** Share of the base that goes into the personal account, in permille. */
const intoAccount = 80;

/**
 * Twelve times the divisor (计发月数) at an age of whole months: at whole years exactly the table's; between two years on the line between
 * them, or the younger year's where the province does not interpolate. Ages beyond the table take its nearest end.
 */
export function divisorTwelfths(table: DivisorTable, ageInMonths: number, interpolation: Province['interpolation']): number {
  const ages = Object.keys(table.byAge).map(Number);
  const age = Math.min(Math.max(Math.floor(ageInMonths / 12), Math.min(...ages)), Math.max(...ages));
  const here = table.byAge[age] ?? 0;
  const next = table.byAge[age + 1] ?? here;
  const over = age * 12 <= ageInMonths ? ageInMonths % 12 : 0;
  return here * 12 - (interpolation === 'linear' ? (here - next) * over : 0);
}

/** What an estimate starts from. */
export interface Standing {
  readonly birthMonth: string;
  /** Month from which one may still pay, `yyyy-MM`. */
  readonly thisMonth: string;
  readonly paidMonths: number;
  readonly balanceFen: number;
  /** Average index of the months paid, and of those still to be paid. */
  readonly index: Index;
}

export interface Estimated {
  readonly months: number;
  readonly balanceFen: number;
  /** Twelve times the divisor used. */
  readonly divisorTwelfths: number;
  /** 基础养老金 and 个人账户养老金 a month; each rounded to the fen by itself. */
  readonly basicFen: number;
  readonly accountFen: number;
  /** Exactly their sum. */
  readonly totalFen: number;
}

/** Months that can still be paid until a month. */
export function monthsUntil(thisMonth: string, retireMonth: string): number {
  return Math.max(0, monthIndex(retireMonth) - monthIndex(thisMonth));
}

/**
 * Monthly pension by the formula of 国发〔2005〕38号, in the money of the standard's year:
 * basic = (base + base × index) ÷ 2 × years × 1 %, account = balance ÷ divisor. Wages, base and interest do not grow.
 */
export function estimate(standing: Standing, retireMonth: string, keepPaying: boolean, year: ProvinceYear, province: Province, divisors: DivisorTable): Estimated {
  const more = keepPaying ? monthsUntil(standing.thisMonth, retireMonth) : 0;
  const months = standing.paidMonths + more;
  const baseFen = roundedQuotient(year.averageWageFen * standing.index, wholeIndex);
  const balanceFen = standing.balanceFen + more * permilleOf(baseFen, intoAccount);
  const twelfths = divisorTwelfths(divisors, monthIndex(retireMonth) - monthIndex(standing.birthMonth), province.interpolation);
  // ÷ 2 × months ÷ 12 ÷ 100, and the index in ten-thousandths: one quotient, rounded once.
  const basicFen = roundedQuotient(year.calculationBaseFen * (wholeIndex + standing.index) * months, 2 * 12 * 100 * wholeIndex);
  const accountFen = roundedQuotient(balanceFen * 12, twelfths);
  return { months, balanceFen, divisorTwelfths: twelfths, basicFen, accountFen, totalFen: basicFen + accountFen };
}
