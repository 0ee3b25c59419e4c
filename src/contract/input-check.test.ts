import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { fieldProblems } from './input-check.ts';

const schema = v.strictObject({
  words: v.pipe(v.string(), v.minLength(2), v.maxLength(4)),
  page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  kind: v.optional(v.picklist(['a', 'b'])),
});

describe('what is wrong with an input', () => {
  test.each([
    [{}, [{ field: 'words', rule: 'required' }]],
    [{ words: 5 }, [{ field: 'words', rule: 'type' }]],
    [{ words: 'a' }, [{ field: 'words', rule: 'tooShort', params: { requirement: 2 } }]],
    [{ words: 'abcde' }, [{ field: 'words', rule: 'tooLong', params: { requirement: 4 } }]],
    [{ words: 'abc', page: 0 }, [{ field: 'page', rule: 'tooSmall', params: { requirement: 1 } }]],
    [{ words: 'abc', kind: 'c' }, [{ field: 'kind', rule: 'choice' }]],
    [{ words: 'abc', more: 1 }, [{ field: '', rule: 'unknown' }]],
    [null, [{ field: '', rule: 'required' }]],
  ])('%j is named with its field and rule', (input, expected) => {
    expect(fieldProblems(schema, input)).toMatchObject(expected);
  });
  test('a right input has nothing wrong', () => {
    expect(fieldProblems(schema, { words: 'abc', page: 3, kind: 'b' })).toEqual([]);
  });
  test('the value that was typed is never repeated', () => {
    expect(JSON.stringify(fieldProblems(schema, { words: 'secret-number' }))).not.toContain('secret');
  });
});
