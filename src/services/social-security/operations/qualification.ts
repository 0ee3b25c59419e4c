import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { fromRs, nothing, rate, word } from './fields.ts';
import { qualificationBasis } from './purposes.ts';

/**
 * Where the person stands: nothing to confirm (`notRetired`), too early (`notDueYet`), open (`due`), past its date (`overdue`), done for
 * this period (`done`). `other` is a code we do not know.
 */
export const qualificationStates = ['notRetired', 'notDueYet', 'due', 'overdue', 'done', 'other'] as const;
export type QualificationState = (typeof qualificationStates)[number];
/** How a confirmation was made. */
export const qualificationWays = ['data', 'face', 'outlet', 'other'] as const;
export type QualificationWay = (typeof qualificationWays)[number];

const day = (label: string) => v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), classed('personal', { label }));

const receipt = v.object({
  receiptNo: v.pipe(v.string(), v.maxLength(40), classed('personal', { label: '回执编号' })),
  confirmedOn: day('认证日期'),
  way: v.pipe(v.picklist(qualificationWays), classed('personal', { label: '认证方式' })),
});

const dated = {
  authority: fromRs,
  dataDate: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), classed('public', { label: '数据日期' })),
  dataDateStated: v.pipe(v.boolean(), classed('public', { label: '数据日期由部门标明' })),
};

const standing = v.object({
  ...dated,
  state: v.pipe(v.picklist(qualificationStates), classed('personal', { label: '认证状态' })),
  stateText: word('认证状态'),
  /** Last day of this period; null when there is none. */
  nextDue: v.nullable(day('下次到期日')),
  /** From this day on it can be confirmed. */
  opensOn: v.nullable(day('可以认证的第一天')),
  last: v.nullable(receipt),
});

/** Status of the person's own eligibility and the next due date. */
export const socialSecurityQualification = defineOperation({
  name: 'socialSecurity.qualification',
  method: 'GET',
  path: '/social-security/qualification',
  summary: '养老金资格认证状态和下次到期日',
  input: nothing,
  output: standing,
  level: 'L2',
  basis: qualificationBasis,
  mutates: false,
  timeoutMs: 5000,
  rate,
  department: 'rs',
  readsPersonal: true,
});

const confirmation = {
  method: 'POST',
  input: nothing,
  output: standing,
  basis: qualificationBasis,
  mutates: true,
  timeoutMs: 8000,
  rate: { limit: 10, windowSeconds: 600, by: 'person' },
  department: 'rs',
} as const;

/** The department compares its own data; no face is shown. Done twice in a period it is the same confirmation. */
export const socialSecurityConfirmByData = defineOperation({
  ...confirmation,
  name: 'socialSecurity.confirmByData',
  path: '/social-security/qualification/confirm-by-data',
  summary: '用部门数据比对完成养老金资格认证',
  level: 'L2',
});

/** After a strong check of the session; the department hears that there was one, never a picture. */
export const socialSecurityConfirmByFace = defineOperation({
  ...confirmation,
  name: 'socialSecurity.confirmByFace',
  path: '/social-security/qualification/confirm-by-face',
  summary: '刷脸核验后完成养老金资格认证',
  level: 'L3',
});
