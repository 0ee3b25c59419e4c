import * as v from 'valibot';
import { dayOrMonthOf, monthOf, yearOf } from './dates.ts';
import { fenOf } from './money.ts';

/** Reads text or a number; null for what it cannot read. */
type Reader<T> = (value: string | number) => T | null;

/** One step and no unions: a history has thousands of these. */
function piece<T>(read: (value: unknown) => { readonly value: T } | null) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const found = read(dataset.value);
      if (found) return found.value;
      addIssue({ message: 'unreadable' });
      return NEVER;
    }),
  );
}

function required<T>(read: Reader<T>, whenEmpty?: T) {
  return piece<T>((value) => {
    if (whenEmpty !== undefined && (value === null || value === '')) return { value: whenEmpty };
    const found = typeof value === 'string' || typeof value === 'number' ? read(value) : null;
    return found === null ? null : { value: found };
  });
}

/** Null or an empty text means that the department states none. */
const orNull = <T>(read: Reader<T>) => required<T | null>(read, null);
/** A member that is not there at all states none as well. */
const optional = <T>(read: Reader<T>) => v.optional(orNull(read), null);

const readCount: Reader<number> = (value) => (/^\d{1,4}$/.test(String(value)) ? Number(value) : null);
const readCode: Reader<string> = (value) => (/^[0-9A-Za-z]{1,8}$/.test(String(value)) ? String(value) : null);
const readWord: Reader<string> = (value) => {
  const text = String(value).trim();
  return text.length > 0 && text.length <= 100 ? text : null;
};

export const fen = required(fenOf);
/** Null where the department states none; a member that is not there at all is unreadable. */
export const fenOrNull = orNull(fenOf);
/** 0 where the department states none: nothing was paid. */
export const fenOrNone = required(fenOf, 0);
export const fenIfAny = optional(fenOf);
export const month = required(monthOf);
export const monthOrNull = optional(monthOf);
export const dayOrNull = optional(dayOrMonthOf);
export const year = required(yearOf);
/** A whole number that is not negative. */
export const count = required(readCount);
export const countOrNull = optional(readCount);
export const code = required(readCode);
export const codeOrNull = optional(readCode);
export const word = required(readWord);
export const wordOrNull = optional(readWord);

/** Chinese names of the wire's members, to say which field was at fault. */
const memberNames: Readonly<Record<string, string>> = {
  aae003: '缴费年月',
  aae140: '险种',
  aab004: '单位名称',
  aab034: '经办机构',
  aae180: '缴费基数',
  aae020: '单位缴费',
  aae022: '个人缴费',
  aae021: '划入个人账户',
  aab191: '到账时间',
  bae189: '缴费月数',
  aaa115: '缴费类型',
  aac031: '参保状态',
  aac049: '首次参保年月',
  aae201: '累计缴费月数',
  aab301: '参保地',
  aae001: '年度',
  months: '缴费月数',
  aae021_sum: '当年记账额',
  aae239: '利息',
  aae240: '储存额',
  akc087: '余额',
};

/** What was read of a list, and what was not: unreadable rows are counted and named, never guessed. */
export interface ReadRows<T> {
  readonly rows: readonly T[];
  readonly unreadable: { readonly rows: number; readonly fields: string[] };
}

/** Reads each row by itself, so that one odd row does not take the others with it. `wrong` names a member whose value does not belong. */
export function readRows<S extends v.GenericSchema>(
  schema: S,
  list: readonly unknown[],
  wrong: (row: v.InferOutput<S>) => string | null = () => null,
): ReadRows<v.InferOutput<S>> {
  const rows: v.InferOutput<S>[] = [];
  const fields = new Set<string>();
  for (const item of list) {
    const read = v.safeParse(schema, item, { abortPipeEarly: true });
    const members = read.success ? [wrong(read.output)] : read.issues.map((issue) => String(issue.path?.[0]?.key ?? ''));
    const atFault = members.filter((member): member is string => member !== null);
    if (read.success && atFault.length === 0) rows.push(read.output);
    else for (const member of atFault) fields.add(memberNames[member] ?? '整条记录');
  }
  return { rows, unreadable: { rows: list.length - rows.length, fields: [...fields].sort() } };
}

/** Adds up what several lists could not give. */
export function joinUnreadable(...parts: readonly ReadRows<unknown>['unreadable'][]): ReadRows<unknown>['unreadable'] {
  const fields = new Set(parts.flatMap((part) => part.fields));
  return { rows: parts.reduce((sum, part) => sum + part.rows, 0), fields: [...fields].sort() };
}
