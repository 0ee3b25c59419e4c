/** Calendar months as `yyyyMM` text, and the arithmetic on them. */
export type Month = string;

/** `202601` moved by whole months, backwards when negative. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + count;
  return `${Math.floor(index / 12)}${String((index % 12) + 1).padStart(2, '0')}`;
}

/** All months from the first to the last, both included; none when the last lies before the first. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Month of a local date `yyyy-MM-dd`. */
export function monthOf(date: string): Month {
  return date.slice(0, 4) + date.slice(5, 7);
}
