import type { Career } from './career.ts';
import type { Month } from './month.ts';
import type { MonthRow } from './month-rows.ts';
import { latestMonth } from './month-rows.ts';

/** State of a person or an insurance (AAC008, AAC031): 1 参保缴费, 2 暂停, 3 终止, 4 退休. */
export type StateCode = '1' | '2' | '3' | '4';

/** One insurance of a person as the overview shows it. */
export interface Insurance {
  readonly kind: string;
  readonly state: StateCode;
  readonly firstMonth: Month;
  /** Credited months, transferred and paid back ones included. */
  readonly months: number;
  readonly placeName: string;
}

function stateOf(career: Career, kind: string, last: MonthRow, today: string): StateCode {
  // After retirement pension and medical insurance go on as benefits; the others end.
  if (career.retired !== undefined) return kind === '110' || kind === '310' ? '4' : '3';
  if (kind === '390') return last.month.slice(0, 4) === latestMonth(today).slice(0, 4) ? '1' : '2';
  return last.month === latestMonth(today) ? '1' : '2';
}

/** Insurances with at least one row, by kind. */
export function insurancesOf(career: Career, rows: readonly MonthRow[], today: string): readonly Insurance[] {
  const kinds = [...new Set(rows.map((row) => row.kind))].sort();
  return kinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    const credited = own.filter((row) => row.creditedOn !== '');
    const months = credited.reduce((sum, row) => sum + (row.type === '40' ? -row.months : row.months), 0);
    return [{ kind, state: stateOf(career, kind, last, today), firstMonth: first.month, months, placeName: last.placeName }];
  });
}

/** Places of insurance in the order they appear in the rows; a transfer row names the place left behind. */
export function placesOf(rows: readonly MonthRow[]): readonly { readonly code: string; readonly name: string }[] {
  const places = new Map(rows.map((row) => [row.placeCode, row.placeName]));
  return [...places].map(([code, name]) => ({ code, name }));
}
