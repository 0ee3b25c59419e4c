import * as v from 'valibot';
import { classed } from '../../../contract/field-class.ts';
import type { FieldClass } from '../../../contract/field-class.ts';
import type { RatePolicy } from '../../../contract/operation.ts';

/** Rows of one page of a month list. */
export const rowsPerPage = 20;

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

export const word = (label: string) => v.pipe(v.string(), v.maxLength(120), classed('personal', { label }));
export const publicWord = (label: string) => v.pipe(v.string(), v.maxLength(120), classed('public', { label }));
export const flag = (label: string) => v.pipe(v.boolean(), classed('personal', { label }));
export const count = (label: string) => v.pipe(v.number(), v.integer(), v.minValue(0), classed('personal', { label }));
export const year = (label: string) =>
  v.pipe(v.number(), v.integer(), v.minValue(1950), v.maxValue(2100), classed('personal', { label }));
/** `yyyy-MM`. */
export const month = (label: string) => v.pipe(v.string(), v.regex(monthPattern), classed('personal', { label }));
/** Whole fen; negative for money that went back. */
export const fen = (label: string, fieldClass: FieldClass = 'personal') =>
  v.pipe(v.number(), v.safeInteger(), classed(fieldClass, { label }));
/** Code of a kind of insurance as the department writes it; a kind we do not know keeps its code. */
export const insuranceCode = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,8}$/), classed('personal', { label: '险种代码' }));

/** Which of the two authorities an answer comes from: one answer never holds both. */
export const fromRs = v.pipe(v.literal('rs'), classed('public', { label: '数据来源' }));
export const fromYb = v.pipe(v.literal('yb'), classed('public', { label: '数据来源' }));

/** Date of the figures, `yyyy-MM-dd`: stated by the department, or the day we asked when it states none. */
const dataDate = {
  dataDate: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), classed('public', { label: '数据日期' })),
  dataDateStated: v.pipe(v.boolean(), classed('public', { label: '数据日期由部门标明' })),
};

/** Rows that could not be read: how many, and the Chinese names of the fields at fault. They are in no sum. */
const unreadable = {
  unreadable: v.object({ rows: count('未能读取的记录数'), fields: v.array(publicWord('未能读取的字段')) }),
};

/** Parts that every answer of the two departments has. */
export const common = { ...dataDate, ...unreadable };

export const nothing = v.strictObject({});
export const rate: RatePolicy = { limit: 60, windowSeconds: 60, by: 'person' };
