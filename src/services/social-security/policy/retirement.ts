import { monthIndex, monthText, yearOf } from './months.ts';
import type { MonthIndex } from './months.ts';
import type { MinimumTable, RetirementGroup, RetirementRule } from './national.ts';

/** Months of delay for a month of birth: 0 before the anchor, then one more for every `step` months, never above `cap`. */
export function delayMonths(rule: RetirementRule, group: RetirementGroup, birth: MonthIndex): number {
  const { anchor, step, cap } = rule.groups[group];
  const after = birth - monthIndex(anchor);
  return after < 0 ? 0 : Math.min(cap, Math.floor(after / step) + 1);
}

/** Least months of contributions for a pension that begins in a year. */
export function minimumMonths(table: MinimumTable, year: number): number {
  const years = Object.keys(table.byYear).map(Number);
  if (year < Math.min(...years)) return table.before;
  return table.byYear[Math.min(year, Math.max(...years))] ?? table.before;
}

/** When a person retires by the rule, and between which months the person may choose. All months as `yyyy-MM`. */
export interface Retirement {
  /** Month in which the person would have retired under the age before the rule. */
  readonly oldAgeMonth: string;
  readonly delayMonths: number;
  readonly statutoryMonth: string;
  /** Age at the statutory month. */
  readonly ageYears: number;
  readonly ageMonths: number;
  /** Null where the choice does not exist: the age was reached before the rule began. */
  readonly window: { readonly earliestMonth: string; readonly latestMonth: string } | null;
}

/**
 * Statutory month = month of birth + old age + delay. Earlier: at most three years and never below the old age. Later: at most three years.
 * Both need more than a date (contributions, an agreement); that is said beside the dates, not decided here.
 */
export function retirementOf(rule: RetirementRule, group: RetirementGroup, birthMonth: string): Retirement {
  const birth = monthIndex(birthMonth);
  const delay = delayMonths(rule, group, birth);
  const oldAge = birth + rule.groups[group].oldAgeYears * 12;
  const statutory = oldAge + delay;
  const begun = monthText(statutory) >= rule.effectiveFrom.slice(0, 7);
  return {
    oldAgeMonth: monthText(oldAge),
    delayMonths: delay,
    statutoryMonth: monthText(statutory),
    ageYears: Math.floor((statutory - birth) / 12),
    ageMonths: (statutory - birth) % 12,
    window: begun ? { earliestMonth: monthText(Math.max(oldAge, statutory - rule.earlierAtMost)), latestMonth: monthText(statutory + rule.laterAtMost) } : null,
  };
}

/** An early choice takes the least months of its own year; a later one keeps those of the statutory year. */
export function minimumFor(table: MinimumTable, chosenMonth: string, statutoryMonth: string): number {
  return minimumMonths(table, yearOf(Math.min(monthIndex(chosenMonth), monthIndex(statutoryMonth))));
}
