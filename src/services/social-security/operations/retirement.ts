import * as v from 'valibot';
import { defineOperation } from '../../../contract/operation.ts';
import { fromRs } from './fields.ts';
import { group, office, openBasis, openRate, provenance, publicCount, publicMonth, publicYear, specialCase, typedMonth } from './office.ts';

export const socialSecurityRetirement = defineOperation({
  name: 'socialSecurity.retirement',
  method: 'POST',
  path: '/social-security/retirement',
  summary: '法定退休时间',
  input: v.strictObject({ birthMonth: typedMonth('出生年月'), group, special: specialCase }),
  output: v.object({
    authority: fromRs,
    /** Null when the person named a case that only the office decides: nothing is computed then. */
    result: v.nullable(
      v.object({
        statutoryMonth: publicMonth('法定退休年月'),
        oldAgeMonth: publicMonth('原退休年龄年月'),
        delayMonths: publicCount('延迟月数'),
        ageYears: publicCount('退休年龄'),
        ageMonths: publicCount('退休年龄的月数'),
        /** Null where one may not choose: the age was reached before the rule began. */
        window: v.nullable(v.object({
          earliestMonth: publicMonth('最早可选年月'),
          latestMonth: publicMonth('最晚可选年月'),
          earliestMinimum: publicCount('最早退休的最低缴费月数'),
        })),
        /** Least months of contributions in the statutory year, and of the later choice. */
        minimum: publicCount('最低缴费月数'),
        minimums: v.array(v.object({ year: publicYear('年份'), months: publicCount('最低缴费月数') })),
        rule: provenance,
      }),
    ),
    office,
  }),
  level: 'L0',
  basis: openBasis,
  mutates: false,
  timeoutMs: 1000,
  rate: openRate,
});
