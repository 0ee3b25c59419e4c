import { describe, expect, test } from '@jest/globals';
import { ageOn, birthDateOf, checkCredential } from './credentials.ts';

const today = '2026-11-22';

describe('credential numbers', () => {
  test('a resident number with a wrong check digit is refused and says which one fits', () => {
    expect(checkCredential('residentId', '110105194912310021', today)).toEqual({ ok: false, rule: 'checkDigit', expectedCheckDigit: 'X' });
  });
  test('a resident number born on a day that does not exist is refused', () => {
    expect(checkCredential('residentId', '11010519490230002X', today)).toEqual({ ok: false, rule: 'birthDate' });
  });
  test('a resident number born tomorrow is refused', () => {
    expect(checkCredential('residentId', '110105202611230021', today)).toMatchObject({ ok: false, rule: 'birthDate' });
  });
  test('a residence permit is not taken as a resident number', () => {
    expect(checkCredential('residentId', '810000199408230021', today)).toEqual({ ok: false, rule: 'prefix' });
  });
  test.each([
    ['residentId', '11010519491231002X'],
    ['residentId', '11010519491231002x'],
    ['residentId', '440524188001010014'],
  ] as const)('%s %s passes the check rule of GB 11643', (type, no) => {
    expect(checkCredential(type, no, today).ok).toBe(true);
  });
  test.each([
    ['hkMacaoTaiwanResidencePermit', '810000199408230021'],
    ['hkMacaoTaiwanResidencePermit', '830000199201300022'],
    ['hkMacaoPermit', 'H12345678'],
    ['hkMacaoPermit', 'M1234567801'],
    ['taiwanPermit', '12345678'],
    ['foreignPermanentResident', 'USA123456789012'],
    ['passport', 'E12345678'],
  ] as const)('%s %s is accepted', (type, no) => {
    expect(checkCredential(type, no, today)).toEqual({ ok: true, normalized: no });
  });
  test('full-width digits and blanks are normalised before the check', () => {
    expect(checkCredential('residentId', ' １１０１０５ 19491231 002x ', today)).toEqual({ ok: true, normalized: '11010519491231002X' });
  });
  test('age changes on the birthday, not before', () => {
    expect(birthDateOf('residentId', '11010519491231002X')).toBe('1949-12-31');
    expect(ageOn('2012-11-23', today)).toBe(13);
    expect(ageOn('2012-11-22', today)).toBe(14);
  });
});
