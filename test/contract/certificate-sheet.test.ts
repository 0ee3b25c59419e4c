import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPeople } from '../../src/sandbox/people.ts';
import { careers } from '../../src/services/social-security/sandbox/careers.ts';
import { lookUp, rsKinds } from '../../src/services/social-security/sandbox/records.ts';
import { certificateFacts } from '../../src/services/social-security/sandbox/certificate/facts.ts';
import { newCertificateNo, newVerifyCode, plusMonths } from '../../src/services/social-security/sandbox/certificate/numbers.ts';
import { lettersWithout, newPage } from '../../src/services/social-security/sandbox/certificate/page.ts';

const folder = join(import.meta.dirname, '../../src/services/social-security/sandbox/certificate');
const today = '2026-11-15';
const city = { people: demoPeople, today: () => today, oddData: () => false };
const recordOf = (id: string) => {
  const { credentialNo, name } = demoPeople.find((one) => one.id === id)!;
  const found = lookUp(city, { service: '', query: {}, body: { aac002: credentialNo, aac003: name } }, rsKinds);
  if (!found.ok) throw new Error(found.code);
  return found.record;
};

describe('the sheet of a certificate', () => {
  test('has a letter for everything that any demo person, employer or note needs', () => {
    const words = demoPeople.map((one) => one.name).join('') + JSON.stringify(careers);
    const sources = readdirSync(folder).filter((one) => one.endsWith('.ts')).map((one) => readFileSync(join(folder, one), 'utf8')).join('');
    const han = [...new Set(words + sources)].filter((one) => /[\p{Script=Han}，。、；：（）《》]/u.test(one)).join('');
    const page = newPage({ title: 'x', author: 'x' }, new Date());
    expect(lettersWithout(page, han).both).toEqual([]);
    // The second font is there for a reason.
    expect(lettersWithout(page, demoPeople.map((one) => one.name).join('')).document.length).toBeGreaterThan(0);
  });
  test('counts the months of the same rows as the overview: the whole history adds up to the credited months', () => {
    for (const id of Object.keys(careers).filter((one) => one !== 'child')) {
      const facts = certificateFacts(recordOf(id), '0', today);
      const pension = facts.rows.reduce((sum, row) => sum + Number(row[1]), 0);
      expect([id, pension]).toEqual([id, facts.insurances.find((one) => one.name === '企业职工基本养老保险')?.months]);
    }
  });
  test('of twelve months has twelve rows, and the month on its way counts for nothing', () => {
    const facts = certificateFacts(recordOf('employee'), '12', today);
    expect([facts.rows.length, facts.rows[0]?.[0], facts.rows.at(-1)]).toEqual([12, '2025年11月', ['2026年10月', '', '', '', '13600.00', '示例市青禾软件有限公司']]);
  });
  test('of a retired person ends with retirement and not today', () => {
    expect(certificateFacts(recordOf('retired'), '36', today)).toMatchObject({ from: '2016年9月', to: '2019年8月' });
  });
});

describe('numbers', () => {
  test('a code has 12 letters of which none is misread, a number 18 digits', () => {
    for (let round = 0; round < 200; round += 1) expect([newVerifyCode(), newCertificateNo(today)]).toEqual([expect.stringMatching(/^[2-9A-HJ-NP-Z]{12}$/), expect.stringMatching(/^3300002026\d{8}$/)]);
  });
  test.each([['2026-11-15', '2027-02-15'], ['2026-11-30', '2027-02-28'], ['2027-11-30', '2028-02-29'], ['2026-01-31', '2026-04-30'], ['2026-10-01', '2027-01-01']])('three months after %s is %s', (from, to) => {
    expect(plusMonths(from, 3)).toBe(to);
  });
});
