import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { common, count, fen, flag, fromRs, fromYb, month, nothing, rate, year } from './fields.ts';
import { rsBasis, ybBasis } from './purposes.ts';

/**
 * Do the department's own figures fit each other? `differs` changes no figure: the page shows the department's and says so.
 * `unchecked` when a figure for the comparison is missing or was not readable.
 */
export const consistencies = ['agrees', 'differs', 'unchecked'] as const;

export const socialSecurityPensionAccount = defineOperation({
  name: 'socialSecurity.pensionAccount',
  method: 'GET',
  path: '/social-security/pension-account',
  summary: '养老保险个人账户',
  input: nothing,
  output: v.object({
    authority: fromRs,
    ...common,
    /** False when the person has no account; every figure is null then. */
    opened: flag('是否建立个人账户'),
    balanceFen: v.nullable(fen('个人账户储存额', 'sensitive')),
    principalFen: v.nullable(fen('本金', 'sensitive')),
    interestFen: v.nullable(fen('利息', 'sensitive')),
    statementMonth: v.nullable(month('对账年月')),
    /** Newest first, as the department states them. */
    years: v.array(
      v.object({
        year: year('年份'),
        months: v.nullable(count('缴费月数')),
        intoAccountFen: fen('当年记账额', 'sensitive'),
        interestFen: fen('当年利息', 'sensitive'),
        balanceFen: v.nullable(fen('年末储存额', 'sensitive')),
      }),
    ),
    consistency: v.pipe(v.picklist(consistencies), classed('personal', { label: '账目核对' })),
    /** Balance less the sum of its parts; null unless `consistency` is `differs`. */
    differenceFen: v.nullable(fen('账目相差', 'sensitive')),
  }),
  level: 'L2',
  basis: rsBasis,
  mutates: false,
  cacheSeconds: 300,
  timeoutMs: 5000,
  rate,
  department: 'rs',
  readsPersonal: true,
});

export const socialSecurityMedicalAccount = defineOperation({
  name: 'socialSecurity.medicalAccount',
  method: 'GET',
  path: '/social-security/medical-account',
  summary: '医保个人账户',
  input: nothing,
  output: v.object({
    authority: fromYb,
    ...common,
    opened: flag('是否建立个人账户'),
    balanceFen: v.nullable(fen('医保个人账户余额', 'sensitive')),
    statementMonth: v.nullable(month('对账年月')),
    /** Newest first. Money is also spent from this account, so the years do not add up to the balance. */
    years: v.array(
      v.object({
        year: year('年份'),
        months: v.nullable(count('缴费月数')),
        intoAccountFen: fen('当年划入额', 'sensitive'),
        interestFen: v.nullable(fen('当年利息', 'sensitive')),
        balanceFen: v.nullable(fen('年末余额', 'sensitive')),
      }),
    ),
  }),
  level: 'L2',
  basis: ybBasis,
  mutates: false,
  cacheSeconds: 300,
  timeoutMs: 5000,
  rate,
  department: 'yb',
  readsPersonal: true,
});
