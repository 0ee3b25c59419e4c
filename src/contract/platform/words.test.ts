import { describe, expect, test } from '@jest/globals';
import { eachField } from '../field-class.ts';
import { platformOperations } from './index.ts';
import { platformPurposes } from './purposes.ts';

/** ASCII punctuation never stands in a Chinese sentence; times such as 9:00 are no words. */
const half = (text: string) => /\p{Script=Han}/u.test(text) && /[,;:?()!]/.test(text.replace(/\d:\d/g, ''));

describe('words of the platform that a citizen reads', () => {
  test('summaries and names of fields use full-width punctuation', () => {
    const words: string[] = [];
    for (const operation of platformOperations) {
      words.push(operation.summary);
      for (const schema of [operation.input, operation.output]) {
        eachField(schema, (_path, facts) => words.push(facts?.label ?? ''));
      }
    }
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter(half)).toEqual([]);
  });
  test('statements of purposes use full-width punctuation', () => {
    expect(platformPurposes.flatMap((purpose) => Object.values(purpose).map(String)).filter(half)).toEqual([]);
  });
});
