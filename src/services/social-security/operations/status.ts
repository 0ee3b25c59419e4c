import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { common, count, flag, fromRs, fromYb, insuranceCode, month, nothing, rate, word } from './fields.ts';
import { rsBasis, ybBasis } from './purposes.ts';

/** States of an insurance and of a person; `other` is a code we do not know, shown with the department's own code. */
export const insuredStates = ['paying', 'suspended', 'ended', 'retired', 'other'] as const;
export type InsuredState = (typeof insuredStates)[number];

const state = v.pipe(v.picklist(insuredStates), classed('personal', { label: '参保状态' }));

const places = v.array(v.object({ code: word('参保地代码'), name: word('参保地') }));

/** One insurance of the person; a person who moved has a row per place. */
const insurance = v.object({
  code: insuranceCode,
  name: word('险种'),
  state,
  stateText: word('参保状态'),
  firstMonth: v.nullable(month('首次参保年月')),
  months: v.nullable(count('累计缴费月数')),
  place: v.nullable(word('参保地')),
});

const personalNo = v.nullable(
  v.pipe(v.string(), v.maxLength(40), classed('sensitive', { mask: 'credentialNo', label: '个人编号' })),
);

export const socialSecurityStatus = defineOperation({
  name: 'socialSecurity.status',
  method: 'GET',
  path: '/social-security/status',
  summary: '养老、失业、工伤保险参保状态',
  input: nothing,
  output: v.object({
    authority: fromRs,
    ...common,
    /** False when the person was never insured: everything else is empty then. */
    insured: flag('是否参保'),
    personalNo,
    personState: v.nullable(state),
    personStateText: v.nullable(word('人员状态')),
    places,
    insurances: v.array(insurance),
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

export const socialSecurityMedicalStatus = defineOperation({
  name: 'socialSecurity.medicalStatus',
  method: 'GET',
  path: '/social-security/medical-status',
  summary: '医疗、生育保险参保状态',
  input: nothing,
  output: v.object({
    authority: fromYb,
    ...common,
    insured: flag('是否参保'),
    personalNo,
    cardState: v.nullable(
      v.pipe(v.picklist(['normal', 'lost', 'cancelled', 'other'] as const), classed('personal', { label: '医保卡状态' })),
    ),
    cardStateText: v.nullable(word('医保卡状态')),
    places,
    insurances: v.array(insurance),
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
