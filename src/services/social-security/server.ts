import type { ServerModule } from '../../contract/server.ts';
import { pensionEstimate } from './server/estimate.ts';
import { flexiblePlan } from './server/flexible.ts';
import { policyYears } from './server/policy-years.ts';
import { retirement } from './server/retirement.ts';

/** What needs no department: rules and published figures, open to everybody, nothing kept. */
export const server: ServerModule = {
  handlers: {
    'socialSecurity.policyYears': policyYears,
    'socialSecurity.retirement': retirement,
    'socialSecurity.pensionEstimate': pensionEstimate,
    'socialSecurity.flexiblePlan': flexiblePlan,
  },
};
