import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import type { ServerContext, ServerHandlerFor } from '../../../contract/server.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { Assumption, When, socialSecurityPensionEstimate } from '../operations/pension-estimate.ts';
import { heldOn } from '../policy/dated.ts';
import { estimate, monthsUntil, wholeIndex } from '../policy/estimate.ts';
import type { Standing } from '../policy/estimate.ts';
import { roundedQuotient } from '../policy/money.ts';
import { monthIndex } from '../policy/months.ts';
import { divisorTables, minimumTables, retirementRules } from '../policy/national.ts';
import type { DivisorTable, MinimumTable } from '../policy/national.ts';
import { province } from '../policy/province.ts';
import type { ProvinceYear } from '../policy/province.ts';
import { minimumFor, retirementOf } from '../policy/retirement.ts';
import type { Retirement } from '../policy/retirement.ts';
import { mostMonths, officeOf, provenanceOf, thisMonth, today, wrong } from './office.ts';

type Input = InputOf<typeof socialSecurityPensionEstimate>;
type Output = OutputOf<typeof socialSecurityPensionEstimate>;
type Option = NonNullable<Output['result']>['options'][number];

/** What cannot be true of a person, told with the field it stands in. */
function impossible(context: ServerContext, input: Input, of: Retirement): Refusal | null {
  const now = thisMonth(context);
  if (input.birthMonth > now) return wrong('birthMonth', 'futureDate');
  const most = mostMonths(input.birthMonth, now);
  if (input.index === undefined && input.baseFen === undefined) return wrong('index', 'required');
  if (input.paidMonths > most) return wrong('paidMonths', 'beyondLife', { requirement: most });
  const { retireMonth } = input;
  if (retireMonth === undefined || retireMonth === of.statutoryMonth) return null;
  if (!of.window || retireMonth < of.window.earliestMonth || retireMonth > of.window.latestMonth) return wrong('retireMonth', 'outsideWindow');
  return null;
}

/** Months to compare, each once: a chosen month that is one of the others keeps the other's name. */
function choices(of: Retirement, retireMonth: string | undefined): { when: When; month: string }[] {
  const fixed: { when: When; month: string }[] = [
    ...(of.window && of.window.earliestMonth !== of.statutoryMonth ? [{ when: 'earliest' as const, month: of.window.earliestMonth }] : []),
    { when: 'statutory', month: of.statutoryMonth },
    ...(of.window ? [{ when: 'latest' as const, month: of.window.latestMonth }] : []),
  ];
  const own = retireMonth !== undefined && !fixed.some((one) => one.month === retireMonth);
  return [...fixed, ...(own ? [{ when: 'chosen' as const, month: retireMonth }] : [])].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** The index as given, or base ÷ average wage within the bounds that a base has. */
function indexOf(input: Input, year: ProvinceYear): number {
  const index = input.index ?? roundedQuotient((input.baseFen ?? 0) * wholeIndex, year.averageWageFen);
  return Math.min(year.baseTo * 10, Math.max(year.baseFrom * 10, index));
}

interface Tables { readonly year: ProvinceYear; readonly divisors: DivisorTable; readonly minimums: MinimumTable }

/** One way to go on. With too few months there is no monthly pension, so none is estimated. */
function optionOf(standing: Standing, of: Retirement, { when, month }: { when: When; month: string }, keepPaying: boolean, tables: Tables): Option {
  const { months, ...pension } = estimate(standing, month, keepPaying, tables.year, province, tables.divisors);
  const minimum = minimumFor(tables.minimums, month, of.statutoryMonth);
  const age = monthIndex(month) - monthIndex(standing.birthMonth);
  const missingMonths = Math.max(0, minimum - months);
  return {
    when, keepPaying, retireMonth: month, ageYears: Math.floor(age / 12), ageMonths: age % 12, months, minimum, missingMonths,
    pension: missingMonths > 0 ? null : pension,
  };
}

/** Pension by the formula, for each month one may choose, with contributions paid until then and stopped now. */
export const pensionEstimate: ServerHandlerFor<Input, Output> = (context, input) => {
  const start = { authority: 'rs', office: officeOf(context) } as const;
  const [rule, minimums, divisors] = [heldOn(retirementRules, today(context)), heldOn(minimumTables, today(context)), heldOn(divisorTables, today(context))];
  if (input.special !== 'none' || !rule || !minimums || !divisors) return { ok: true, data: { ...start, missingYear: null, result: null } };
  const of = retirementOf(rule, input.group, input.birthMonth);
  const refusal = impossible(context, input, of);
  if (refusal) return refusal;
  const year = province.years.find((one) => one.year === input.standardYear);
  if (!year) return { ok: true, data: { ...start, missingYear: input.standardYear, result: null } };
  const now = thisMonth(context);
  const standing: Standing = { birthMonth: input.birthMonth, thisMonth: now, paidMonths: input.paidMonths, balanceFen: input.balanceFen, index: indexOf(input, year) };
  const list = choices(of, input.retireMonth);
  const assumed: Assumption[] = [
    'standardYear', 'noGrowth', 'sameIndex', province.interpolation === 'linear' ? 'interpolationLinear' : 'interpolationFloor', 'noDeemedYears', 'rounding',
  ];
  return {
    ok: true,
    data: {
      ...start,
      missingYear: null,
      result: {
        index: standing.index,
        chosen: list.find((one) => one.month === (input.retireMonth ?? of.statutoryMonth))?.when ?? 'statutory',
        statutoryMonth: of.statutoryMonth,
        window: of.window,
        // Nothing can be paid any more towards a month that has passed: both ways would be the same.
        options: list.flatMap((one) => (monthsUntil(now, one.month) > 0 ? [true, false] : [false]).map((keep) => optionOf(standing, of, one, keep, { year, divisors, minimums }))),
        standard: { year: year.year, calculationBaseFen: year.calculationBaseFen, averageWageFen: year.averageWageFen, ...provenanceOf(year) },
        demonstration: province.demonstration,
        assumptions: assumed,
      },
    },
  };
};
