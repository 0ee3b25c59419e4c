import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { common, count, fen, flag, fromRs, month, nothing, rate, year } from './fields.ts';
import { rsBasis } from './purposes.ts';

/** What an estimate can take over from the person's own record, so that nobody has to type it. */
export const socialSecurityPensionInputs = defineOperation({
  name: 'socialSecurity.pensionInputs',
  method: 'GET',
  path: '/social-security/pension-inputs',
  summary: '本人的养老金测算数据',
  input: nothing,
  output: v.object({
    authority: fromRs,
    ...common,
    /** False when there is no pension record: every figure is null then. */
    insured: flag('是否参保'),
    /** From the credential; null where it carries none. */
    birthMonth: v.nullable(month('出生年月')),
    /** Men have one class; a woman's is asked, so it is null. */
    group: v.nullable(v.pipe(v.picklist(['M60'] as const), classed('personal', { label: '人员类别' }))),
    paidMonths: v.nullable(count('累计缴费月数')),
    balanceFen: v.nullable(fen('个人账户储存额', 'sensitive')),
    statementMonth: v.nullable(month('对账年月')),
    /** Average of base ÷ average wage over the years of which the average wage is known here, in ten-thousandths. */
    index: v.nullable(v.object({ value: count('平均缴费指数'), months: count('计算月数'), fromYear: year('起始年份'), toYear: year('截止年份') })),
  }),
  level: 'L2',
  basis: rsBasis,
  mutates: false,
  cacheSeconds: 300,
  timeoutMs: 6000,
  rate,
  department: 'rs',
  readsPersonal: true,
});
