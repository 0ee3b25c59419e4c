import { ageOn, birthDateOf, checkCredential } from '../../../contract/credentials.ts';
import type { CredentialType } from '../../../contract/credentials.ts';
import type { PersonIdentifiers } from '../../../contract/department.ts';
import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';

/** Below this age a guardian has to come (个人信息保护法 art. 31). */
export const guardianAge = 14;

/** Checks what was typed before anybody is asked: form, check digit, birth date, age. */
export function checkClaim(
  typed: { readonly name: string; readonly credentialType: CredentialType; readonly credentialNo: string },
  now: Date,
): { readonly ok: true; readonly identifiers: PersonIdentifiers } | Refusal {
  const today = shanghaiDate(now);
  const check = checkCredential(typed.credentialType, typed.credentialNo, today);
  if (!check.ok) {
    const params = check.expectedCheckDigit === undefined ? {} : { params: { expected: check.expectedCheckDigit } };
    return refuse('inputInvalid', { fields: [{ field: 'credentialNo', rule: check.rule, ...params }] });
  }
  const birth = birthDateOf(typed.credentialType, check.normalized);
  if (birth !== null && ageOn(birth, today) < guardianAge) return refuse('guardianRequired');
  return { ok: true, identifiers: { name: typed.name.trim(), credentialType: typed.credentialType, credentialNo: check.normalized } };
}
