import * as v from 'valibot';
import { dayOrMonthOf, monthOf, yearOf } from './dates.ts';
import { fenOf } from './money.ts';

/** A piece of the wire that is read by a function which gives null for what it cannot read. */
function readBy<T>(read: (value: unknown) => T | null) {
  return v.pipe(
    v.union([v.string(), v.number()]),
    v.rawTransform<string | number, T>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value);
      if (value !== null) return value;
      addIssue({ message: 'unreadable' });
      return NEVER;
    }),
  );
}

const emptyToNull = <T extends v.GenericSchema>(schema: T) =>
  v.union([v.pipe(v.literal(''), v.transform(() => null)), v.null(), schema]);

export const fen = readBy(fenOf);
/** Null means that the department states none; a member that is not there at all is unreadable. */
export const fenOrNull = emptyToNull(fen);
/** Null stands for nothing paid. */
export const fenOrNone = v.pipe(fenOrNull, v.transform((value) => value ?? 0));
export const month = readBy(monthOf);
export const monthOrNull = v.optional(emptyToNull(month), null);
export const dayOrNull = v.optional(emptyToNull(readBy(dayOrMonthOf)), null);
export const year = readBy(yearOf);
/** A whole number that is not negative, number or text. */
export const count = readBy((value) => (/^\d{1,4}$/.test(String(value)) ? Number(value) : null));
export const countOrNull = v.optional(emptyToNull(count), null);
export const code = readBy((value) => (/^[0-9A-Za-z]{1,8}$/.test(String(value)) ? String(value) : null));
export const word = readBy((value) => {
  const text = String(value).trim();
  return text.length > 0 && text.length <= 100 ? text : null;
});
export const wordOrNull = v.optional(emptyToNull(word), null);

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
