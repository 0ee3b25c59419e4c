import type { OutputOf } from '../../../contract/operation.ts';
import type { ServerHandlerFor } from '../../../contract/server.ts';
import type { socialSecurityPolicyYears } from '../operations/policy-years.ts';
import { province } from '../policy/province.ts';
import { officeOf, thisMonth } from './office.ts';

/** Years from the first table to the next year, newest first; those without a table are offered too, and said to be without one. */
export const policyYears: ServerHandlerFor<Record<string, never>, OutputOf<typeof socialSecurityPolicyYears>> = (context) => {
  const known = province.years.map((one) => one.year);
  const now = thisMonth(context);
  const first = Math.min(...known);
  const last = Math.max(...known, Number(now.slice(0, 4)) + 1);
  const years = Array.from({ length: last - first + 1 }, (_one, index) => last - index);
  return {
    ok: true,
    data: {
      authority: 'rs', region: province.region, demonstration: province.demonstration, thisMonth: now, office: officeOf(context),
      years: years.map((year) => ({ year, published: known.includes(year) })),
    },
  };
};
