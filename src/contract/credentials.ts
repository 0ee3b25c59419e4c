/**
 * Credential kinds of natural persons and their check rules.
 * GB 11643 for the 18-digit numbers (ISO 7064 MOD 11-2); the permits follow the patterns printed on the cards.
 */

/** Every credential kind the platform accepts. Connectors map it to the codes of their own system. */
export const credentialTypes = [
  'residentId',
  'hkMacaoPermit',
  'taiwanPermit',
  'hkMacaoTaiwanResidencePermit',
  'foreignPermanentResident',
  'passport',
] as const;

export type CredentialType = (typeof credentialTypes)[number];

/** Country or region that issued the credential: part of the person key, so that equal numbers never meet. */
export const issuingCountry: Record<CredentialType, string> = {
  residentId: 'CN',
  hkMacaoPermit: 'CN',
  taiwanPermit: 'CN',
  hkMacaoTaiwanResidencePermit: 'CN',
  foreignPermanentResident: 'CN',
  passport: 'XX',
};

/** Why a number is refused; each has its text in the dictionaries under `credential.<rule>`. */
export type CredentialRule = 'length' | 'characters' | 'checkDigit' | 'birthDate' | 'prefix';

export type CredentialCheck =
  | { ok: true; normalized: string }
  | { ok: false; rule: CredentialRule; expectedCheckDigit?: string };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** Full-width to half-width, blanks and hyphens removed, upper case. */
export function normalizeCredentialNo(value: string): string {
  return value
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '')
    .toUpperCase();
}

/** Check digit of the first 17 digits by ISO 7064 MOD 11-2. */
export function residentIdCheckDigit(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(first17[i]) * (weights[i] ?? 0);
  return checkDigits[sum % 11] ?? '';
}

function isRealDate(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6, 8));
  if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= last;
}

function check18(no: string, today: string): CredentialCheck {
  if (no.length !== 18) return { ok: false, rule: 'length' };
  if (!/^\d{17}[\dX]$/.test(no)) return { ok: false, rule: 'characters' };
  const birth = no.slice(6, 14);
  if (!isRealDate(birth) || birth > today.replace(/-/g, '')) return { ok: false, rule: 'birthDate' };
  const expected = residentIdCheckDigit(no);
  if (no[17] !== expected) return { ok: false, rule: 'checkDigit', expectedCheckDigit: expected };
  return { ok: true, normalized: no };
}

function matched(no: string, pattern: RegExp, lengths: readonly number[]): CredentialCheck {
  if (!lengths.includes(no.length)) return { ok: false, rule: 'length' };
  return pattern.test(no) ? { ok: true, normalized: no } : { ok: false, rule: 'characters' };
}

/**
 * Checks a credential number as typed.
 * @param today local date `yyyy-MM-dd` (Asia/Shanghai): a birth date after it is refused
 * @returns the normalised number, or the rule it breaks
 */
export function checkCredential(type: CredentialType, value: string, today: string): CredentialCheck {
  const no = normalizeCredentialNo(value);
  switch (type) {
    case 'residentId': {
      const result = check18(no, today);
      // Retired division codes stay in circulation, so only the residence-permit and permanent-residence prefixes are told apart.
      if (result.ok && /^(81|82|83|9)/.test(no)) return { ok: false, rule: 'prefix' };
      return result;
    }
    case 'hkMacaoTaiwanResidencePermit': {
      const result = check18(no, today);
      if (result.ok && !/^8[123]0000/.test(no)) return { ok: false, rule: 'prefix' };
      return result;
    }
    case 'foreignPermanentResident': {
      if (no.length === 15) return matched(no, /^[A-Z]{3}\d{12}$/, [15]);
      const result = check18(no, today);
      if (result.ok && !no.startsWith('9')) return { ok: false, rule: 'prefix' };
      return result;
    }
    case 'hkMacaoPermit':
      return matched(no, /^[HM]\d{8}(\d{2})?$/, [9, 11]);
    case 'taiwanPermit':
      return matched(no, /^(\d{8}|\d{9}[A-Z0-9]|\d{10}[A-Z0-9]?)$/, [8, 10, 11]);
    case 'passport':
      return matched(no, /^[A-Z0-9]{5,17}$/, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  }
}

/**
 * Birth date `yyyy-MM-dd` where the number carries one, otherwise null.
 * A 15-character permanent-residence number carries none that can be relied on.
 */
export function birthDateOf(type: CredentialType, no: string): string | null {
  const has = type === 'residentId' || type === 'hkMacaoTaiwanResidencePermit' || type === 'foreignPermanentResident';
  if (!has || no.length !== 18) return null;
  return `${no.slice(6, 10)}-${no.slice(10, 12)}-${no.slice(12, 14)}`;
}

/** Whole years on the local date; `birth` and `today` are `yyyy-MM-dd`. */
export function ageOn(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}
