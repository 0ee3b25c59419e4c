import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import type { RatePolicy } from '../../../contract/operation.ts';
import { publicWord } from './fields.ts';

/** Groups of the retirement rule; a woman's class is asked, never inferred. */
export const groups = ['M60', 'F55', 'F50'] as const;
export type Group = (typeof groups)[number];

/** What only the office can decide: named by the person, never computed here. */
export const specialCases = ['none', 'hardWork', 'illness', 'publicServant', 'deemedYears'] as const;
export type SpecialCase = (typeof specialCases)[number];

const monthPattern = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/;

/** Typed by anybody, kept nowhere. */
export const typedMonth = (label: string) => v.pipe(v.string(), v.regex(monthPattern), classed('personal', { label }));
export const group = v.pipe(v.picklist(groups), classed('personal', { label: '人员类别' }));
export const specialCase = v.pipe(v.picklist(specialCases), classed('personal', { label: '特殊情形' }));

export const publicMonth = (label: string) => v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/), classed('public', { label }));
export const publicDay = (label: string) => v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), classed('public', { label }));
export const publicCount = (label: string) => v.pipe(v.number(), v.integer(), v.minValue(0), classed('public', { label }));
export const publicFen = (label: string) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), classed('public', { label }));
export const publicFlag = (label: string) => v.pipe(v.boolean(), classed('public', { label }));
export const publicYear = (label: string) => v.pipe(v.number(), v.integer(), v.minValue(1950), v.maxValue(2200), classed('public', { label }));

/** Where a table comes from and when it holds. */
export const provenance = v.object({
  region: publicWord('适用地区'),
  source: publicWord('依据'),
  effectiveFrom: publicDay('施行日期'),
  effectiveTo: v.nullable(publicDay('有效期至')),
});

/** Who decides and answers questions: the department's own counter and telephone. */
export const office = v.nullable(
  v.object({
    authority: publicWord('主管部门'),
    phone: publicWord('电话'),
    outlet: v.object({ name: publicWord('网点'), address: publicWord('地址'), hours: publicWord('时间') }),
  }),
);

/** Open to everybody: counted by address, without session. */
export const openBasis = { basis: 'none', purpose: '' } as const;
export const openRate: RatePolicy = { limit: 60, windowSeconds: 60, by: 'address' };
