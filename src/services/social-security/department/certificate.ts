import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { faultToProblem } from '../../../contract/department-faults.ts';
import type { DepartmentContext, DepartmentOutcome, DocumentKind, ObjectContext, VerifyDocument } from '../../../contract/department.ts';
import { verifyCodePattern } from '../../../contract/documents.ts';
import type { InputOf } from '../../../contract/operation.ts';
import { refuse, type Refusal } from '../../../contract/problems.ts';
import type { socialSecurityCertificateIssue } from '../operations/certificate.ts';
import { garbled } from './ask.ts';
import { credentialKindCodes, insuranceName } from './codes.ts';
import { monthOf } from './dates.ts';

const rs = 'rs';
const sources = [{ department: rs, state: 'ok', dataTime: null }] as const;

/** ASSUMED codes of the department's envelope and words of its certificates. */
const codes = { done: '0', personUnknown: 'E-201', deceased: 'E-202', noRecord: 'E-203' } as const;
const spans = { year: '12', threeYears: '36', all: '0' } as const;
const states = new Map([['1', 'valid'], ['2', 'revoked'], ['3', 'expired']] as const);

/** Largest document we take, in bytes. */
const most = 1024 * 1024;

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const number = v.pipe(v.string(), v.regex(/^\d{18}$/));
const sm3 = v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{64}$/), v.toLowerCase());
const pdf = v.pipe(v.string(), v.minLength(8), v.maxLength(Math.ceil(most / 3) * 4), v.regex(/^[A-Za-z0-9+/]+={0,2}$/));

const issuedWire = v.object({
  cert_no: number, verify_code: v.pipe(v.string(), v.regex(verifyCodePattern)), issued_at: v.pipe(v.string(), v.isoTimestamp()), expires_on: day, digest_sm3: sm3, pdf,
});
const fileWire = v.object({ cert_no: number, digest_sm3: sm3, pdf });
const stateWire = v.object({
  cert_no: number, state: v.string(), aac003: v.pipe(v.string(), v.minLength(1), v.maxLength(60)), issued_on: day, expires_on: v.nullable(day), revoked_on: v.nullable(day),
  from: v.nullable(v.string()), to: v.nullable(v.string()), kinds: v.array(v.pipe(v.string(), v.maxLength(8))), issuer: v.pipe(v.string(), v.maxLength(60)),
  /** `1` the file is the one that was issued, `0` it is not, null when none was compared. */
  digest_match: v.nullable(v.picklist(['0', '1'])),
});

/** A document that is what the department says it is: right beginning, right SM3. */
function documentOf(wire: { digest_sm3: string; pdf: string }): Uint8Array | null {
  const bytes = Buffer.from(wire.pdf, 'base64');
  const whole = bytes.subarray(0, 5).toString('latin1') === '%PDF-' && createHash('sm3').update(bytes).digest('hex') === wire.digest_sm3;
  return whole ? bytes : null;
}

async function asked(context: ObjectContext, service: string, body: Readonly<Record<string, unknown>>): Promise<{ ok: true; none: boolean; data: unknown } | Refusal> {
  // All of them may be repeated: an issue carries its request number.
  const reply = await context.client(rs).call({ service, method: 'POST', idempotent: true, body });
  if (!reply.ok) return refuse(faultToProblem(reply.fault), { department: rs });
  if (reply.code === codes.personUnknown) return refuse('personUnknownToDepartment', { department: rs });
  if (reply.code === codes.deceased) return refuse('personDeceased', { department: rs });
  if (reply.code !== codes.done && reply.code !== codes.noRecord) return garbled(rs);
  return { ok: true, none: reply.code === codes.noRecord, data: reply.data };
}

const personFields = ({ person }: DepartmentContext) => ({ aac002: person.credentialNo, aac003: person.name, aac058: credentialKindCodes[person.credentialType] });

