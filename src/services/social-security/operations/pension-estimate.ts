import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { fromRs } from './fields.ts';
import { group, office, openBasis, openRate, provenance, publicCount, publicFen, publicFlag, publicMonth, publicYear, specialCase, typedMonth } from './office.ts';

/** Index in ten-thousandths, between 0.6 and 3. */
export const indexBounds = { least: 6_000, most: 30_000 } as const;
/** Fen; more than anybody's account holds. */
const mostBalanceFen = 1_000_000_000;

const typedWhole = (label: string, least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most), classed('personal', { label }));

export const whens = ['earliest', 'chosen', 'statutory', 'latest'] as const;
export type When = (typeof whens)[number];

/** What the figures rest on; each has a sentence on the page. */
export const assumptions = ['standardYear', 'noGrowth', 'sameIndex', 'interpolationLinear', 'interpolationFloor', 'noDeemedYears', 'rounding'] as const;
export type Assumption = (typeof assumptions)[number];

/** One way to go on: when to retire, and whether contributions are paid until then. */
const option = v.object({
  when: v.pipe(v.picklist(whens), classed('public', { label: '退休时间' })),
  keepPaying: publicFlag('缴到退休'),
  retireMonth: publicMonth('退休年月'),
  ageYears: publicCount('退休年龄'),
  ageMonths: publicCount('退休年龄的月数'),
  months: publicCount('累计缴费月数'),
  /** Least months for this choice, and how many are missing. With months missing there is no pension to estimate. */
  minimum: publicCount('最低缴费月数'),
  missingMonths: publicCount('还差月数'),
  pension: v.nullable(
    v.object({
      basicFen: publicFen('基础养老金'),
      accountFen: publicFen('个人账户养老金'),
      /** Exactly the sum of the two. */
      totalFen: publicFen('每月养老金'),
      balanceFen: publicFen('退休时个人账户储存额'),
      /** Twelve times the divisor, so that it stays a whole number. */
      divisorTwelfths: publicCount('计发月数的十二倍'),
    }),
  ),
});

export const socialSecurityPensionEstimate = defineOperation({
  name: 'socialSecurity.pensionEstimate',
  method: 'POST',
  path: '/social-security/pension-estimate',
  summary: '养老金测算',
  input: v.strictObject({
    birthMonth: typedMonth('出生年月'),
    group,
    special: specialCase,
    /** A month inside the flexible window; the statutory month when left out. */
    retireMonth: v.optional(typedMonth('计划退休年月')),
    paidMonths: typedWhole('已缴费月数', 0, 720),
    balanceFen: typedWhole('个人账户储存额', 0, mostBalanceFen),
    /** Either the average index in ten-thousandths, or a monthly base that it is worked out from. */
    index: v.optional(typedWhole('平均缴费指数', indexBounds.least, indexBounds.most)),
    baseFen: v.optional(typedWhole('月缴费基数', 1, mostBalanceFen)),
    /** Year whose published figures are used. */
    standardYear: typedWhole('标准年度', 2000, 2100),
  }),
  output: v.object({
    authority: fromRs,
    /** Year without a published table: nothing is computed. Null when there is one. */
    missingYear: v.nullable(publicYear('没有标准的年度')),
    result: v.nullable(
      v.object({
        /** Index used, in ten-thousandths. */
        index: publicCount('平均缴费指数'),
        chosen: v.pipe(v.picklist(whens), classed('public', { label: '所选退休时间' })),
        statutoryMonth: publicMonth('法定退休年月'),
        window: v.nullable(v.object({ earliestMonth: publicMonth('最早可选年月'), latestMonth: publicMonth('最晚可选年月') })),
        options: v.array(option),
        standard: v.object({ year: publicYear('标准年度'), calculationBaseFen: publicFen('计发基数'), averageWageFen: publicFen('月平均工资'), ...provenance.entries }),
        demonstration: publicFlag('示例数据'),
        assumptions: v.array(v.pipe(v.picklist(assumptions), classed('public', { label: '测算假设' }))),
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
