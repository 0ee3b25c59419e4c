import * as v from 'valibot';
import { defineOperation } from '../../../contract/operation.ts';
import { fromRs, nothing, publicWord } from './fields.ts';
import { office, openBasis, openRate, publicFlag, publicMonth, publicYear } from './office.ts';

/** What the forms of this service need before the first question: today's month, years with and without figures, the office. */
export const socialSecurityPolicyYears = defineOperation({
  name: 'socialSecurity.policyYears',
  method: 'GET',
  path: '/social-security/policy-years',
  summary: '各年度标准是否公布',
  input: nothing,
  output: v.object({
    authority: fromRs,
    region: publicWord('适用地区'),
    /** True: the figures are invented for the demonstration. */
    demonstration: publicFlag('示例数据'),
    thisMonth: publicMonth('本月'),
    years: v.array(v.object({ year: publicYear('年度'), published: publicFlag('是否公布') })),
    office,
  }),
  level: 'L0',
  basis: openBasis,
  mutates: false,
  timeoutMs: 1000,
  rate: openRate,
});
