import type { PersonRecord } from './records.ts';
import { insurancesOf, placesOf } from './overview.ts';
import type { Statement } from './statement.ts';

/** Whole fen as yuan text with two decimals. */
export function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

type Fields = Record<string, unknown>;

/** Month rows with the LD/T names; AAE021 is what of the row arrived in the personal account. */
export function rowFields(record: PersonRecord): Fields[] {
  return record.rows.map((row) => ({
    aae003: row.month,
    aae140: row.kind,
    aab004: row.employer,
    aab034: row.placeName,
    aae180: yuan(row.baseFen),
    aae020: yuan(row.unitFen),
    aae022: yuan(row.personalFen),
    aae021: yuan(row.accountFen),
    aab191: row.creditedOn,
    bae189: row.months,
    aaa115: row.type,
  }));
}

export function insuranceFields(record: PersonRecord, today: string): Fields[] {
  return insurancesOf(record.career, record.rows, today).map((one) => ({
    aae140: one.kind,
    aac031: one.state,
    aac049: one.firstMonth,
    aae201: one.months,
    aab034: one.placeName,
  }));
}

export function placeFields(record: PersonRecord): Fields[] {
  return placesOf(record.rows).map((place) => ({ aab301: place.code, aab034: place.name }));
}

export function yearFields(statement: Statement): Fields[] {
  return statement.years.map((year) => ({
    aae001: year.year,
    months: year.months,
    aae021_sum: yuan(year.paidInFen),
    aae239: yuan(year.interestFen),
    aae240: yuan(year.balanceFen),
  }));
}
