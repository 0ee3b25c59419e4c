import { checkCredential, credentialTypes } from '../../../contract/credentials.ts';
import type { CredentialType } from '../../../contract/credentials.ts';
import type { UnifiedPerson } from './dialect.ts';

// Codes of the public-security table that identity systems send; another city's differ and belong in this list.
const codes: Readonly<Record<string, CredentialType>> = {
  '111': 'residentId',
  '414': 'passport',
  '511': 'taiwanPermit',
  '516': 'hkMacaoPermit',
  '553': 'foreignPermanentResident',
  '554': 'hkMacaoTaiwanResidencePermit',
};

function credentialType(value: unknown): CredentialType | null {
  return credentialTypes.find((type) => type === value) ?? codes[String(value)] ?? null;
}

/** `2`, `"2"` or `level:2`, or one of the city's own words for the highest. */
function levelOf(value: unknown, high: readonly string[]): 1 | 2 | 3 | null {
  if (high.includes(String(value))) return 3;
  const digit = /^(?:level:)?([123])$/.exec(String(value))?.[1];
  return digit === undefined ? null : (Number(digit) as 1 | 2 | 3);
}

/**
 * Reads name, credential and level from claims or from a decrypted user record.
 * @param acr strength of this sign-in; the lower of it and `level` counts, for an account of high level may have signed in weakly
 * @param today local date `yyyy-MM-dd`
 * @param high further values that mean level 3
 * @returns null when something is missing or breaks its rule: then nothing is proven
 */
export function readUnifiedPerson(fields: Readonly<Record<string, unknown>>, acr: unknown, today: string, high: readonly string[] = []): UnifiedPerson | null {
  const type = credentialType(fields.credential_type ?? fields.credentialType);
  const no = fields.credential_no ?? fields.credentialNo;
  const { name, sub } = fields;
  const level = levelOf(fields.level, high);
  const strength = acr === undefined ? level : levelOf(acr, high);
  if (!type || typeof no !== 'string' || typeof name !== 'string' || name.trim() === '' || !level || !strength) return null;
  const checked = checkCredential(type, no, today);
  if (!checked.ok) return null;
  return {
    subject: typeof sub === 'string' && sub !== '' ? sub : null,
    name: name.trim(),
    credentialType: type,
    credentialNo: checked.normalized,
    level: Math.min(level, strength) as 1 | 2 | 3,
  };
}
