import type { Career } from './career.ts';
import type { Month } from './month.ts';
import { addMonths } from './month.ts';
import type { MonthRow } from './month-rows.ts';
import { latestMonth } from './month-rows.ts';
import { interestRate } from './rates.ts';

/** One year of a personal account, in fen. */
export interface AccountYear {
  readonly year: number;
  readonly months: number;
  readonly paidInFen: number;
  readonly interestFen: number;
  /** Balance at the end of the year, or at the statement month in the last one. */
  readonly balanceFen: number;
}

/** Statement of a personal account: principal + interest = balance, to the fen. */
export interface Statement {
  readonly to: Month;
  readonly principalFen: number;
  readonly interestFen: number;
  readonly balanceFen: number;
  readonly years: readonly AccountYear[];
}

/**
 * Interest of one year, half up: the opening balance for twelve months, each row from the month after it.
 * Rows count in the year of the month they are for.
 */
function interestOf(openingFen: number, rows: readonly MonthRow[], rate: number): number {
  const fenMonths = rows.reduce((sum, row) => sum + row.accountFen * (12 - Number(row.month.slice(4))), openingFen * 12);
  return Math.floor((fenMonths * rate + 60_000) / 120_000);
}

/**
 * Statement of the account of one kind, derived from the month rows alone.
 * It ends with the last credited month, or with retirement; a year's interest is stated once the year is complete.
 */
export function statement(career: Career, rows: readonly MonthRow[], accountKind: string, today: string): Statement {
  const to = career.retired ?? addMonths(latestMonth(today), -1);
  const inAccount = rows.filter((row) => row.kind === accountKind && row.accountFen > 0);
  const first = inAccount[0];
  const years: AccountYear[] = [];
  let balanceFen = 0;
  for (let year = first ? Number(first.month.slice(0, 4)) : Infinity; year <= Number(to.slice(0, 4)); year += 1) {
    const own = inAccount.filter((row) => row.month.startsWith(String(year)));
    const complete = `${year}12` <= to || career.retired !== undefined;
    const paidInFen = own.reduce((sum, row) => sum + row.accountFen, 0);
    const interestFen = complete ? interestOf(balanceFen, own, interestRate(accountKind, year)) : 0;
    balanceFen += paidInFen + interestFen;
    years.push({ year, months: own.reduce((sum, row) => sum + row.months, 0), paidInFen, interestFen, balanceFen });
  }
  const interestFen = years.reduce((sum, one) => sum + one.interestFen, 0);
  return { to, principalFen: balanceFen - interestFen, interestFen, balanceFen, years };
}
