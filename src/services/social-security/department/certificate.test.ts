import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { DepartmentCall, DepartmentContext, DepartmentReply } from '../../../contract/department.ts';
import { certificate, verifyCertificate } from './certificate.ts';

const bytes = Buffer.from('%PDF-1.7 a document');
const digest = createHash('sm3').update(bytes).digest('hex');
const issued = { cert_no: '330000202600000001', verify_code: 'ABCDEFGH2345', issued_at: '2026-11-15T10:00:00+08:00', expires_on: '2027-02-15', digest_sm3: digest, pdf: bytes.toString('base64') };
const state = { cert_no: '330000202600000001', state: '1', aac003: '张*', issued_on: '2026-11-15', expires_on: '2027-02-15', revoked_on: null, from: '202511', to: '202610', kinds: ['110', '999'], issuer: '示例市人社局', digest_match: null };
const said = (data: unknown, code = '0'): DepartmentReply => ({ ok: true, code, message: '', data, dataTime: null });
let calls: DepartmentCall[] = [];
const context = (reply: DepartmentReply): DepartmentContext => {
  calls = [];
  return {
    traceId: 't', now: new Date('2026-11-15T02:00:00Z'), person: { name: '张三', credentialType: 'residentId', credentialNo: '11010519491231002X' },
    client: () => ({ call: async (call) => { calls.push(call); return reply; } }),
  };
};
const order = { requestNo: 'CB1', verifyAddress: 'https://x/verify?code=' };
const input = { draftId: 'd', span: 'year', fullNumber: false } as never;

describe('an issue', () => {
  test.each([
    ['no number', { cert_no: '12' }], ['a code with a letter that is misread', { verify_code: 'ABCDEFGH234O' }], ['a digest of something else', { digest_sm3: '0'.repeat(64) }],
    ['no PDF', { pdf: Buffer.from('<html>').toString('base64') }], ['a date that is none', { expires_on: 'soon' }], ['more than a megabyte', { pdf: 'A'.repeat(1_400_004) }],
  ])('with %s is garbled, not guessed', async (_what, odd) => {
    expect(await certificate.issue(context(said({ ...issued, ...odd })), order, input)).toMatchObject({ ok: false, code: 'departmentGarbled', department: 'rs' });
  });
  test('gives number, code, digest and size, and may be repeated under its request number', async () => {
    expect(await certificate.issue(context(said(issued)), order, input)).toMatchObject({ ok: true, data: { documentNo: issued.cert_no, verifyCode: issued.verify_code, digest, size: bytes.length, expiresOn: '2027-02-15' } });
    expect(calls).toMatchObject([{ service: 'rs_certificate_issue', idempotent: true, body: { request_no: 'CB1', span: '12', full_number: '0', aac058: '111' } }]);
  });
  test.each([['E-201', 'personUnknownToDepartment'], ['E-202', 'personDeceased'], ['E-203', 'personUnknownToDepartment'], ['E-999', 'departmentGarbled']])('refused with %s is %s', async (code, problem) => {
    expect(await certificate.issue(context(said(null, code)), order, input)).toMatchObject({ ok: false, code: problem });
  });
});

describe('a question about a code', () => {
  test('hands over the code and nobody', async () => {
    expect(await verifyCertificate(context(said(state)), { code: 'ABCDEFGH2345', digest: null })).toMatchObject({ data: { verdict: 'valid', document: { from: '2025-11', to: '2026-10', insurances: ['企业职工基本养老保险', '其他险种（代码 999）'] } } });
    expect(calls[0]?.body).toEqual({ verify_code: 'ABCDEFGH2345', digest_sm3: null });
  });
  test('whose file the department forgot to compare is garbled: silence is no match', async () => {
    expect(await verifyCertificate(context(said(state)), { code: 'ABCDEFGH2345', digest })).toMatchObject({ ok: false, code: 'departmentGarbled' });
    expect(await verifyCertificate(context(said({ ...state, digest_match: '1' })), { code: 'ABCDEFGH2345', digest: null })).toMatchObject({ ok: false, code: 'departmentGarbled' });
  });
  test('with a state that we do not know is garbled, never valid', async () => {
    expect(await verifyCertificate(context(said({ ...state, state: '9' })), { code: 'ABCDEFGH2345', digest: null })).toMatchObject({ ok: false, code: 'departmentGarbled' });
  });
  test('tells nothing of a document whose file is another one', async () => {
    expect(await verifyCertificate(context(said({ ...state, digest_match: '0' })), { code: 'ABCDEFGH2345', digest })).toMatchObject({ data: { verdict: 'differs', document: null } });
  });
});
