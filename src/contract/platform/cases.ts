import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { checkRequestsCreate, checkRequestsList, checkRequestsRead } from './check-requests.ts';
import { contractBasis, done, internalNumber, reference, time } from './common.ts';
import { messagesList, messagesMarkRead } from './messages.ts';

export { checkRequestsCreate, checkRequestsList, checkRequestsRead } from './check-requests.ts';
export type { CheckState } from './check-requests.ts';
export { messageKinds, messagesList, messagesMarkRead } from './messages.ts';
export type { MessageKind } from './messages.ts';

/** Forms that have drafts. */
export const draftKinds = ['checkRequest', 'certificate', 'flexibleEmployment'] as const;
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

export const caseOperations = [
  draftsOpen, draftsSave, draftsDiscard, checkRequestsCreate, checkRequestsList, checkRequestsRead, messagesList, messagesMarkRead,
] as const;
