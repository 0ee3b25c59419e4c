import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { done, hostSchema, internalNumber, levelSchema, noBasis, nothing, publicText, reference, time } from './common.ts';

/**
 * A session handed to one tab or one mini-program run. Token and key live in memory only.
 * The client signs with `signatureKey` (base64 of 32 bytes) and counts from 1.
 */
export const sessionGrant = v.object({
  token: v.pipe(v.string(), v.maxLength(1200), classed('sensitive', { label: '会话令牌' })),
  signatureKey: v.pipe(v.string(), v.maxLength(64), classed('sensitive', { label: '签名密钥' })),
  /** Public part, used in idempotency keys. */
  sessionId: reference('会话编号'),
  level: levelSchema,
  /** When a strong check ends; null below L3. */
  l3Until: v.nullable(time('强认证有效期')),
  expiresAt: time('会话有效期'),
  /** Gateway clock, ms. */
  serverTimeMs: internalNumber('服务器时间'),
  /** A claim that waits for its host code, so that a cold start can go on. */
  pendingClaimId: v.nullable(reference('待完成的核验')),
  /** How the waiting claim is checked: some methods bring a code back, others are asked about without one. */
  pendingMethod: v.nullable(publicText('待完成的核验方式', 40)),
  /** Page path to continue at after a sign-in by redirect, null when none. */
  returnTo: v.nullable(publicText('返回页面', 200)),
});
export type SessionGrant = v.InferOutput<typeof sessionGrant>;

/** Host login: single-use code of wx.login or my.getAuthCode; the browser sends none and gets a guest account. */
export const sessionCreate = defineOperation({
  name: 'session.create',
  method: 'POST',
  path: '/session/create',
  summary: '用微信、支付宝登录码换取会话；浏览器得到访客会话',
  input: v.strictObject({
    host: hostSchema,
    code: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(512), classed('sensitive', { label: '登录码' }))),
  }),
  output: sessionGrant,
  level: 'L0',
  basis: noBasis,
  mutates: false,
  timeoutMs: 5000,
  rate: { limit: 120, windowSeconds: 60, by: 'address' },
});

/** Browser only: draws a tab's own session from the HttpOnly cookie; Origin is checked. */
export const sessionRefresh = defineOperation({
  name: 'session.refresh',
  method: 'POST',
  path: '/session/refresh',
  summary: '浏览器标签页用登录 Cookie 换取自己的会话',
  input: nothing,
  output: sessionGrant,
  level: 'L0',
  basis: noBasis,
  mutates: false,
  timeoutMs: 5000,
  rate: { limit: 120, windowSeconds: 60, by: 'address' },
});

/** Browser only: address of the unified identity page. The answer to the redirect comes to `/auth/unified/callback`. */
export const sessionUnifiedStart = defineOperation({
  name: 'session.unifiedStart',
  method: 'POST',
  path: '/session/unified/start',
  summary: '取得统一身份认证登录地址',
  input: v.strictObject({
    /** Page to continue at, for example `/services/social-security/pages/overview/index`. */
    returnTo: v.pipe(v.string(), v.regex(/^\/[A-Za-z0-9/-]{0,150}(\?[A-Za-z0-9=&_.-]{0,60})?$/), classed('internal', { label: '返回页面' })),
    draftId: v.optional(reference('草稿编号')),
    /** `L3` asks for the high level with a sign-in made now; a remembered one would prove nothing about who holds the phone. */
    level: v.optional(v.pipe(v.picklist(['L2', 'L3']), classed('internal', { label: '认证等级' }))),
  }),
  output: v.object({ url: v.pipe(v.string(), v.maxLength(2000), classed('internal', { label: '登录地址' })) }),
  level: 'L0',
  basis: noBasis,
  mutates: false,
  timeoutMs: 5000,
  rate: { limit: 30, windowSeconds: 60, by: 'address' },
});

/** Ends this session; in the browser every tab's. */
export const sessionEnd = defineOperation({
  name: 'session.end',
  method: 'POST',
  path: '/session/end',
  summary: '退出登录',
  input: nothing,
  output: done,
  level: 'L1',
  basis: noBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 20, windowSeconds: 60, by: 'account' },
});

export const sessionOperations = [sessionCreate, sessionRefresh, sessionUnifiedStart, sessionEnd] as const;
