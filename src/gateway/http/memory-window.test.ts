import { expect, test } from '@jest/globals';
import { MemoryWindow } from './memory-window.ts';

test('one call more than allowed waits until the window ends, then the count begins anew', () => {
  const window = new MemoryWindow(2, 60);
  expect([window.take('a', 1000), window.take('a', 2000)]).toEqual([0, 0]);
  expect(window.take('a', 3000)).toBe(58_000);
  expect(window.take('a', 60_999)).toBe(1);
  expect([window.take('a', 61_000), window.take('a', 61_000), window.take('a', 61_000)]).toEqual([0, 0, 60_000]);
});

test('keys do not share a window', () => {
  const window = new MemoryWindow(1, 60);
  expect([window.take('a', 0), window.take('b', 0)]).toEqual([0, 0]);
  expect([window.take('a', 1), window.take('b', 1)]).toEqual([59_999, 59_999]);
});

test('a key that stays away takes no memory', () => {
  const window = new MemoryWindow(1, 60);
  for (let at = 0; at < 1000; at += 1) window.take(`key ${at}`, at);
  window.take('late', 200_000);
  expect(window.size).toBe(1);
});
