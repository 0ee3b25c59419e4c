import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { contractBasis, date, internalNumber, page, publicText, reference, time } from './common.ts';

const words = v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(500), classed('personal', { label: '说明' }));
/** How far a check request is. */
export const checkStates = ['received', 'withDepartment', 'answered'] as const;
export type CheckState = (typeof checkStates)[number];

const checkRequest = v.object({
  requestNo: reference('受理编号'),
  /** Operation the doubt is about. */
  operation: publicText('事项', 80),
  kind: publicText('项目', 40),
  period: v.nullable(publicText('期间', 20)),
  dataDate: v.nullable(date('数据日期')),
  words,
  state: v.pipe(v.picklist(checkStates), classed('internal', { label: '状态' })),
  /** Chinese name of the authority that checks; null for a doubt about the platform itself. */
  authority: v.nullable(publicText('核对部门')),
  createdAt: time('提交时间'),
  handedOverAt: v.nullable(time('转交时间')),
  answeredAt: v.nullable(time('答复时间')),
  /** Date by which the person hears more. */
  nextStepDate: date('下一步日期'),
});

/** 有疑问: keeps operation, kind, period, date of data, trace id and the person's own words, never the figure. */
export const checkRequestsCreate = defineOperation({
  name: 'checkRequests.create',
  method: 'POST',
  path: '/check-requests/create',
  summary: '对一项数据提出疑问',
  input: v.strictObject({
    /** Draft the form was opened with; it is the idempotency key and is closed by the submission. */
    draftId: reference('草稿编号'),
    operation: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}\.[a-zA-Z]{1,40}$/), classed('internal', { label: '事项' })),
    kind: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9.]{1,40}$/), classed('internal', { label: '项目' })),
    period: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2})?$/), classed('internal', { label: '期间' }))),
    dataDate: v.nullable(date('数据日期')),
    traceId: reference('查询编号'),
    words,
  }),
  output: checkRequest,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 10, windowSeconds: 600, by: 'person' },
});

export const checkRequestsList = defineOperation({
  name: 'checkRequests.list',
  method: 'POST',
  path: '/check-requests/list',
  summary: '我提出的疑问',
  input: v.strictObject({ page }),
  output: v.object({ requests: v.array(checkRequest), page: internalNumber('页码'), pageCount: internalNumber('总页数') }),
  level: 'L2',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

/** One request with the department's answer; someone else's is not found. */
export const checkRequestsRead = defineOperation({
  name: 'checkRequests.read',
  method: 'POST',
  path: '/check-requests/read',
  summary: '一项疑问的进度和答复',
  input: v.strictObject({ requestNo: reference('受理编号') }),
  output: v.object({
    ...checkRequest.entries,
    answer: v.nullable(v.pipe(v.string(), v.maxLength(2000), classed('personal', { label: '答复' }))),
  }),
  level: 'L2',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});
