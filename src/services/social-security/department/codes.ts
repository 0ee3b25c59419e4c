import type { CredentialType } from '../../../contract/credentials.ts';
import type { ContributionKind } from '../operations/contributions.ts';
import type { QualificationState, QualificationWay } from '../operations/qualification.ts';
import type { InsuredState } from '../operations/status.ts';

/** The two authorities of social insurance. */
export type Authority = 'rs' | 'yb';

/**
 * `aac058`, kind of credential: the three-digit table of the public-security authorities.
 * ASSUMED: 519 for the residence permit of people from Hong Kong, Macao and Taiwan. A city with other codes changes this table.
 */
export const credentialKindCodes: Readonly<Record<CredentialType, string>> = {
  residentId: '111',
  passport: '414',
  taiwanPermit: '511',
  hkMacaoPermit: '516',
  hkMacaoTaiwanResidencePermit: '519',
  foreignPermanentResident: '553',
};

/** `aae140`, kinds of insurance and who runs them. 170 and 390 are recalled, the others are seen in use. */
const insuranceKinds: ReadonlyMap<string, { readonly name: string; readonly authority: Authority }> = new Map([
  ['110', { name: '企业职工基本养老保险', authority: 'rs' }],
  ['120', { name: '机关事业单位养老保险', authority: 'rs' }],
  ['170', { name: '城乡居民基本养老保险', authority: 'rs' }],
  ['210', { name: '失业保险', authority: 'rs' }],
  ['410', { name: '工伤保险', authority: 'rs' }],
  ['310', { name: '职工基本医疗保险', authority: 'yb' }],
  ['320', { name: '公务员医疗补助', authority: 'yb' }],
  ['330', { name: '大额医疗费用补助', authority: 'yb' }],
  ['340', { name: '离休人员医疗保障', authority: 'yb' }],
  ['390', { name: '城乡居民基本医疗保险', authority: 'yb' }],
  ['510', { name: '生育保险', authority: 'yb' }],
]);

/** Chinese name; a kind that we do not know keeps the department's code. */
export function insuranceName(code: string): string {
  return insuranceKinds.get(code)?.name ?? `其他险种（代码 ${code}）`;
}

/** True for a kind that the other authority runs: such a row never enters this authority's answer. */
export function belongsElsewhere(code: string, authority: Authority): boolean {
  const kind = insuranceKinds.get(code);
  return kind !== undefined && kind.authority !== authority;
}

interface Worded<K extends string> {
  readonly key: K | 'other';
  readonly text: string;
}

type Table<K extends string> = ReadonlyMap<string, Worded<K>>;

/** Looks a code up; an unknown one gives `other` and a neutral word with the code. */
function worded<K extends string>(table: Table<K>, code: string, neutral: string): Worded<K> {
  return table.get(code) ?? { key: 'other', text: `${neutral}（代码 ${code}）` };
}

/** ASSUMED: states of one insurance (`aac031`). */
const insuranceStates: Table<InsuredState> = new Map([
  ['1', { key: 'paying', text: '正常参保缴费' }],
  ['2', { key: 'suspended', text: '暂停缴费' }],
  ['3', { key: 'ended', text: '终止参保' }],
  ['4', { key: 'retired', text: '退休' }],
]);
export const insuranceState = (code: string): Worded<InsuredState> => worded(insuranceStates, code, '其他状态');

/** ASSUMED: state of the person (`aac008`), the same codes in the words used of people. */
const personStates: Table<InsuredState> = new Map([
  ['1', { key: 'paying', text: '在职' }],
  ['2', { key: 'suspended', text: '停保' }],
  ['3', { key: 'ended', text: '终止参保' }],
  ['4', { key: 'retired', text: '退休' }],
]);
export const personState = (code: string): Worded<InsuredState> => worded(personStates, code, '其他状态');

type CardState = 'normal' | 'lost' | 'cancelled';

/** ASSUMED: state of the medical-insurance card (`akc020`), as a code or in words. */
const cardStates: Table<CardState> = new Map([
  ['1', { key: 'normal', text: '正常' }],
  ['2', { key: 'lost', text: '挂失' }],
  ['3', { key: 'cancelled', text: '注销' }],
  ['正常', { key: 'normal', text: '正常' }],
  ['挂失', { key: 'lost', text: '挂失' }],
  ['注销', { key: 'cancelled', text: '注销' }],
]);
/** Words that we do not know are shown as they are. */
export function cardState(code: string): Worded<CardState> {
  if (!cardStates.has(code) && /^[\u4e00-\u9fff]{1,10}$/.test(code)) return { key: 'other', text: code };
  return worded(cardStates, code, '其他状态');
}

/** ASSUMED: kind of a contribution (`aaa115`). */
const contributionKindTable: Table<ContributionKind> = new Map([
  ['10', { key: 'normal', text: '正常缴费' }],
  ['20', { key: 'backPayment', text: '补缴' }],
  ['30', { key: 'transferIn', text: '转入' }],
  ['40', { key: 'refund', text: '退费' }],
]);
export const contributionKind = (code: string): Worded<ContributionKind> => worded(contributionKindTable, code, '其他类型');

/** ASSUMED: state of the eligibility to draw a pension. */
const qualificationStates: Table<Exclude<QualificationState, 'other'>> = new Map([
  ['0', { key: 'notRetired', text: '没有领取养老金' }],
  ['1', { key: 'due', text: '等待认证' }],
  ['2', { key: 'notDueYet', text: '还没到认证时间' }],
  ['3', { key: 'done', text: '本期已认证' }],
  ['4', { key: 'overdue', text: '已超过认证期限' }],
]);
export function qualificationState(code: string): { readonly state: QualificationState; readonly stateText: string } {
  const { key, text } = worded(qualificationStates, code, '其他状态');
  return { state: key, stateText: text };
}

/** ASSUMED: how a confirmation was made. */
const qualificationWays = new Map<string, QualificationWay>([['1', 'data'], ['2', 'face'], ['3', 'outlet']]);
export const qualificationWay = (code: string): QualificationWay => qualificationWays.get(code) ?? 'other';
