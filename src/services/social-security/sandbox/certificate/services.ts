import { createHash } from 'node:crypto';
import { maskName } from '../../../../contract/masking.ts';
import { shanghaiTime } from '../../../../contract/shanghai-time.ts';
import type { StandInAnswer, StandInCity, StandInRequest } from '../../../../contract/stand-in.ts';
import { dataDate, lookUp, refusalWords, rsKinds } from '../records.ts';
import { createSealHolder, type SealHolder } from './authority.ts';
import { certificatePdf, issuer } from './document.ts';
import { certificateFacts } from './facts.ts';
import { newCertificateNo, newVerifyCode, plusMonths } from './numbers.ts';
import { signed } from './sign.ts';

/** A certificate in the department's book. */
interface Entry {
  readonly documentNo: string;
  readonly verifyCode: string;
  readonly credentialNo: string;
  readonly name: string;
  readonly issuedOn: string;
  readonly issuedAt: Date;
  readonly expiresOn: string;
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly string[];
  readonly pdf: Buffer;
  readonly digest: string;
}

type Answers = Readonly<Record<string, (request: StandInRequest) => Promise<StandInAnswer>>>;
const validMonths = 3;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * 人社's book of certificates: one entry per request number, whoever asks again and however often. Kept in memory, as everything in the sandbox.
 * Faults: `hang-after-write` numbers and then says nothing, `tamper-document` changes one byte, `document-revoked` and `document-expired` say so of all.
 */
export function certificateServices(city: StandInCity): Answers {
  let holder: Promise<SealHolder> | null = null;
  const byRequest = new Map<string, Promise<Entry>>();
  const byNumber = new Map<string, Entry>();
  const byCode = new Map<string, Entry>();
  const answer = (code: string, message: string, data: unknown): StandInAnswer => ({ body: { code, message, data, total: data === null ? 0 : 1, dataTime: dataDate(city.today()) } });
  const none = () => answer('E-203', refusalWords['E-203'], null);
  const fault = (kind: string) => city.fault?.('rs', kind) ?? null;
  /** A byte in the middle, as a careless copy or a clever hand would change it. */
  const sent = (pdf: Buffer): string => {
    const copy = Buffer.from(pdf);
    if (fault('tamper-document')) copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
    return copy.toString('base64');
  };

  async function issue(request: StandInRequest, requestNo: string): Promise<Entry> {
    const found = lookUp(city, request, rsKinds);
    if (!found.ok) throw new Error(found.code);
    const { record } = found;
    const today = city.today();
    const issuedAt = new Date(`${today}T${shanghaiTime(Date.now()).slice(11, 19)}+08:00`);
    const facts = certificateFacts(record, text(request.body['span']), today);
    const documentNo = newCertificateNo(today);
    const verifyCode = newVerifyCode();
    const expiresOn = plusMonths(today, validMonths);
    const verifyAddress = `${text(request.body['verify_address'])}${verifyCode}`;
    const plain = await certificatePdf({ ...facts, documentNo, verifyCode, verifyAddress, fullNumber: request.body['full_number'] === '1', issuedAt, issuedOn: today, expiresOn });
    const pdf = await signed(plain, await (holder ??= createSealHolder(Date.now())), issuedAt);
    const entry: Entry = {
      documentNo, verifyCode, credentialNo: record.person.credentialNo, name: record.person.name, issuedOn: today, issuedAt, expiresOn,
      from: facts.fromMonth, to: facts.toMonth, kinds: facts.kinds, pdf, digest: createHash('sm3').update(pdf).digest('hex'),
    };
    byNumber.set(documentNo, entry);
    byCode.set(verifyCode, entry);
    byRequest.set(requestNo, Promise.resolve(entry));
    return entry;
  }

  return {
    async rs_certificate_issue(request) {
      const requestNo = text(request.body['request_no']);
      const found = lookUp(city, request, rsKinds);
      if (!found.ok) return answer(found.code, refusalWords[found.code], null);
      if (!/^[A-Z0-9a-z]{8,40}$/.test(requestNo) || !/^https?:\/\//.test(text(request.body['verify_address']))) return answer('E-400', '请求号或核验地址不对', null);
      // Also while the first is still being made: two questions at once get one number.
      const making = byRequest.get(requestNo) ?? issue(request, requestNo);
      byRequest.set(requestNo, making);
      const entry = await making;
      if (entry.credentialNo !== found.record.person.credentialNo) return answer('E-409', '请求号已用于另一人', null);
      const hang = fault('hang-after-write');
      if (hang) await new Promise((done) => setTimeout(done, hang.ms ?? 60_000).unref());
      return answer('0', '成功', {
        cert_no: entry.documentNo, verify_code: entry.verifyCode, issued_at: shanghaiTime(entry.issuedAt), expires_on: entry.expiresOn, digest_sm3: entry.digest, pdf: sent(entry.pdf),
      });
    },
    async rs_certificate_file(request) {
      const found = lookUp(city, request, rsKinds);
      const entry = byNumber.get(text(request.body['cert_no']));
      // Somebody else's document is not there.
      if (!found.ok || !entry || entry.credentialNo !== found.record.person.credentialNo || fault('document-revoked')) return none();
      return answer('0', '成功', { cert_no: entry.documentNo, digest_sm3: entry.digest, pdf: sent(entry.pdf) });
    },
    async rs_certificate_verify(request) {
      const entry = byCode.get(text(request.body['verify_code']));
      if (!entry) return none();
      const revoked = fault('document-revoked') !== null;
      const expired = fault('document-expired') !== null || entry.expiresOn < city.today();
      const digest = request.body['digest_sm3'];
      return answer('0', '成功', {
        cert_no: entry.documentNo, state: revoked ? '2' : expired ? '3' : '1', aac003: maskName(entry.name), issued_on: entry.issuedOn, expires_on: entry.expiresOn,
        revoked_on: revoked ? city.today() : null, from: entry.from, to: entry.to, kinds: entry.kinds, issuer,
        digest_match: typeof digest === 'string' ? (digest === entry.digest ? '1' : '0') : null,
      });
    },
  };
}
