import { groupBy, monthsOf } from './merge.ts';
import type { Payment } from './month-rows.ts';

export interface YearBar {
  readonly year: number;
  readonly months: number;
  readonly creditedMonths: number;
  readonly baseMaxFen: number | null;
  readonly unitFen: number;
  readonly personalFen: number;
  readonly intoAccountFen: number;
}

/** Months counted once each: of several insurances in one calendar month the one that counts most. */
function monthsAcross(payments: readonly Payment[]): number {
  let months = 0;
  for (const inMonth of groupBy(payments, (one) => one.month).values()) {
    months += Math.max(...[...groupBy(inMonth, (one) => one.insurance).values()].map(monthsOf));
  }
  return months;
}

/** One bar per year with records, newest first. Amounts are the plain sum of the rows. */
export function yearBars(payments: readonly Payment[]): YearBar[] {
  return [...groupBy(payments, (one) => Number(one.month.slice(0, 4)))]
    .map(([year, rows]) => ({
      year,
      months: monthsAcross(rows),
      creditedMonths: monthsAcross(rows.filter((one) => one.credited)),
      baseMaxFen: rows.reduce<number | null>((most, one) => (one.baseFen === null ? most : Math.max(most ?? one.baseFen, one.baseFen)), null),
      unitFen: rows.reduce((sum, one) => sum + one.unitFen, 0),
      personalFen: rows.reduce((sum, one) => sum + one.personalFen, 0),
      intoAccountFen: rows.reduce((sum, one) => sum + (one.intoAccountFen ?? 0), 0),
    }))
    .sort((a, b) => b.year - a.year);
}
