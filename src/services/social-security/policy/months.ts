/** Months as whole numbers since year 0, so that a delay is an addition and a comparison is a comparison. */
export type MonthIndex = number;

/** `yyyy-MM` to its number. Callers pass checked text only. */
export function monthIndex(month: string): MonthIndex {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** Number back to `yyyy-MM`. */
export function monthText(index: MonthIndex): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Calendar year of a month. */
export function yearOf(index: MonthIndex): number {
  return Math.floor(index / 12);
}
