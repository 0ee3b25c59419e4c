import type { Month } from './month.ts';

/** How contributions are paid: by an employer with the person, by the person alone, or once a year as a resident. */
export type Mode = 'employee' | 'flexible' | 'resident';

/** A stretch of insured life with one employer in one place. */
export interface Span {
  readonly from: Month;
  /** Last month; null while it goes on. */
  readonly to: Month | null;
  readonly mode: Mode;
  readonly employer: string;
  readonly place: Place;
  /** Contribution base in whole yuan from that year on; for residents the yearly payment. */
  readonly base: Readonly<Record<number, number>>;
  /** Kinds (AAE140) with the first month of each, where it is later than the span's. */
  readonly kinds: Readonly<Record<string, Month>>;
}

/** A single row outside the monthly run: back-payment (20), transfer in (30), refund (40). */
export interface SingleRow {
  readonly month: Month;
  readonly kind: string;
  readonly type: '20' | '30' | '40';
  readonly employer: string;
  readonly place: Place;
  /** Whole yuan a month. */
  readonly base: number;
  readonly months: number;
  readonly creditedOn: string;
  /** What arrives in the personal account; null: by the rates from base and months. */
  readonly accountFen: number | null;
}

/** Place of insurance: division code and name. */
export interface Place {
  readonly code: string;
  readonly name: string;
}

/** Everything a department's answers about a person derive from. */
export interface Career {
  /** Personal number at the department (AAC001). */
  readonly personalNo: string;
  /** Month of retirement. */
  readonly retired?: Month;
  readonly spans: readonly Span[];
  readonly singles?: readonly SingleRow[];
}

export const here: Place = { code: '330001', name: '示例市' };
export const elsewhere: Place = { code: '320001', name: '邻州市' };

/** The usual five kinds of an employee, all from the start of the span. */
export const fiveKinds: Readonly<Record<string, Month>> = { 110: '', 210: '', 310: '', 410: '', 510: '' };
