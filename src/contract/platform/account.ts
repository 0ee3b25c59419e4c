import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import {
  contractBasis, credentialTypeSchema, date, hostSchema, internalFlag, internalNumber, levelSchema, nothing, page, publicText,
  reference, time,
} from './common.ts';

export const preferences = v.object({
  elder: v.pipe(v.boolean(), classed('personal', { label: '长辈版' })),
  locale: v.pipe(v.picklist(['zh-CN', 'en']), classed('personal', { label: '语言' })),
  /** For whom the person acts: `natural` for themselves, `legal` for a company or other body. */
  subjectType: v.pipe(v.picklist(['natural', 'legal']), classed('personal', { label: '办事身份' })),
});
export type Preferences = v.InferOutput<typeof preferences>;

export const accountMe = defineOperation({
  name: 'account.me',
  method: 'GET',
  path: '/account/me',
  summary: '我的账户',
  input: nothing,
  output: v.object({
    level: levelSchema,
    l2Until: v.nullable(time('实名有效期')),
    l3Until: v.nullable(time('强认证有效期')),
    host: hostSchema,
    preferences,
    person: v.nullable(
      v.object({
        name: v.pipe(v.string(), classed('personal', { mask: 'name', label: '姓名' })),
        credentialType: credentialTypeSchema,
        credentialNo: v.pipe(v.string(), classed('sensitive', { mask: 'credentialNo', label: '证件号码' })),
      }),
    ),
    /** Where the same person uses the platform. */
    entrances: v.array(v.object({ host: hostSchema, since: date('首次使用日期') })),
  }),
  level: 'L1',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'account' },
  readsPersonal: true,
});

export const accountSetPreferences = defineOperation({
  name: 'account.setPreferences',
  method: 'POST',
  path: '/account/preferences',
  summary: '保存长辈版、语言和办事身份',
  input: v.strictObject(preferences.entries),
  output: preferences,
  level: 'L1',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 30, windowSeconds: 60, by: 'account' },
});

/** The whole number on the own screen, only after a strong check. */
export const accountFullNumber = defineOperation({
  name: 'account.fullNumber',
  method: 'GET',
  path: '/account/number',
  summary: '查看完整证件号码',
  input: nothing,
  output: v.object({
    credentialType: credentialTypeSchema,
    credentialNo: v.pipe(v.string(), classed('sensitive', { mask: 'none', label: '证件号码' })),
  }),
  level: 'L3',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 5, windowSeconds: 600, by: 'person' },
  readsPersonal: true,
});

/** Deletes what is ours; what law keeps is named in the answer. */
export const accountDelete = defineOperation({
  name: 'account.delete',
  method: 'POST',
  path: '/account/delete',
  summary: '注销账户',
  input: v.strictObject({
    /** The words the person confirmed, so that a stray call deletes nothing. */
    confirm: v.pipe(v.literal('注销账户'), classed('internal', { label: '确认文字' })),
  }),
  output: v.object({
    receiptNo: reference('回执编号'),
    completedAt: time('完成时间'),
    kept: v.array(v.object({ what: publicText('保留内容'), why: publicText('保留原因'), until: date('保留到') })),
  }),
  level: 'L3',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 5000,
  rate: { limit: 3, windowSeconds: 600, by: 'person' },
});

/** Who read what, when and why: the person's own part of the audit. */
export const accountAccessLog = defineOperation({
  name: 'account.accessLog',
  method: 'POST',
  path: '/account/access-log',
  summary: '谁在什么时候看过我的数据',
  input: v.strictObject({ page }),
  output: v.object({
    entries: v.array(
      v.object({
        at: time('时间'),
        operation: publicText('事项', 80),
        kind: publicText('类别', 20),
        outcome: publicText('结果', 40),
        department: v.nullable(publicText('部门', 40)),
        purpose: publicText('目的', 80),
        host: v.nullable(hostSchema),
      }),
    ),
    page: internalNumber('页码'),
    pageCount: internalNumber('总页数'),
  }),
  level: 'L2',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 30, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

const consentState = v.object({
  purpose: publicText('目的', 60),
  title: publicText('名称', 60),
  version: internalNumber('文本版本'),
  decision: v.pipe(v.picklist(['none', 'granted', 'refused', 'withdrawn']), classed('personal', { label: '决定' })),
  decidedAt: v.nullable(time('决定时间')),
  /** The text changed since the decision: it has to be asked again. */
  outdated: internalFlag('文本已更新'),
  /** A refusal is not asked again before this time. */
  quietUntil: v.nullable(time('不再询问到')),
});

export const consentsList = defineOperation({
  name: 'consents.list',
  method: 'GET',
  path: '/consents/list',
  summary: '我同意过的用途',
  input: nothing,
  output: v.object({ consents: v.array(consentState) }),
  level: 'L2',
  basis: contractBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

export const consentsDecide = defineOperation({
  name: 'consents.decide',
  method: 'POST',
  path: '/consents/decide',
  summary: '同意、不同意或撤回一个用途',
  input: v.strictObject({
    purpose: reference('目的'),
    version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10000), classed('internal', { label: '文本版本' })),
    decision: v.pipe(v.picklist(['granted', 'refused', 'withdrawn']), classed('personal', { label: '决定' })),
  }),
  output: consentState,
  level: 'L2',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 30, windowSeconds: 60, by: 'person' },
});

export const accountOperations = [
  accountMe, accountSetPreferences, accountFullNumber, accountDelete, accountAccessLog, consentsList, consentsDecide,
] as const;
