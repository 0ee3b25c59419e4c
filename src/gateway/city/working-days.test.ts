import { describe, expect, test } from '@jest/globals';
import { calendar } from './calendar.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

describe('working days', () => {
  test.each(['2026-11-21', '2026-11-22', '2026-10-05', '2026-02-23', '2027-01-01', '2027-05-02'])('%s is none', (date) => {
    expect(isWorkingDay(date)).toBe(false);
  });
  test.each(['2026-11-23', '2026-10-10', '2026-02-14', '2026-09-20', '2027-01-04'])('%s is one', (date) => {
    expect(isWorkingDay(date)).toBe(true);
  });
  test.each([
    ['2026-11-25', 5, '2026-12-02'],
    // Counted from the day after, over the National Day holiday and with the Saturday that is worked instead.
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-21', 1, '2026-11-23'],
  ])('%s and %i working days is %s', (date, count, expected) => {
    expect(addWorkingDays(date, count)).toBe(expected);
  });
  test('a worked day is a weekend day, a holiday runs forward, and no day is both', () => {
    for (const { worked, off, year } of calendar) {
      for (const day of worked) {
        expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
        expect(off.some(([from, to]) => day >= from && day <= to)).toBe(false);
      }
      for (const [from, to] of off) expect([from <= to, Number(from.slice(0, 4)), Number(to.slice(0, 4))]).toEqual([true, year, year]);
    }
  });
});
