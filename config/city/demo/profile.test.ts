import { expect, test } from '@jest/globals';
import { profile } from './profile.ts';

const words = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(words) : [];

test('Chinese sentences of the demo city use full-width punctuation; opening hours keep their colons', () => {
  const half = words(profile).filter((text) => /\p{Script=Han}/u.test(text) && /[,;:?()!]/.test(text.replace(/\d:\d/g, '')));
  expect(half).toEqual([]);
});
