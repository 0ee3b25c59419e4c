import * as v from 'valibot';
import { belongsElsewhere, contributionKind } from './codes.ts';
import type { Authority } from './codes.ts';
import type { ContributionKind } from '../operations/contributions.ts';
import { code, count, dayOrNull, fenOrNone, fenOrNull, month, readRows, wordOrNull } from './wire.ts';
import type { ReadRows } from './wire.ts';

/** One row of the department as it came, amounts in fen. */
export interface Payment {
  readonly month: string;
  readonly insurance: string;
  readonly kind: ContributionKind;
  readonly kindText: string;
  readonly baseFen: number | null;
  readonly unitFen: number;
  readonly personalFen: number;
  readonly intoAccountFen: number | null;
  readonly credited: boolean;
  readonly creditedOn: string | null;
  readonly employer: string | null;
  readonly place: string | null;
  readonly months: number;
}

const wireRow = v.object({
  aae003: month,
  aae140: code,
  aab004: wordOrNull,
  aab034: wordOrNull,
  aae180: fenOrNull,
  aae020: fenOrNone,
  aae022: fenOrNone,
  aae021: fenOrNull,
  /** Empty: not yet credited. */
  aab191: dayOrNull,
  bae189: count,
  aaa115: code,
});

/** ASSUMED: a refund is money that goes back, whether the department writes it with a minus or without. */
const back = (fen: number): number => (fen > 0 ? -fen : fen);

function paymentOf(row: v.InferOutput<typeof wireRow>): Payment {
  const { key, text } = contributionKind(row.aaa115);
  const sign = (fen: number) => (key === 'refund' ? back(fen) : fen);
  return {
    month: row.aae003,
    insurance: row.aae140,
    kind: key,
    kindText: text,
    baseFen: row.aae180,
    unitFen: sign(row.aae020),
    personalFen: sign(row.aae022),
    intoAccountFen: row.aae021 === null ? null : sign(row.aae021),
    credited: row.aab191 !== null,
    creditedOn: row.aab191,
    employer: row.aab004,
    place: row.aab034,
    months: row.bae189,
  };
}

/** All month rows of an authority; odd ones and those of the other authority are counted and named. */
export function readPayments(list: readonly unknown[], authority: Authority): ReadRows<Payment> {
  const read = readRows(wireRow, list, (row) => (belongsElsewhere(row.aae140, authority) ? 'aae140' : null));
  return { rows: read.rows.map(paymentOf), unreadable: read.unreadable };
}
