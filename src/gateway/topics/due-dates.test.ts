import { describe, expect, test } from '@jest/globals';
import { stageOf } from './due-dates.ts';

const at = (today: string) => stageOf(today, '2026-12-31', [30, 7, 1]);

describe('which reminder stands', () => {
  test.each([['2026-11-30', null], ['2027-01-01', null], ['2026-12-01', 30], ['2026-12-23', 30], ['2026-12-24', 7], ['2026-12-29', 7], ['2026-12-30', 1], ['2026-12-31', 1]])('on %s: %s', (today, stage) => {
    expect(at(today)).toBe(stage);
  });
});
