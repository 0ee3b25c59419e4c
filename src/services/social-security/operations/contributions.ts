import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { common, count, fen, flag, fromRs, fromYb, insuranceCode, month, rate, rowsPerPage, word, year } from './fields.ts';
import { rsBasis, ybBasis } from './purposes.ts';

/** Kinds of a contribution; `other` is a code we do not know, `kindText` then carries the department's code. */
export const contributionKinds = ['normal', 'backPayment', 'transferIn', 'refund', 'other'] as const;
export type ContributionKind = (typeof contributionKinds)[number];

const input = v.strictObject({
  insurance: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,8}$/), classed('personal', { label: '险种' }))),
  year: v.optional(year('年份')),
  page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500), classed('public', { label: '页码' }))),
});

/** Amounts and facts of one payment: a row of the department, or all rows of a month together. */
const payment = {
  kind: v.pipe(v.picklist(contributionKinds), classed('personal', { label: '缴费类型' })),
  kindText: word('缴费类型'),
  /** Null when the department states none. Of several rows the highest, for a base is not paid. */
  baseFen: v.nullable(fen('缴费基数')),
  unitFen: fen('单位缴费'),
  personalFen: fen('个人缴费'),
  intoAccountFen: v.nullable(fen('单位缴费划入个人账户')),
  /** True when all of it has arrived. */
  credited: flag('是否到账'),
  /** `yyyy-MM-dd`, or `yyyy-MM` where the department states no day; the latest of several; null until all has arrived. */
  creditedOn: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}(-\d{2})?$/), classed('personal', { label: '到账时间' }))),
  employer: v.nullable(word('单位名称')),
  place: v.nullable(word('经办机构')),
  /** Months that it counts for. */
  months: count('缴费月数'),
};

const row = v.object({
  month: month('缴费年月'),
  insurance: insuranceCode,
  insuranceName: word('险种'),
  ...payment,
  /** Rows of the department that stand for this month: above 1 with a back-payment, refund or second employer. */
  mergedFrom: count('合并记录数'),
  /** Those rows, when there are several. Their sums are the amounts above. */
  parts: v.array(v.object(payment)),
});

const shape = {
  ...common,
  insured: flag('是否参保'),
  filter: v.object({ insurance: v.nullable(insuranceCode), year: v.nullable(year('年份')) }),
  /** Kinds that the person has records of. */
  insurances: v.array(v.object({ code: insuranceCode, name: word('险种') })),
  /** Newest first; all years of the chosen insurance, so that a chosen year leaves the bars as they are. */
  years: v.array(
    v.object({
      year: year('年份'),
      /** Calendar months paid for; a month with several insurances counts once. */
      months: count('缴费月数'),
      creditedMonths: count('已到账月数'),
      baseMaxFen: v.nullable(fen('最高缴费基数')),
      unitFen: fen('单位缴费合计'),
      personalFen: fen('个人缴费合计'),
      intoAccountFen: fen('划入个人账户合计'),
    }),
  ),
  /** Newest month first. */
  rows: v.pipe(v.array(row), v.maxLength(rowsPerPage)),
  total: count('记录数'),
  page: count('页码'),
  pageCount: count('页数'),
  /** Of everything that the filter leaves, not of the page. */
  totals: v.object({
    months: count('缴费月数合计'),
    unitFen: fen('单位缴费合计'),
    personalFen: fen('个人缴费合计'),
    intoAccountFen: fen('划入个人账户合计'),
  }),
};

export const socialSecurityContributions = defineOperation({
  name: 'socialSecurity.contributions',
  method: 'POST',
  path: '/social-security/contributions',
  summary: '养老、失业、工伤保险缴费记录',
  input,
  output: v.object({ authority: fromRs, ...shape }),
  level: 'L2',
  basis: rsBasis,
  mutates: false,
  cacheSeconds: 300,
  timeoutMs: 5000,
  rate,
  department: 'rs',
  readsPersonal: true,
});

export const socialSecurityMedicalContributions = defineOperation({
  name: 'socialSecurity.medicalContributions',
  method: 'POST',
  path: '/social-security/medical-contributions',
  summary: '医疗、生育保险缴费记录',
  input,
  output: v.object({ authority: fromYb, ...shape }),
  level: 'L2',
  basis: ybBasis,
  mutates: false,
  cacheSeconds: 300,
  timeoutMs: 5000,
  rate,
  department: 'yb',
  readsPersonal: true,
});
