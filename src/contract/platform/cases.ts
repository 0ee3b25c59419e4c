import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { contractBasis, date, done, internalFlag, internalNumber, page, publicText, reference, time } from './common.ts';

/** Forms that have drafts. */
export const draftKinds = ['checkRequest', 'flexibleEmployment'] as const;
const draftKind = v.pipe(v.picklist(draftKinds), classed('internal', { label: '表单' }));

/** Values of a form as typed so far: at most 30 short texts. */
const draftContent = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/)),
    v.pipe(v.string(), v.maxLength(1000), classed('personal', { label: '草稿内容' })),
  ),
  v.check((value) => Object.keys(value).length <= 30, 'fieldCount'),
  classed('personal', { label: '草稿内容' }),
);
const draft = v.object({
  /** Also the idempotency key of the form's submission. */
  draftId: reference('草稿编号'),
  kind: draftKind,
  version: internalNumber('版本'),
  content: draftContent,
  savedAt: time('保存时间'),
  expiresAt: time('保存到'),
});

/** Opens the person's newest draft of a form, or a new one. */
export const draftsOpen = defineOperation({
  name: 'drafts.open',
  method: 'POST',
  path: '/drafts/open',
  summary: '打开表单草稿',
  input: v.strictObject({ kind: draftKind }),
  output: draft,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
});

/** Saves a draft; `version` is the one last read, an older one is a conflict. */
export const draftsSave = defineOperation({
  name: 'drafts.save',
  method: 'POST',
  path: '/drafts/save',
  summary: '保存表单草稿',
  input: v.strictObject({
    draftId: reference('草稿编号'),
    version: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000), classed('internal', { label: '版本' })),
    content: draftContent,
  }),
  output: draft,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 120, windowSeconds: 60, by: 'person' },
});

export const draftsDiscard = defineOperation({
  name: 'drafts.discard',
  method: 'POST',
  path: '/drafts/discard',
  summary: '删除表单草稿',
  input: v.strictObject({ draftId: reference('草稿编号') }),
  output: done,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
});

const words = v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(500), classed('personal', { label: '说明' }));
const checkRequest = v.object({
  requestNo: reference('受理编号'),
  /** Operation the doubt is about. */
  operation: publicText('事项', 80),
  kind: publicText('项目', 40),
  period: v.nullable(publicText('期间', 20)),
  dataDate: v.nullable(date('数据日期')),
  words,
  state: v.pipe(v.picklist(['received']), classed('internal', { label: '状态' })),
  createdAt: time('提交时间'),
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

/** Message kinds; the text is `message.<kind>` in the dictionaries with the message's params. */
export const messageKinds = ['welcome', 'checkRequestReceived', 'signedInElsewhere', 'consentWithdrawn'] as const;

export const messagesList = defineOperation({
  name: 'messages.list',
  method: 'POST',
  path: '/messages/list',
  summary: '我的消息',
  input: v.strictObject({ page }),
  output: v.object({
    messages: v.array(
      v.object({
        messageId: reference('消息编号'),
        kind: v.pipe(v.picklist(messageKinds), classed('personal', { label: '消息类别' })),
        params: v.record(v.string(), v.pipe(v.string(), v.maxLength(80), classed('personal', { label: '消息内容' }))),
        createdAt: time('时间'),
        read: internalFlag('已读'),
      }),
    ),
    unread: internalNumber('未读数'),
    page: internalNumber('页码'),
    pageCount: internalNumber('总页数'),
  }),
  level: 'L2',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

export const messagesMarkRead = defineOperation({
  name: 'messages.markRead',
  method: 'POST',
  path: '/messages/read',
  summary: '标记消息为已读',
  input: v.strictObject({ messageId: reference('消息编号') }),
  output: done,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 120, windowSeconds: 60, by: 'person' },
});

export const caseOperations = [
  draftsOpen, draftsSave, draftsDiscard, checkRequestsCreate, checkRequestsList, messagesList, messagesMarkRead,
] as const;
