import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { credentialTypeSchema, done, internalFlag, levelSchema, nothing, publicText, reference, time } from './common.ts';
import { sessionGrant } from './session.ts';

/** Ways to become L2 or L3. Each is switchable in the city's profile; unavailable is a normal answer. */
export const identityMethods = [
  'weixinRealName', 'weixinFace', 'alipayCertify', 'alipayCertDoc', 'alipayUserInfo', 'unifiedIdentity', 'bindingCode',
] as const;
export type IdentityMethod = (typeof identityMethods)[number];
/** Those in which a name and number are claimed and the host is asked about them. */
export const claimMethods = ['weixinRealName', 'weixinFace', 'alipayCertify', 'alipayCertDoc'] as const;
export type ClaimMethod = (typeof claimMethods)[number];
export const methodSchema = v.pipe(v.picklist(identityMethods), classed('internal', { label: '核验方式' }));

const basis = { basis: 'contract', purpose: 'platform.identity' } as const;

export const identityMethodsList = defineOperation({
  name: 'identity.methods',
  method: 'GET',
  path: '/identity/methods',
  summary: '当前入口可用的实名核验方式',
  input: nothing,
  output: v.object({
    methods: v.array(
      v.object({
        id: methodSchema,
        available: internalFlag('可用'),
        /** Text key under `identity.reason.` when unavailable. */
        reason: v.nullable(publicText('不可用原因', 40)),
        level: levelSchema,
        accepts: v.array(credentialTypeSchema),
        /** A face is compared, by the host and never by us: it needs an agreement of its own, and another way stands beside it. */
        face: internalFlag('需要刷脸'),
      }),
    ),
  }),
  level: 'L1',
  basis: { basis: 'none', purpose: '' },
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'account' },
});

/** Name as on the document: letters of any script, middle dot and blank. */
export const personName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(2),
  v.maxLength(50),
  v.regex(/^[\p{L}\p{M}][\p{L}\p{M}·•.' -]*$/u),
  classed('personal', { mask: 'name', label: '姓名' }),
);
export const credentialNo = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(5),
  v.maxLength(24),
  v.regex(/^[A-Za-z0-9\uFF01-\uFF5E\s-]+$/),
  classed('sensitive', { mask: 'credentialNo', label: '证件号码' }),
);

/** What the page does next: jump to the host's own check. */
const jump = v.variant('kind', [
  v.object({
    kind: v.pipe(v.literal('weixinMiniProgram'), classed('internal')),
    appId: publicText('小程序', 40),
    path: publicText('页面', 200),
  }),
  v.object({
    kind: v.pipe(v.literal('alipayCertify'), classed('internal')),
    certifyId: v.pipe(v.string(), v.maxLength(128), classed('internal', { label: '认证单号' })),
    url: v.pipe(v.string(), v.maxLength(4000), classed('internal', { label: '认证地址' })),
  }),
  v.object({
    kind: v.pipe(v.literal('weixinFace'), classed('internal')),
    verifyId: v.pipe(v.string(), v.maxLength(256), classed('internal', { label: '核验单号' })),
  }),
  v.object({
    kind: v.pipe(v.literal('alipayAuthorise'), classed('internal')),
    scope: v.pipe(v.literal('id_verify'), classed('internal')),
    verifyId: v.pipe(v.string(), v.maxLength(128), classed('internal', { label: '核验单号' })),
  }),
]);
const started = v.object({ claimId: reference('核验编号'), expiresAt: time('有效期'), jump });
/** Page to continue at when a cold start completes the claim. */
const returnTo = v.optional(v.pipe(v.string(), v.regex(/^\/[A-Za-z0-9/-]{0,150}(\?[A-Za-z0-9=&_.-]{0,60})?$/), classed('internal', { label: '返回页面' })));
export const facePurpose = 'platform.face';

