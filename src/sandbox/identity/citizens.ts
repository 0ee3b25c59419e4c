import { createHash } from 'node:crypto';
import type { CityPerson } from '../person.ts';

export type Level = 1 | 2 | 3;

/** What the identity system tells about a person; the same members in both dialects. */
export interface IdentityClaims {
  readonly sub: string;
  readonly name: string | null;
  readonly credential_type: string;
  readonly credential_no: string;
  readonly level: number | string;
}

/** Stable opaque id of a person in the identity system: not the demo id, not the number. */
export function subjectOf(person: CityPerson): string {
  return createHash('sha256').update(`sandbox-identity|${person.id}`).digest('hex').slice(0, 32);
}

/** @param odd gives values nobody documented, for the fault of that name */
export function claimsOf(person: CityPerson, level: Level, odd: boolean): IdentityClaims {
  return {
    sub: subjectOf(person),
    name: odd ? null : person.name,
    credential_type: person.credentialType,
    credential_no: person.credentialNo,
    level: odd ? 'gold' : level,
  };
}

/** Demo people who have an account here; the others go to the hall. */
export function citizens(people: readonly CityPerson[]): readonly CityPerson[] {
  return people.filter((person) => person.unifiedIdentity !== false);
}

/** What was pressed on the sign-in page. */
export type SignIn =
  | { readonly kind: 'person'; readonly person: CityPerson; readonly level: Level }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unknown'; readonly typed: string };

/** Reads the sign-in form: a chosen demo person, or a typed name or number of one. */
export function readSignIn(people: readonly CityPerson[], form: Readonly<Record<string, string>>): SignIn {
  if (form.cancel !== undefined) return { kind: 'cancelled' };
  const typed = (form.who ?? '').trim();
  const known = citizens(people);
  const person =
    known.find((candidate) => candidate.id === form.personId) ??
    known.find((candidate) => typed !== '' && (candidate.name === typed || candidate.credentialNo === typed.toUpperCase()));
  if (!person) return { kind: 'unknown', typed };
  const chosen = Number(form.level);
  return { kind: 'person', person, level: chosen === 1 || chosen === 2 || chosen === 3 ? chosen : person.identityLevel };
}
