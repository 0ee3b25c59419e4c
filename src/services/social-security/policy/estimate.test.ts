import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { divisorTwelfths, estimate } from './estimate.ts';
import type { Standing } from './estimate.ts';
import { flexibleTiers } from './flexible.ts';
import { roundedQuotient } from './money.ts';
import { divisorTables } from './national.ts';
import { province } from './province.ts';

const divisors = divisorTables[0]!;
const year = province.years.find((one) => one.year === 2026)!;
const standing: Standing = { birthMonth: '1970-03', thisMonth: '2026-11', paidMonths: 300, balanceFen: 12_000_000, index: 10_000 };
const of = (more: Partial<Standing>, month = '2031-04', keep = true) => estimate({ ...standing, ...more }, month, keep, year, province, divisors);

const someone = fc.record({ paidMonths: fc.integer({ min: 0, max: 700 }), balanceFen: fc.integer({ min: 0, max: 1_000_000_000 }), index: fc.integer({ min: 6000, max: 30_000 }) });
const month = fc.integer({ min: 0, max: 160 }).map((after) => `${2027 + Math.floor(after / 12)}-${String((after % 12) + 1).padStart(2, '0')}`);

describe('a quotient of money', () => {
  test('that cannot be exact is refused, not nearly right', () => {
    for (const [a, b] of [[2 ** 53, 3], [1.5, 2], [-1, 2], [1, 0], [Number.NaN, 1]] as const) expect(() => roundedQuotient(a, b)).toThrow('not an exact quotient');
  });
  test('is rounded half up to whole fen', () => {
    expect([roundedQuotient(7, 2), roundedQuotient(10, 3), roundedQuotient(11, 3), roundedQuotient(0, 9)]).toEqual([4, 3, 4, 0]);
  });
});

describe('the divisor', () => {
  test.each([[40, 233], [49, 199], [50, 195], [55, 170], [58, 152], [60, 139], [61, 132], [63, 117], [65, 101], [70, 56]])('at %i years is %i', (age, months) => {
    expect(divisorTwelfths(divisors, age * 12, 'linear')).toBe(months * 12);
    expect(divisorTwelfths(divisors, age * 12, 'floor')).toBe(months * 12);
  });
  test('between two years lies on their line, or keeps the younger year where the province does not interpolate', () => {
    expect(divisorTwelfths(divisors, 60 * 12 + 3, 'linear') / 12).toBe(137.25);
    expect(divisorTwelfths(divisors, 60 * 12 + 3, 'floor') / 12).toBe(139);
  });
  test('beyond the table is that of its end', () => {
    expect([divisorTwelfths(divisors, 71 * 12 + 5, 'linear'), divisorTwelfths(divisors, 39 * 12, 'linear')]).toEqual([56 * 12, 233 * 12]);
  });
  test('never rises with age', () => {
    fc.assert(fc.property(fc.integer({ min: 480, max: 900 }), (age) => {
      expect(divisorTwelfths(divisors, age + 1, 'linear')).toBeLessThanOrEqual(divisorTwelfths(divisors, age, 'linear'));
    }));
  });
});

describe('the estimate', () => {
  test('of a worked example is, by hand, 8012 × (1 + 1) ÷ 2 × 25 × 1 % and 120000 ÷ 133.16…', () => {
    // Stopped now: 300 months are 25 years. 61 years and 1 month at 2031-04: 132 - 7 ÷ 12 = 131.41666…
    const { basicFen, accountFen, totalFen, months, balanceFen } = of({}, '2031-04', false);
    expect({ basicFen, months, balanceFen }).toEqual({ basicFen: 200_300, months: 300, balanceFen: 12_000_000 });
    expect(accountFen).toBe(Math.round(12_000_000 / (132 - 7 / 12)));
    expect(totalFen).toBe(basicFen + accountFen);
  });
  test('of somebody who goes on paying adds 8 % of the base each month', () => {
    const { months, balanceFen } = of({});
    expect(months).toBe(300 + 53);
    expect(balanceFen).toBe(12_000_000 + 53 * 61_272);
  });
  test('of nobody with nothing is nothing', () => {
    expect(of({ paidMonths: 0, balanceFen: 0 }, '2026-11').totalFen).toBe(0);
  });
  test('is exactly the sum of its parts, for everybody', () => {
    fc.assert(fc.property(someone, month, fc.boolean(), (who, when, keep) => {
      const { basicFen, accountFen, totalFen } = of(who, when, keep);
      expect(totalFen).toBe(basicFen + accountFen);
      expect([basicFen, accountFen].every((one) => Number.isSafeInteger(one) && one >= 0)).toBe(true);
    }));
  });
  test('never falls with more months, a higher base or a larger balance', () => {
    fc.assert(fc.property(someone, month, fc.boolean(), fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 5000 }), (who, when, keep, more, higher) => {
      const { totalFen } = of(who, when, keep);
      expect(of({ ...who, paidMonths: who.paidMonths + more }, when, keep).totalFen).toBeGreaterThanOrEqual(totalFen);
      expect(of({ ...who, index: who.index + higher }, when, keep).totalFen).toBeGreaterThanOrEqual(totalFen);
      expect(of({ ...who, balanceFen: who.balanceFen + higher * 100 }, when, keep).totalFen).toBeGreaterThanOrEqual(totalFen);
    }));
  });
  test('never falls when one goes on paying, or goes later and goes on paying', () => {
    fc.assert(fc.property(someone, month, month, (who, one, other) => {
      const [early, late] = [one, other].sort() as [string, string];
      expect(of(who, early, true).totalFen).toBeGreaterThanOrEqual(of(who, early, false).totalFen);
      expect(of(who, late, true).totalFen).toBeGreaterThanOrEqual(of(who, early, true).totalFen);
    }));
  });
});

describe('the tables of the province', () => {
  test('say where they come from and do not overlap', () => {
    for (const [at, one] of province.years.entries()) {
      expect(one).toMatchObject({ region: province.region, source: '示例', effectiveFrom: `${one.year}-01-01`, effectiveTo: `${one.year}-12-31` });
      expect(one.effectiveFrom > (province.years[at - 1]?.effectiveTo ?? '')).toBe(true);
    }
  });
  test('give levels within the bounds, each with parts that add up to the payment', () => {
    for (const one of province.years) {
      const tiers = flexibleTiers(one);
      expect(tiers.map((tier) => tier.permille)).toEqual([...one.tiers].sort((a, b) => a - b));
      for (const tier of tiers) {
        expect(tier.permille >= one.baseFrom && tier.permille <= one.baseTo).toBe(true);
        expect(tier.pooledFen + tier.accountFen).toBe(tier.monthlyFen);
      }
    }
  });
  test('of 2026 at 60 % are, by hand, 4595.40 × 12 % and × 8 %', () => {
    expect(flexibleTiers(year)[0]).toEqual({ permille: 600, baseFen: 459_540, pooledFen: 55_145, accountFen: 36_763, monthlyFen: 91_908 });
  });
});