/** The claim is checked for form, limited, sealed and kept for 10 minutes; the number never comes back. */
export const identityStartClaim = defineOperation({
  name: 'identity.startClaim',
  method: 'POST',
  path: '/identity/claims/start',
  summary: '提交姓名和证件号码，准备跳转到微信或支付宝核验',
  input: v.strictObject({
    method: v.pipe(v.picklist(claimMethods), classed('internal', { label: '核验方式' })),
    name: personName,
    credentialType: credentialTypeSchema,
    credentialNo,
    returnTo,
    /** Version of the text about faces that was agreed to; a method that compares one is refused without it. */
    faceConsent: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10000), classed('internal', { label: '人脸核验说明版本' }))),
  }),
  output: started,
  level: 'L1',
  basis,
  mutates: true,
  timeoutMs: 5000,
  rate: { limit: 10, windowSeconds: 600, by: 'account' },
});

/** A strong check of the person who is confirmed already: nothing is typed, the name and number kept for the session are claimed again. */
export const identityStepUp = defineOperation({
  name: 'identity.stepUp',
  method: 'POST',
  path: '/identity/step-up',
  summary: '已实名的本人做强认证，准备跳转到微信或支付宝刷脸',
  input: v.strictObject({
    method: v.pipe(v.picklist(['weixinFace', 'alipayCertify']), classed('internal', { label: '核验方式' })),
    returnTo,
  }),
  output: started,
  level: 'L2',
  basis: { basis: 'separateConsent', purpose: facePurpose },
  mutates: true,
  timeoutMs: 5000,
  rate: { limit: 10, windowSeconds: 600, by: 'account' },
});

/** The person agreed that Alipay hands over name and document of its member record. */
export const identityShare = defineOperation({
  name: 'identity.share',
  method: 'POST',
  path: '/identity/share',
  summary: '经本人授权，由支付宝提供实名信息完成核验',
  input: v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(512), classed('sensitive', { label: '授权码' })) }),
  output: sessionGrant,
  level: 'L1',
  basis,
  mutates: true,
  timeoutMs: 8000,
  rate: { limit: 10, windowSeconds: 600, by: 'account' },
});

/** The gateway asks the host's server; a client result proves nothing. */
export const identityCompleteClaim = defineOperation({
  name: 'identity.completeClaim',
  method: 'POST',
  path: '/identity/claims/complete',
  summary: '从微信或支付宝返回后，由服务器核对结果',
  input: v.strictObject({
    claimId: reference('核验编号'),
    /** The code of WeChat's referrerInfo.extraData or of my.getAuthCode, exactly as given; absent where the host's server needs none. */
    code: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(512), classed('sensitive', { label: '核验码' }))),
  }),
  output: sessionGrant,
  level: 'L1',
  basis,
  mutates: true,
  timeoutMs: 5000,
  rate: { limit: 20, windowSeconds: 600, by: 'account' },
});

export const identityCancelClaim = defineOperation({
  name: 'identity.cancelClaim',
  method: 'POST',
  path: '/identity/claims/cancel',
  summary: '放弃这次核验',
  input: v.strictObject({ claimId: reference('核验编号') }),
  output: done,
  level: 'L1',
  basis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 20, windowSeconds: 600, by: 'account' },
});

/** Binding code from a hall counter (L3) or 12345 (L2): 10 minutes, 5 tries. */
export const identityBind = defineOperation({
  name: 'identity.bind',
  method: 'POST',
  path: '/identity/bind',
  summary: '输入大厅窗口或 12345 给的绑定码',
  input: v.strictObject({
    code: v.pipe(v.string(), v.trim(), v.regex(/^[0-9A-HJ-NP-Z]{8}$/), classed('sensitive', { label: '绑定码' })),
  }),
  output: sessionGrant,
  level: 'L1',
  basis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 10, windowSeconds: 600, by: 'account' },
});

export const identityOperations = [
  identityMethodsList,
  identityStartClaim,
  identityStepUp,
  identityShare,
  identityCompleteClaim,
  identityCancelClaim,
  identityBind,
] as const;
