import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { heldOn } from './dated.ts';
import { monthIndex, monthText } from './months.ts';
import { divisorTables, minimumTables, retirementGroups, retirementRules } from './national.ts';
import { delayMonths, minimumFor, minimumMonths, retirementOf } from './retirement.ts';

const rule = retirementRules[0]!;
const minimums = minimumTables[0]!;
const group = fc.constantFrom(...retirementGroups);
const birth = fc.integer({ min: monthIndex('1930-01'), max: monthIndex('2030-12') });

/** Published examples: birth, group, month of retirement, delay. Written by hand, not taken from the code. */
const vectors = [
  ['1963-12', 'M60', '2023-12', 0], ['1964-12', 'M60', '2024-12', 0], ['1965-01', 'M60', '2025-02', 1], ['1965-04', 'M60', '2025-05', 1],
  ['1965-05', 'M60', '2025-07', 2], ['1965-12', 'M60', '2026-03', 3], ['1976-08', 'M60', '2039-07', 35], ['1976-09', 'M60', '2039-09', 36],
  ['1995-12', 'M60', '2058-12', 36], ['1971-04', 'F55', '2026-08', 4], ['1981-09', 'F55', '2039-09', 36], ['1975-01', 'F50', '2025-02', 1],
  ['1975-03', 'F50', '2025-05', 2], ['1984-10', 'F50', '2039-09', 59], ['1984-11', 'F50', '2039-11', 60], ['1995-12', 'F50', '2050-12', 60],
] as const;

describe('a table', () => {
  test('that does not hold yet, or no longer, is not used', () => {
    expect(heldOn(retirementRules, '2024-12-31')).toBeUndefined();
    expect(heldOn([{ ...rule, effectiveTo: '2026-06-30' }], '2026-07-01')).toBeUndefined();
    expect(heldOn(retirementRules, '2025-01-01')).toBe(rule);
  });
  test.each([...retirementRules, ...minimumTables, ...divisorTables].map((one) => [one.source, one] as const))('%s names its region, source and first day', (_source, one) => {
    expect(one).toMatchObject({ region: expect.stringMatching(/\p{Script=Han}/u), source: expect.stringMatching(/\p{Script=Han}{4}/u), effectiveFrom: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
  });
});

describe('the statutory month', () => {
  test.each(vectors)('of somebody born %s, group %s, is %s, delayed by %i', (month, of, retires, delay) => {
    expect(retirementOf(rule, of, month)).toMatchObject({ statutoryMonth: retires, delayMonths: delay });
  });

  test('does not move back as the month of birth goes on, at every month of a century', () => {
    for (const of of retirementGroups) {
      for (let at = monthIndex('1930-02'); at <= monthIndex('2030-12'); at += 1) {
        const [before, here] = [delayMonths(rule, of, at - 1), delayMonths(rule, of, at)];
        expect([of, monthText(at), here >= before && here - before <= 1]).toEqual([of, monthText(at), true]);
      }
    }
  });

  test('delay steps exactly at the boundary months: the first of each group, every step after it, and the last before the cap', () => {
    for (const of of retirementGroups) {
      const { anchor, step, cap } = rule.groups[of];
      const first = monthIndex(anchor);
      expect(delayMonths(rule, of, first - 1)).toBe(0);
      for (let delay = 1; delay <= cap; delay += 1) {
        const begins = first + (delay - 1) * step;
        expect([delayMonths(rule, of, begins - 1), delayMonths(rule, of, begins), delayMonths(rule, of, begins + step - 1)]).toEqual([delay - 1, delay, delay]);
      }
      expect(delayMonths(rule, of, first + cap * step)).toBe(cap);
    }
  });

  test('is never delayed by more than the cap and never comes before the old age', () => {
    fc.assert(fc.property(group, birth, (of, at) => {
      const { delayMonths: delay, statutoryMonth, oldAgeMonth } = retirementOf(rule, of, monthText(at));
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThanOrEqual(rule.groups[of].cap);
      expect(monthIndex(statutoryMonth) - monthIndex(oldAgeMonth)).toBe(delay);
    }));
  });
});

describe('the months one may choose', () => {
  test('do not exist for those who reached the age before the rule began', () => {
    expect(retirementOf(rule, 'M60', '1964-12').window).toBeNull();
    expect(retirementOf(rule, 'M60', '1965-01').window).toEqual({ earliestMonth: '2025-01', latestMonth: '2028-02' });
  });
  test('reach three years before the statutory month, but never below the old age', () => {
    expect(retirementOf(rule, 'M60', '1965-12').window?.earliestMonth).toBe('2025-12');
    expect(retirementOf(rule, 'F50', '1990-06').window).toEqual({ earliestMonth: '2042-06', latestMonth: '2048-06' });
  });
  test('hold the statutory month, and stay within three years of it', () => {
    fc.assert(fc.property(group, birth, (of, at) => {
      const { window, statutoryMonth, oldAgeMonth } = retirementOf(rule, of, monthText(at));
      if (!window) return;
      expect(window.earliestMonth <= statutoryMonth && statutoryMonth <= window.latestMonth).toBe(true);
      expect(window.earliestMonth >= oldAgeMonth).toBe(true);
      expect(monthIndex(statutoryMonth) - monthIndex(window.earliestMonth)).toBeLessThanOrEqual(36);
      expect(monthIndex(window.latestMonth) - monthIndex(statutoryMonth)).toBe(36);
    }));
  });
});

describe('the least months of contributions', () => {
  test.each([[2025, 180], [2029, 180], [2030, 186], [2031, 192], [2032, 198], [2035, 216], [2038, 234], [2039, 240], [2060, 240]])('in %i are %i', (year, months) => {
    expect(minimumMonths(minimums, year)).toBe(months);
  });
  test('are those of the chosen year for an early choice, and of the statutory year for a late one', () => {
    expect(minimumFor(minimums, '2032-05', '2035-05')).toBe(198);
    expect(minimumFor(minimums, '2038-05', '2035-05')).toBe(216);
  });
});
