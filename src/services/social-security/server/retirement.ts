import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import type { ServerHandlerFor } from '../../../contract/server.ts';
import type { socialSecurityRetirement } from '../operations/retirement.ts';
import { heldOn } from '../policy/dated.ts';
import { monthIndex, yearOf } from '../policy/months.ts';
import { minimumTables, retirementRules } from '../policy/national.ts';
import type { MinimumTable } from '../policy/national.ts';
import { minimumFor, minimumMonths, retirementOf } from '../policy/retirement.ts';
import { officeOf, provenanceOf, thisMonth, today, wrong } from './office.ts';

type Output = OutputOf<typeof socialSecurityRetirement>;

/** The table a citizen reads: the year before the first rise, and every year of a rise. */
function rows(table: MinimumTable) {
  const years = Object.keys(table.byYear).map(Number).sort((a, b) => a - b);
  return [(years[0] ?? 0) - 1, ...years].map((year) => ({ year, months: minimumMonths(table, year) }));
}

/** Statutory month and window by the rule that holds today; a case for the office is not computed. */
export const retirement: ServerHandlerFor<InputOf<typeof socialSecurityRetirement>, Output> = (context, { birthMonth, group, special }) => {
  if (birthMonth > thisMonth(context)) return wrong('birthMonth', 'futureDate');
  const start = { authority: 'rs', office: officeOf(context) } as const;
  const rule = heldOn(retirementRules, today(context));
  const minimums = heldOn(minimumTables, today(context));
  if (special !== 'none' || !rule || !minimums) return { ok: true, data: { ...start, result: null } };
  const { window, ...of } = retirementOf(rule, group, birthMonth);
  return {
    ok: true,
    data: {
      ...start,
      result: {
        ...of,
        window: window && { ...window, earliestMinimum: minimumFor(minimums, window.earliestMonth, of.statutoryMonth) },
        minimum: minimumMonths(minimums, yearOf(monthIndex(of.statutoryMonth))),
        minimums: rows(minimums),
        rule: provenanceOf(rule),
      },
    },
  };
};