/** 参保证明: issued, numbered, sealed and verified by 人社. */
export const certificate: DocumentKind = {
  department: rs,
  operations: { issue: 'socialSecurity.certificateIssue', list: 'socialSecurity.certificates', show: 'socialSecurity.certificate', file: 'socialSecurity.certificateFile', verify: 'socialSecurity.certificateVerify' },
  title: '参保证明',
  draft: 'certificate',
  fileName: 'certificate.pdf',
  async issue(context, { requestNo, verifyAddress }, input: InputOf<typeof socialSecurityCertificateIssue>) {
    const answer = await asked(context, 'rs_certificate_issue', {
      ...personFields(context), request_no: requestNo, verify_address: verifyAddress, span: spans[input.span], full_number: input.fullNumber ? '1' : '0',
    });
    if (!answer.ok) return answer;
    // Never insured: nothing to certify.
    if (answer.none) return refuse('personUnknownToDepartment', { department: rs });
    const read = v.safeParse(issuedWire, answer.data);
    const bytes = read.success ? documentOf(read.output) : null;
    if (!read.success || !bytes) return garbled(rs);
    const { cert_no: documentNo, verify_code: verifyCode, issued_at, expires_on: expiresOn, digest_sm3: digest } = read.output;
    return { ok: true, data: { documentNo, verifyCode, issuedAt: new Date(issued_at), expiresOn, digest, size: bytes.length }, sources };
  },
  async revokedOn(context, { documentNo, verifyCode }): Promise<DepartmentOutcome<string | null>> {
    const answer = await asked(context, 'rs_certificate_verify', { verify_code: verifyCode, digest_sm3: null });
    if (!answer.ok) return answer;
    const read = v.safeParse(stateWire, answer.data);
    // A department that no longer knows its own document has not revoked it: it is asked again another time.
    if (answer.none || !read.success || read.output.cert_no !== documentNo) return garbled(rs);
    return { ok: true, data: read.output.state === '2' ? (read.output.revoked_on ?? read.output.issued_on) : null, sources };
  },
  async fetch(context, documentNo): Promise<DepartmentOutcome<Uint8Array>> {
    const answer = await asked(context, 'rs_certificate_file', { ...personFields(context), cert_no: documentNo });
    if (!answer.ok) return answer;
    if (answer.none) return refuse('gone');
    const read = v.safeParse(fileWire, answer.data);
    const bytes = read.success && read.output.cert_no === documentNo ? documentOf(read.output) : null;
    return bytes ? { ok: true, data: bytes, sources } : garbled(rs);
  },
};

/** Anybody's question about a code. What the file is worth, the department says: it compares. */
export const verifyCertificate: VerifyDocument = async (context, { code, digest }) => {
  const answer = await asked(context, 'rs_certificate_verify', { verify_code: code, digest_sm3: digest });
  if (!answer.ok) return answer;
  const nothing = { document: null, fileMatches: false };
  if (answer.none) return { ok: true, data: { verdict: 'unknown', ...nothing }, sources };
  const read = v.safeParse(stateWire, answer.data);
  const state = read.success ? states.get(read.output.state as '1') : undefined;
  if (!read.success || !state) return garbled(rs);
  const wire = read.output;
  // Compared or not must agree with what was asked: a forgotten comparison is not a match.
  if ((digest === null) !== (wire.digest_match === null)) return garbled(rs);
  if (wire.digest_match === '0') return { ok: true, data: { verdict: 'differs', ...nothing }, sources };
  return {
    ok: true,
    data: {
      verdict: state, fileMatches: wire.digest_match === '1',
      document: {
        documentNo: wire.cert_no, name: wire.aac003, issuedOn: wire.issued_on, expiresOn: wire.expires_on, revokedOn: wire.revoked_on,
        from: monthOf(wire.from), to: monthOf(wire.to), insurances: wire.kinds.map(insuranceName), issuer: wire.issuer,
      },
    },
    sources,
  };
};
