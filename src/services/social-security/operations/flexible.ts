import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { fromRs } from './fields.ts';
import { office, openBasis, openRate, provenance, publicCount, publicFen, publicFlag, publicYear } from './office.ts';

/** Contributions of somebody who pays pension insurance alone, at every level of one year. Medical insurance is another authority's. */
export const socialSecurityFlexiblePlan = defineOperation({
  name: 'socialSecurity.flexiblePlan',
  method: 'POST',
  path: '/social-security/flexible-plan',
  summary: '灵活就业人员养老保险缴费测算',
  input: v.strictObject({
    year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100), classed('public', { label: '缴费年度' })),
    months: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12), classed('public', { label: '缴费月数' })),
  }),
  output: v.object({
    authority: fromRs,
    /** Year without a published table: nothing is computed. Null when there is one. */
    missingYear: v.nullable(publicYear('没有标准的年度')),
    plan: v.nullable(
      v.object({
        year: publicYear('缴费年度'),
        months: publicCount('缴费月数'),
        averageWageFen: publicFen('月平均工资'),
        /** Shares of the base in permille. */
        pooledPermille: publicCount('统筹基金比例'),
        accountPermille: publicCount('个人账户比例'),
        tiers: v.array(v.object({
          permille: publicCount('缴费档次'),
          baseFen: publicFen('缴费基数'),
          pooledFen: publicFen('每月计入统筹基金'),
          accountFen: publicFen('每月计入个人账户'),
          monthlyFen: publicFen('每月缴费'),
          /** Exactly `months` times the month's payment. */
          totalFen: publicFen('合计缴费'),
        })),
        demonstration: publicFlag('示例数据'),
        standard: provenance,
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
