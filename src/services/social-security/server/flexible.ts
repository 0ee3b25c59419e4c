import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import type { ServerHandlerFor } from '../../../contract/server.ts';
import type { socialSecurityFlexiblePlan } from '../operations/flexible.ts';
import { flexibleTiers } from '../policy/flexible.ts';
import { province } from '../policy/province.ts';
import { officeOf, provenanceOf } from './office.ts';

type Output = OutputOf<typeof socialSecurityFlexiblePlan>;

/** Every level of the year; a year without a table is said to have none, and nothing is computed. */
export const flexiblePlan: ServerHandlerFor<InputOf<typeof socialSecurityFlexiblePlan>, Output> = (context, { year, months }) => {
  const start = { authority: 'rs', office: officeOf(context) } as const;
  const table = province.years.find((one) => one.year === year);
  if (!table) return { ok: true, data: { ...start, missingYear: year, plan: null } };
  return {
    ok: true,
    data: {
      ...start,
      missingYear: null,
      plan: {
        year, months,
        averageWageFen: table.averageWageFen,
        pooledPermille: table.flexiblePooled,
        accountPermille: table.flexibleAccount,
        tiers: flexibleTiers(table).map((tier) => ({ ...tier, totalFen: tier.monthlyFen * months })),
        demonstration: province.demonstration,
        standard: provenanceOf(table),
      },
    },
  };
};
