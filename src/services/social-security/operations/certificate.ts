import * as v from 'valibot';
import { documentDetail, documentFile, documentInput, documentList, documentListInput, documentQuestion, documentVerdict, issuedDocument } from '../../../contract/documents.ts';
import { classed } from '../../../contract/field-class.ts';
import { defineOperation } from '../../../contract/operation.ts';
import { noBasis, reference } from '../../../contract/platform/common.ts';
import { certificateBasis } from './purposes.ts';

/** How far back the table of a certificate goes: the last twelve months, three years, or everything. */
export const certificateSpans = ['year', 'threeYears', 'all'] as const;

/** The person asks the department for a certificate. The draft's id is the key: pressing again gives the same number. */
export const socialSecurityCertificateIssue = defineOperation({
  name: 'socialSecurity.certificateIssue',
  method: 'POST',
  path: '/social-security/certificate-issue',
  summary: '开具参保证明',
  input: v.strictObject({
    draftId: reference('草稿编号'),
    span: v.pipe(v.picklist(certificateSpans), classed('internal', { label: '证明期间' })),
    /** The number in full on the document: only when the person wants it so. */
    fullNumber: v.pipe(v.boolean(), classed('internal', { label: '显示完整证件号码' })),
  }),
  output: issuedDocument,
  level: 'L3',
  basis: certificateBasis,
  mutates: true,
  timeoutMs: 8000,
  rate: { limit: 6, windowSeconds: 600, by: 'person' },
  department: 'rs',
});

export const socialSecurityCertificates = defineOperation({
  name: 'socialSecurity.certificates',
  method: 'POST',
  path: '/social-security/certificates',
  summary: '我的参保证明',
  input: documentListInput,
  output: documentList,
  level: 'L2',
  basis: certificateBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

/** One certificate with its code; the department says whether it still holds. */
export const socialSecurityCertificate = defineOperation({
  name: 'socialSecurity.certificate',
  method: 'POST',
  path: '/social-security/certificate',
  summary: '一份参保证明和它的验证码',
  input: documentInput,
  output: documentDetail,
  level: 'L2',
  basis: certificateBasis,
  mutates: false,
  timeoutMs: 5000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  department: 'rs',
  readsPersonal: true,
});

/** Ticket for the document itself. */
export const socialSecurityCertificateFile = defineOperation({
  name: 'socialSecurity.certificateFile',
  method: 'POST',
  path: '/social-security/certificate-file',
  summary: '打开参保证明文件',
  input: documentInput,
  output: documentFile,
  level: 'L3',
  basis: certificateBasis,
  mutates: true,
  timeoutMs: 5000,
  rate: { limit: 20, windowSeconds: 600, by: 'person' },
  department: 'rs',
});

/** Anybody with a code may ask; nobody's identity is asked for or handed over. */
export const socialSecurityCertificateVerify = defineOperation({
  name: 'socialSecurity.certificateVerify',
  method: 'POST',
  path: '/social-security/certificate-verify',
  summary: '核验参保证明',
  input: documentQuestion,
  output: documentVerdict,
  level: 'L0',
  basis: noBasis,
  mutates: false,
  timeoutMs: 5000,
  rate: { limit: 20, windowSeconds: 60, by: 'address' },
  department: 'rs',
  about: 'object',
});
