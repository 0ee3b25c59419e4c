import type { StandInPerson } from '../../../../contract/stand-in.ts';
import { addMonths, monthsBetween } from '../month.ts';
import { latestMonth } from '../month-rows.ts';
import type { MonthRow } from '../month-rows.ts';
import { insurancesOf } from '../overview.ts';
import type { PersonRecord } from '../records.ts';
import { dataDate } from '../records.ts';
import { yuan } from '../wire.ts';

/** What a certificate says of a person, in words; every figure derives from the month rows. */
export interface CertificateFacts {
  readonly name: string;
  readonly credentialName: string;
  readonly credentialNo: string;
  readonly personalNo: string;
  readonly insurances: readonly { readonly name: string; readonly state: string; readonly first: string; readonly months: number; readonly place: string }[];
  readonly spanWords: string;
  /** `yyyy年M月`. */
  readonly from: string;
  readonly to: string;
  /** `yyyyMM`. */
  readonly fromMonth: string;
  readonly toMonth: string;
  readonly monthly: boolean;
  readonly rowTitle: string;
  readonly rows: readonly (readonly string[])[];
  readonly kinds: readonly string[];
  readonly dataDate: string;
}

export const kindNames: Readonly<Record<string, string>> = { 110: '企业职工基本养老保险', 210: '失业保险', 410: '工伤保险' };
const stateNames = { 1: '正常参保缴费', 2: '暂停缴费', 3: '终止参保', 4: '退休' } as const;
const credentialNames: Readonly<Record<StandInPerson['credentialType'], string>> = {
  residentId: '居民身份证', hkMacaoPermit: '港澳居民来往内地通行证', taiwanPermit: '台湾居民来往大陆通行证',
  hkMacaoTaiwanResidencePermit: '港澳台居民居住证', foreignPermanentResident: '外国人永久居留身份证', passport: '护照',
};
const spanWords: Readonly<Record<string, string>> = { 12: '近十二个月', 36: '近三年', 0: '历年' };

const words = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(4))}月`;
/** Credited months; a refund takes its months away again. */
const credited = (rows: readonly MonthRow[], kind: string): string => {
  const sum = rows.filter((row) => row.kind === kind && row.creditedOn !== '').reduce((all, row) => all + (row.type === '40' ? -row.months : row.months), 0);
  return sum > 0 ? String(sum) : '';
};

function rowOf(title: string, rows: readonly MonthRow[]): string[] {
  const last = rows.filter((row) => row.baseFen > 0).at(-1);
  const employers = [...new Set(rows.map((row) => row.employer))];
  const shown = employers.length > 2 ? `${employers[0] ?? ''} 等` : employers.join('、');
  return [title, credited(rows, '110'), credited(rows, '210'), credited(rows, '410'), last ? yuan(last.baseFen) : '', shown];
}

/** @param span months back from the newest one, `0` for everything */
export function certificateFacts(record: PersonRecord, span: string, today: string): CertificateFacts {
  const { person, career } = record;
  const newest = record.rows.at(-1)?.month ?? latestMonth(today);
  const end = career.retired ?? latestMonth(today);
  const to = newest < end ? end : newest;
  const first = record.rows[0]?.month ?? to;
  const wanted = span === '0' ? first : addMonths(to, 1 - Number(span));
  const from = wanted < first ? first : wanted;
  const inside = record.rows.filter((row) => row.month >= from && row.month <= to);
  const monthly = span === '12';
  const years = [...new Set(monthsBetween(from, to).map((month) => month.slice(0, 4)))];
  const rows = monthly
    ? monthsBetween(from, to).map((month) => rowOf(words(month), inside.filter((row) => row.month === month)))
    : years.map((year) => rowOf(`${year}年`, inside.filter((row) => row.month.startsWith(year))));
  const insurances = insurancesOf(career, record.rows, today);
  return {
    name: person.name, credentialName: credentialNames[person.credentialType], credentialNo: person.credentialNo, personalNo: career.personalNo,
    insurances: insurances.map((one) => ({ name: kindNames[one.kind] ?? one.kind, state: stateNames[one.state], first: words(one.firstMonth), months: one.months, place: one.placeName })),
    spanWords: spanWords[span] ?? '历年', from: words(from), to: words(to), fromMonth: from, toMonth: to, monthly, rowTitle: monthly ? '年月' : '年度',
    rows, kinds: insurances.map((one) => one.kind), dataDate: dataDate(today),
  };
}
