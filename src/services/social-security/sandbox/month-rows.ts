import type { Career, SingleRow, Span } from './career.ts';
import type { Month } from './month.ts';
import { addMonths, monthOf, monthsBetween } from './month.ts';
import { shareOf, shares, since } from './rates.ts';

/** One row of the department's ledger. Amounts in fen. */
export interface MonthRow {
  readonly month: Month;
  readonly kind: string;
  readonly employer: string;
  readonly placeCode: string;
  readonly placeName: string;
  readonly baseFen: number;
  readonly unitFen: number;
  readonly personalFen: number;
  /** What of this row has arrived in the personal account: nothing before it is credited. */
  readonly accountFen: number;
  /** `yyyy-MM-dd`, empty while the money is on its way. */
  readonly creditedOn: string;
  readonly months: number;
  readonly type: string;
}

/** The latest month with rows is the one before today's, and it is always still on its way. */
export function latestMonth(today: string): Month {
  return addMonths(monthOf(today), -1);
}

function spanRows(span: Span, last: Month): MonthRow[] {
  const end = span.to !== null && span.to < last ? span.to : last;
  const yearly = span.mode === 'resident';
  const months = monthsBetween(span.from, end).filter((month) => !yearly || month.endsWith('01'));
  return Object.entries(span.kinds).flatMap(([kind, from]) =>
    months
      .filter((month) => month >= from)
      .map((month) => {
        const baseFen = since(span.base, Number(month.slice(0, 4))) * 100;
        const share = shares(kind, span.mode, month);
        const credited = month < last;
        const next = addMonths(month, 1);
        return {
          month,
          kind,
          employer: span.employer,
          placeCode: span.place.code,
          placeName: span.place.name,
          baseFen,
          unitFen: shareOf(baseFen, share.unit),
          personalFen: shareOf(baseFen, share.personal),
          accountFen: credited ? shareOf(baseFen, share.account) : 0,
          creditedOn: credited ? `${next.slice(0, 4)}-${next.slice(4)}-10` : '',
          months: yearly ? 12 : 1,
          type: '10',
        };
      }),
  );
}

function singleRow(row: SingleRow): MonthRow {
  const baseFen = row.base * 100;
  const share = shares(row.kind, 'employee', row.month);
  const sum = (permille: number): number => shareOf(baseFen, permille) * row.months;
  return {
    month: row.month,
    kind: row.kind,
    employer: row.employer,
    placeCode: row.place.code,
    placeName: row.place.name,
    baseFen,
    unitFen: sum(share.unit),
    personalFen: sum(share.personal),
    accountFen: row.accountFen ?? sum(share.account),
    creditedOn: row.creditedOn,
    months: row.months,
    type: row.type,
  };
}

/**
 * All month rows of a career up to the month before today, by month, kind and type.
 * @param today local date `yyyy-MM-dd`
 */
export function monthRows(career: Career, today: string): readonly MonthRow[] {
  const last = latestMonth(today);
  const rows = [
    ...career.spans.flatMap((span) => spanRows(span, last)),
    ...(career.singles ?? []).filter((row) => row.month < last).map(singleRow),
  ];
  const key = (row: MonthRow): string => row.month + row.kind + row.type;
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
