import { insuranceName } from './codes.ts';
import type { Payment } from './month-rows.ts';

/** All payments of one month and insurance, summed. */
export interface MonthRow extends Payment {
  readonly insuranceName: string;
  readonly mergedFrom: number;
  readonly parts: readonly Omit<Payment, 'month' | 'insurance'>[];
}

/**
 * Months that a month's payments count for: the sum of what the department says of its rows (`bae189`), so that the rows add up to the
 * months of its overview. A row that only pays a difference says 0. A refund takes its months away again.
 */
export function monthsOf(payments: readonly Payment[]): number {
  return Math.max(0, payments.reduce((months, one) => months + (one.kind === 'refund' ? -one.months : one.months), 0));
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);
const stated = <T>(values: readonly (T | null)[]): T[] => values.filter((one): one is T => one !== null);
/** Different names in the order in which they came, within what an answer may hold. */
const together = (names: readonly (string | null)[]): string | null => [...new Set(stated(names))].join('、').slice(0, 120) || null;

function mergeMonth(parts: readonly Payment[]): MonthRow {
  const first = parts[0]!;
  const lead = parts.find((one) => one.kind === 'normal') ?? first;
  const bases = stated(parts.map((one) => one.baseFen));
  const intoAccount = stated(parts.map((one) => one.intoAccountFen));
  const credited = parts.every((one) => one.credited);
  return {
    month: first.month,
    insurance: first.insurance,
    insuranceName: insuranceName(first.insurance),
    kind: lead.kind,
    kindText: lead.kindText,
    baseFen: bases.length > 0 ? Math.max(...bases) : null,
    unitFen: sum(parts.map((one) => one.unitFen)),
    personalFen: sum(parts.map((one) => one.personalFen)),
    intoAccountFen: intoAccount.length > 0 ? sum(intoAccount) : null,
    credited,
    creditedOn: credited ? (stated(parts.map((one) => one.creditedOn)).sort().at(-1) ?? null) : null,
    employer: together(parts.map((one) => one.employer)),
    place: together(parts.map((one) => one.place)),
    months: monthsOf(parts),
    mergedFrom: parts.length,
    parts: parts.length === 1 ? [] : parts.map(({ month: _month, insurance: _insurance, ...part }) => part),
  };
}

/** Groups items by a key, keeping the order in which the keys first came. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** One row per month and insurance, newest first: a repeated month is summed, never overwritten. */
export function mergeMonths(payments: readonly Payment[]): MonthRow[] {
  return [...groupBy(payments, (one) => `${one.month} ${one.insurance}`).values()]
    .map(mergeMonth)
    .sort((a, b) => (a.month === b.month ? (a.insurance < b.insurance ? -1 : 1) : a.month < b.month ? 1 : -1));
}
