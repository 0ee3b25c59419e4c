import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { contractBasis, done, internalFlag, internalNumber, page, reference, time } from './common.ts';

/** Message kinds; the text is `message.<kind>` in the dictionaries with the message's params. A new kind is one line here and its texts. */
export const messageKinds = [
  'welcome', 'signedInElsewhere', 'consentWithdrawn',
  'checkRequestReceived', 'checkRequestAnswered',
  'socialSecurityGap', 'socialSecurityArrears', 'socialSecurityInterruption',
  'qualificationDue', 'qualificationConfirmed',
] as const;
export type MessageKind = (typeof messageKinds)[number];

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
