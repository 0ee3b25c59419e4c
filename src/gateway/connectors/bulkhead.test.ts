import { describe, expect, test } from '@jest/globals';
import { Bulkhead } from './bulkhead.ts';

const patient = () => new AbortController().signal;

describe('bulkhead', () => {
  test('refuses at once when places and queue are taken', async () => {
    const bulkhead = new Bulkhead(1, 1);
    await bulkhead.enter(patient());
    void bulkhead.enter(patient());
    expect(await bulkhead.enter(patient())).toBe('full');
  });
  test('who waits too long leaves the queue and keeps nobody out', async () => {
    const bulkhead = new Bulkhead(1, 1);
    const leave = await bulkhead.enter(patient());
    const stop = new AbortController();
    const late = bulkhead.enter(stop.signal);
    stop.abort();
    expect(await late).toBe('tooLate');
    expect(bulkhead.waiting).toBe(0);
    const next = bulkhead.enter(patient());
    if (typeof leave === 'function') leave();
    expect(typeof (await next)).toBe('function');
  });
  test('places are given in the order of asking', async () => {
    const bulkhead = new Bulkhead(1, 5);
    const order: number[] = [];
    const first = await bulkhead.enter(patient());
    const others = [1, 2, 3].map(async (n) => {
      const leave = await bulkhead.enter(patient());
      order.push(n);
      if (typeof leave === 'function') leave();
    });
    if (typeof first === 'function') first();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });
});
