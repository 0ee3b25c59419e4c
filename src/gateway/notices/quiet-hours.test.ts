import { describe, expect, test } from '@jest/globals';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import { notBefore } from './quiet-hours.ts';

const night = { from: '22:00', to: '08:00' };
const held = (clock: string, hours = night) => shanghaiTime(notBefore(new Date(`2026-11-24T${clock}+08:00`), hours)).slice(0, 16);

describe('quiet hours', () => {
  test.each([['22:00:00', '2026-11-25T08:00'], ['23:59:59', '2026-11-25T08:00'], ['00:00:00', '2026-11-24T08:00'], ['07:59:59', '2026-11-24T08:00']])('%s is held until %s', (clock, until) => {
    expect(held(clock)).toBe(until);
  });
  test.each(['08:00:00', '12:30:00', '21:59:59'])('%s is not held', (clock) => {
    expect(held(clock)).toBe(`2026-11-24T${clock.slice(0, 5)}`);
  });
  test('hours within one day are held on that day', () => {
    expect(held('13:10:00', { from: '12:00', to: '14:00' })).toBe('2026-11-24T14:00');
    expect(held('14:00:00', { from: '12:00', to: '14:00' })).toBe('2026-11-24T14:00');
  });
  test('equal ends mean that nothing is quiet', () => {
    expect(held('03:00:00', { from: '00:00', to: '00:00' })).toBe('2026-11-24T03:00');
  });
});
