import * as v from 'valibot';
import { classed } from './field-class.ts';
import { fileTicket, sm3Digest } from './files.ts';
import { date, internalFlag, internalNumber, page, publicText, reference, time } from './platform/common.ts';

/** Length and letters of a verification code: what is easily misread is left out. */
export const verifyCodePattern = /^[2-9A-HJ-NP-Z]{12}$/;

/** A code as people type it: blanks and hyphens go, small letters become large, 0 and 1 are what was never printed. */
export const normalizeVerifyCode = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();

/** Path of the page on which anybody verifies a document; the code follows. */
export const verifyPath = '/verify';
export const verifyQuery = '?code=';

/** `ABCD-EFGH-JKLM`: as it is printed and read out. */
export const spacedVerifyCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** Code of a verification address, or null when it is not one of ours: another site's code proves nothing. */
export function codeOfAddress(text: string, origin: string): string | null {
  const start = `${origin}${verifyPath}${verifyQuery}`;
  const code = text.slice(0, start.length) === start ? text.slice(start.length) : '';
  return verifyCodePattern.test(code) ? code : null;
}

/** Of a document that a department issued: valid until its last day, unless it was revoked. */
export const documentStates = ['valid', 'expired', 'revoked'] as const;
export type DocumentState = (typeof documentStates)[number];
const state = v.pipe(v.picklist(documentStates), classed('personal', { label: '证明状态' }));

const row = {
  documentId: reference('证明'),
  /** The department's own number. */
  documentNo: v.pipe(v.string(), v.maxLength(40), classed('personal', { label: '证明编号' })),
  issuedAt: time('开具时间'),
  expiresOn: v.nullable(date('有效期至')),
  state,
  revokedOn: v.nullable(date('作废日期')),
};
export const issuedDocument = v.object(row);
export type IssuedDocumentRow = v.InferOutput<typeof issuedDocument>;

export const documentList = v.object({ documents: v.array(issuedDocument), page: internalNumber('页码'), pageCount: internalNumber('总页数') });
export const documentListInput = v.strictObject({ page });

/** One document with what others need to verify it. */
export const documentDetail = v.object({
  ...row,
  verifyCode: v.pipe(v.string(), v.regex(verifyCodePattern), classed('sensitive', { label: '验证码' })),
  /** Address that is in the code below. */
  verifyAddress: v.pipe(v.string(), v.maxLength(200), classed('sensitive', { label: '验证地址' })),
  /** A picture as `data:` address: no host has to draw it, no second request carries it. */
  qr: v.pipe(v.string(), v.maxLength(8000), classed('sensitive', { label: '验证二维码' })),
  /** False when the department could not be asked: then the state is the last one known. */
  checked: internalFlag('状态已向部门核实'),
});
export const documentInput = v.strictObject({ documentId: reference('证明') });

/** The way to the document itself; no ticket when it was revoked. */
export const documentFile = v.object({ state, ticket: v.nullable(fileTicket) });

/** What a department says of a code, and of a file when one was compared. `unknown` stands for every code that it did not give out. */
export const verdicts = ['valid', 'expired', 'revoked', 'differs', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** Anybody's question. Names nobody: the code leads to the document. */
export const documentQuestion = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(30), v.transform(normalizeVerifyCode), v.regex(verifyCodePattern), classed('internal', { label: '验证码' })),
  /** SM3 of the file to be compared; null when only the code is asked about. */
  digest: v.nullable(sm3Digest),
});

const openWord = (label: string) => publicText(label, 120);
const openMonth = (label: string) => v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/), classed('public', { label })));

/** What a person who was given a document may know of it. */
export const documentVerdict = v.object({
  verdict: v.pipe(v.picklist(verdicts), classed('public', { label: '核验结果' })),
  /** Only for a code that the department knows, and not for a file that is not its own. */
  document: v.nullable(v.object({
    documentNo: openWord('证明编号'),
    name: v.pipe(v.string(), v.maxLength(60), classed('personal', { mask: 'name', label: '姓名' })),
    issuedOn: date('开具日期'),
    expiresOn: v.nullable(date('有效期至')),
    revokedOn: v.nullable(date('作废日期')),
    from: openMonth('证明期间起'),
    to: openMonth('证明期间止'),
    insurances: v.array(openWord('险种')),
    issuer: openWord('开具机构'),
  })),
  /** True when a file was compared and is the one that was issued. */
  fileMatches: v.pipe(v.boolean(), classed('public', { label: '文件未被改动' })),
});
export type DocumentVerdict = v.InferOutput<typeof documentVerdict>;
