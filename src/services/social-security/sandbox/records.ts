import type { StandInCity, StandInPerson, StandInRequest } from '../../../contract/stand-in.ts';
import { careers, deceasedPeople } from './careers.ts';
import type { Career } from './career.ts';
import type { MonthRow } from './month-rows.ts';
import { monthRows } from './month-rows.ts';

/** Kinds of the two authorities. */
export const rsKinds: readonly string[] = ['110', '210', '410'];
export const ybKinds: readonly string[] = ['310', '390', '510'];

export interface PersonRecord {
  readonly person: StandInPerson;
  readonly career: Career;
  readonly rows: readonly MonthRow[];
}

export type Lookup = { readonly ok: true; readonly record: PersonRecord } | { readonly ok: false; readonly code: 'E-201' | 'E-202' | 'E-203' };

/** Names are compared without blanks at the ends, without case, and with any of the dots in use as separator. */
export function comparableName(name: string): string {
  return name.trim().replace(/\s+/g, ' ').replace(/[・•‧∙⋅.]/g, '·').toUpperCase();
}

/** The person of a request by number (AAC002) and name (AAC003). */
export function findPerson(city: StandInCity, request: StandInRequest): StandInPerson | undefined {
  const { aac002, aac003 } = request.body;
  if (typeof aac002 !== 'string' || typeof aac003 !== 'string') return undefined;
  const number = aac002.trim().toUpperCase();
  return city.people.find((one) => one.credentialNo === number && comparableName(one.name) === comparableName(aac003));
}

/** Finds a person and derives the rows of this department. */
export function lookUp(city: StandInCity, request: StandInRequest, kinds: readonly string[]): Lookup {
  const person = findPerson(city, request);
  if (!person) return { ok: false, code: 'E-201' };
  if (deceasedPeople.has(person.id)) return { ok: false, code: 'E-202' };
  const career = Object.hasOwn(careers, person.id) ? careers[person.id] : undefined;
  const rows = career ? monthRows(career, city.today()).filter((row) => kinds.includes(row.kind)) : [];
  return career && rows.length > 0 ? { ok: true, record: { person, career, rows } } : { ok: false, code: 'E-203' };
}

/** Words of the refusals. */
export const refusalWords = { 'E-201': '未查到该人员', 'E-202': '该人员已登记死亡', 'E-203': '无参保记录' } as const;

/** The departments answer from last night's copy: data date is the day before. */
export function dataDate(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
