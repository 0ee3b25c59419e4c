import { describe, expect, test } from '@jest/globals';
import { createFaults } from './faults.ts';

describe('the fault registry', () => {
  test('says no while nothing is ordered', () => {
    expect(createFaults().active('weixin', 'busy')).toBeNull();
  });

  test('an order hits its own target and fault only', () => {
    const faults = createFaults();
    faults.set({ target: 'departments/hrss', fault: 'slow', ms: 50 });
    expect(faults.active('departments/hrss', 'busy')).toBeNull();
    expect(faults.active('departments/nhsa', 'slow')).toBeNull();
    expect(faults.active('departments/hrss', 'slow')).toEqual({ target: 'departments/hrss', fault: 'slow', ms: 50, hits: 1 });
  });

  test('an order for departments hits every department', () => {
    const faults = createFaults();
    faults.set({ target: 'departments', fault: 'hang' });
    expect(faults.active('departments/hrss', 'hang')).not.toBeNull();
    expect(faults.active('departments/nhsa', 'hang')).not.toBeNull();
    expect(faults.active('weixin', 'hang')).toBeNull();
  });

  test('an order with a count ends by itself', () => {
    const faults = createFaults();
    faults.set({ target: 'alipay', fault: 'busy', times: 2 });
    const asked = [1, 2, 3].map(() => faults.active('alipay', 'busy') !== null);
    expect(asked).toEqual([true, true, false]);
    expect(faults.list()).toEqual([]);
  });

  test('the same order twice is one order', () => {
    const faults = createFaults();
    faults.set({ target: 'alipay', fault: 'slow', ms: 1 });
    faults.set({ target: 'alipay', fault: 'slow', ms: 2 });
    expect(faults.list()).toEqual([{ target: 'alipay', fault: 'slow', ms: 2, hits: 0 }]);
  });

  test('a rate hits some requests, and the same ones for the same seed', () => {
    const run = (seed: number): string => {
      const faults = createFaults(seed);
      faults.set({ target: 'weixin', fault: 'drop', rate: 0.5 });
      return Array.from({ length: 40 }, () => (faults.active('weixin', 'drop') ? 'x' : '.')).join('');
    };
    expect(run(7)).toBe(run(7));
    expect(run(7)).not.toBe(run(8));
    expect(run(7)).toMatch(/x/);
    expect(run(7)).toMatch(/\./);
  });

  test('clearing one target leaves the others', () => {
    const faults = createFaults();
    faults.set({ target: 'weixin', fault: 'slow' });
    faults.set({ target: 'alipay', fault: 'slow' });
    expect(faults.clear('weixin')).toBe(1);
    expect(faults.list().map((order) => order.target)).toEqual(['alipay']);
    expect(faults.clear()).toBe(1);
  });
});
