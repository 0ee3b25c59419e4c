import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { contractBasis, date, internalFlag, internalNumber, publicText, reference } from './common.ts';

/** What a host said when the person was asked for its messages: `ban` and `filter` are WeChat's own refusals. */
export const hostAnswers = ['accept', 'reject', 'ban', 'filter'] as const;
export type HostAnswer = (typeof hostAnswers)[number];

/** What the host of this session may carry for a topic. */
const throughHost = v.object({
  /** Id of the host's message template; null where the host carries no messages or the city has no template. */
  templateId: v.nullable(publicText('消息模板', 80)),
  /** One-time permissions are used up by a message; long-term ones hold until they are refused. */
  kind: v.nullable(v.pipe(v.picklist(['oneTime', 'longTerm']), classed('internal', { label: '订阅方式' }))),
  state: v.pipe(v.picklist(['unknown', 'accepted', 'refused']), classed('personal', { label: '订阅状态' })),
  left: v.nullable(internalNumber('剩余次数')),
});

const topicState = v.object({
  topic: reference('提醒'),
  title: publicText('名称', 40),
  detail: publicText('说明'),
  purpose: publicText('目的', 60),
  version: internalNumber('文本版本'),
  /** The purpose is granted in its current version. */
  consented: internalFlag('已同意'),
  chosen: v.pipe(v.boolean(), classed('personal', { label: '是否接收' })),
  /** Events from this day on are announced; null while the topic is off. */
  since: v.nullable(date('开启日期')),
  /** Days before a due date on which is reminded; empty for other topics. */
  remindDays: v.array(internalNumber('提前天数')),
  throughHost,
});

/** Everything a person may be told about, with what was decided. */
export const topicsList = defineOperation({
  name: 'topics.list',
  method: 'GET',
  path: '/topics/list',
  summary: '我的提醒',
  input: v.strictObject({}),
  output: v.object({
    topics: v.array(topicState),
    /** `HH:mm`: nothing rings between these two. */
    quietFrom: publicText('免打扰开始', 5),
    quietTo: publicText('免打扰结束', 5),
  }),
  level: 'L2',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

/** Switches one topic on or off. On needs the consent of its purpose; off always works and holds at once. */
export const topicsChoose = defineOperation({
  name: 'topics.choose',
  method: 'POST',
  path: '/topics/choose',
  summary: '开启或关闭一项提醒',
  input: v.strictObject({
    topic: reference('提醒'),
    chosen: v.pipe(v.boolean(), classed('personal', { label: '是否接收' })),
  }),
  output: topicState,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 5000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
});

/** The host's answer as the phone reports it. It gives nothing away: the host itself refuses what it does not permit. */
export const topicsHostAnswer = defineOperation({
  name: 'topics.hostAnswer',
  method: 'POST',
  path: '/topics/host-answer',
  summary: '登记微信或支付宝的消息订阅结果',
  input: v.strictObject({
    topic: reference('提醒'),
    answer: v.pipe(v.picklist(hostAnswers), classed('personal', { label: '订阅结果' })),
  }),
  output: topicState,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
});

export const topicOperations = [topicsList, topicsChoose, topicsHostAnswer] as const;
