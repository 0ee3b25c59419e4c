import * as v from 'valibot';
import { credentialTypes } from '../credentials.ts';
import { classed } from '../field-class.ts';
import { hosts, levels } from '../levels.ts';

/** Input of an operation that takes nothing: any member is an unknown field. */
export const nothing = v.strictObject({});

export const hostSchema = v.pipe(v.picklist(hosts), classed('internal', { label: '入口' }));
export const levelSchema = v.pipe(v.picklist(levels), classed('internal', { label: '认证等级' }));
export const credentialTypeSchema = v.pipe(v.picklist(credentialTypes), classed('personal', { label: '证件类型' }));

/** Opaque reference of ours: 1–64 letters, digits, `-`, `_` or `.`. */
export const reference = (label: string) =>
  v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,64}$/), classed('internal', { label }));

/** ISO 8601 with +08:00. */
export const time = (label: string) => v.pipe(v.string(), v.maxLength(35), classed('internal', { label }));

/** `yyyy-MM-dd`. */
export const date = (label: string) => v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), classed('internal', { label }));

/** Public text of bounded length. */
export const publicText = (label: string, max = 400) => v.pipe(v.string(), v.maxLength(max), classed('public', { label }));

export const internalFlag = (label: string) => v.pipe(v.boolean(), classed('internal', { label }));
export const internalNumber = (label: string) => v.pipe(v.number(), v.safeInteger(), classed('internal', { label }));

/** Page number from 1. */
export const page = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000), classed('internal', { label: '页码' }));

/** What is confirmed when nothing more is to be said. */
export const done = v.object({ done: internalFlag('已完成') });

/** Basis of operations that only serve the running of the platform. */
export const noBasis = { basis: 'none', purpose: '' } as const;
export const contractBasis = { basis: 'contract', purpose: 'platform.account' } as const;
