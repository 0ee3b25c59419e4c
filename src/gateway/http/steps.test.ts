import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import fc from 'fast-check';
import { classed } from '../../contract/field-class.ts';
import { memoryCounterWindow } from './counter.ts';
import { checkInput } from './input.ts';
import { addressKey, limitFactory } from './limits.ts';
import { compileMask } from './output.ts';
import { createPersonCache } from './person-cache.ts';
import type { Change, Changes } from './changes.ts';
import type { OpenedSession } from './session.ts';
import { readShape } from './shape.ts';
import { newTraceId } from './trace.ts';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const session = (sessionId: string, issuedAt = 1000) => ({ sessionId, issuedAt }) as OpenedSession;

describe('shape', () => {
  test.each([
    ['10^4 levels', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['33 levels', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['too many members', `{"a":[${Array(2001).fill(1).join(',')}]}`],
    ['a prototype key', '{"a":{"__proto__":1}}'],
    ['a prototype key in escapes', '{"\\u005f\\u005fproto__":1}'],
    ['a constructor key', '{"constructor":{"prototype":1}}'],
    ['a list', '[1]'],
    ['a text', '"a"'],
    ['nothing but null', 'null'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['NUL', '{"a":"\\u0000"}'],
    ['half a value', '{"a":'],
  ])('%s is malformed', (_what, text) => {
    expect(readShape(bytes(text))).toEqual({ ok: false, code: 'malformedRequest' });
  });
  test('invalid UTF-8 is malformed', () => {
    expect(readShape(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject({ code: 'malformedRequest' });
  });
  test('a byte order mark is malformed: nothing of ours sends one', () => {
    expect(readShape(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('{}')]))).toMatchObject({ code: 'malformedRequest' });
  });
  test('brackets inside a text are no levels', () => {
    expect(readShape(bytes(`{"a":"${'['.repeat(500)}\\"[["}`))).toMatchObject({ ok: true });
  });
  test('32 levels, an empty body and rare characters pass', () => {
    expect(readShape(bytes(`{"a":${'['.repeat(31)}${']'.repeat(31)}}`))).toMatchObject({ ok: true });
    expect(readShape(new Uint8Array(0))).toEqual({ ok: true, value: {} });
    expect(readShape(bytes('{"name":"𠮷野"}'))).toEqual({ ok: true, value: { name: '𠮷野' } });
  });
  test('no bytes whatever make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => { readShape(any); }));
  });
});

describe('counter window', () => {
  test('each counter passes once, in whatever order, within 256 of the highest', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 300 }), (counters) => {
      const window = memoryCounterWindow({ startedAt: 0 });
      const used = new Set<number>();
      let highest = 0;
      for (const counter of counters) {
        const expected = !used.has(counter) && (counter > highest || highest - counter < 256);
        expect(window.accept(session('a'), counter) === null).toBe(expected);
        if (expected) used.add(counter);
        highest = Math.max(highest, counter);
      }
    }));
  });
  test('a session from before the start is renewed, not trusted', () => {
    const window = memoryCounterWindow({ startedAt: 2000 });
    expect(window.accept(session('old', 1999), 1)).toMatchObject({ code: 'sessionExpired' });
    expect(window.accept(session('new', 2000), 1)).toBeNull();
  });
  test('memory is bounded, and a forgotten session is renewed', () => {
    const window = memoryCounterWindow({ startedAt: 0, capacity: 2 });
    for (const [id, at] of [['a', 10], ['b', 20], ['c', 30]] as const) expect(window.accept(session(id, at), 1)).toBeNull();
    expect(window.accept(session('a', 10), 1)).toMatchObject({ code: 'sessionExpired' });
    expect(window.accept(session('b', 20), 1)).toMatchObject({ code: 'replayed' });
  });
});

describe('limits', () => {
  test('one more than allowed is refused with the seconds to wait, another key is not', async () => {
    const limit = limitFactory(null)('test', 2, 60);
    expect([await limit.take('a'), await limit.take('a')]).toEqual([null, null]);
    const refusal = await limit.take('a');
    expect(refusal).toMatchObject({ code: 'tooManyRequests' });
    expect(refusal?.retryAfterSeconds).toBeGreaterThan(0);
    expect(await limit.take('b')).toBeNull();
  });
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('input', () => {
  const schema = v.strictObject({
    name: v.pipe(v.string(), v.minLength(2), v.maxLength(5)), count: v.pipe(v.number(), v.integer(), v.minValue(1)), kind: v.picklist(['a']),
    rows: v.optional(v.array(v.strictObject({ date: v.pipe(v.string(), v.regex(/^\d{4}$/)) }))),
  });
  const rules = (value: unknown) => {
    const result = checkInput(schema, value);
    return result.ok ? [] : result.fields?.map((one) => [one.field, one.rule, one.params?.['requirement']]);
  };
  test('each broken rule is named with its field and never with its value', () => {
    expect(rules({})).toEqual([['name', 'required', undefined], ['count', 'required', undefined], ['kind', 'required', undefined]]);
    expect(rules({ name: 'a', count: 0, kind: 'b' })).toEqual([['name', 'tooShort', 2], ['count', 'tooSmall', 1], ['kind', 'choice', undefined]]);
    expect(rules({ name: 'abcdef', count: 1.5, kind: 'a' })).toEqual([['name', 'tooLong', 5], ['count', 'wholeNumber', undefined]]);
    expect(rules({ name: 1, count: '1', kind: 'a', rows: [{ date: 'x' }] })).toEqual([['name', 'type', undefined], ['count', 'type', undefined], ['rows.0.date', 'format', undefined]]);
    expect(rules({ name: 'abc', count: 1, kind: 'a', '<b>': 1 })).toEqual([['', 'unknown', undefined]]);
  });
});

describe('masking', () => {
  const schema = v.object({
    person: v.nullable(v.object({ name: v.pipe(v.string(), classed('personal', { mask: 'name' })), age: v.pipe(v.number(), classed('personal')) })),
    numbers: v.array(v.pipe(v.string(), classed('sensitive', { mask: 'credentialNo' }))),
  });
  test('masks what is declared and leaves the rest and the original alone', () => {
    const answer = { person: { name: '欧阳小三', age: 3 }, numbers: ['11010519491231002X'] };
    expect(compileMask(schema)?.(answer)).toEqual({ person: { name: '欧**三', age: 3 }, numbers: ['110***********002X'] });
    expect(answer.person.name).toBe('欧阳小三');
    expect(compileMask(schema)?.({ person: null, numbers: [] })).toEqual({ person: null, numbers: [] });
  });
  test('a schema without masks costs nothing', () => {
    expect(compileMask(v.object({ a: v.string() }))).toBeNull();
  });
});

describe('person cache', () => {
  function setUp(capacity?: number) {
    let tell: (change: Change) => void = () => undefined;
    const changes = { subscribe: (fn: (change: Change) => void) => { tell = fn; return () => undefined; } } as unknown as Changes;
    return { cache: createPersonCache(changes, capacity), tell: (kind: Change['kind'], target: string) => tell({ kind, target, at: 0 }) };
  }
  const answer = (data = '{}') => ({ data, sources: '[]', asOf: '', expires: 100 });
  test('an answer is gone when its time is over, its person is revoked or withdraws, or a department is switched off', () => {
    for (const kind of ['person', 'consent', 'kill', 'session'] as const) {
      const { cache, tell } = setUp();
      cache.put('p', 'k', answer(), cache.generation());
      expect(cache.get('p', 'k', 99)).toBeDefined();
      tell(kind, 'p');
      expect([kind, cache.get('p', 'k', 99), cache.size()]).toEqual([kind, undefined, 0]);
    }
    const { cache } = setUp();
    cache.put('p', 'k', answer(), cache.generation());
    expect([cache.get('p', 'k', 100), cache.size()]).toEqual([undefined, 0]);
  });
  test('an answer asked for before a withdrawal is not kept after it', () => {
    const { cache, tell } = setUp();
    const begun = cache.generation();
    tell('consent', 'p');
    cache.put('p', 'k', answer(), begun);
    expect(cache.get('p', 'k', 0)).toBeUndefined();
  });
  test('one person never gets the answer of another', () => {
    const { cache } = setUp();
    cache.put('p', 'k', answer('{"p":1}'), cache.generation());
    expect(cache.get('q', 'k', 0)).toBeUndefined();
  });
  test('memory is bounded: the oldest person goes first', () => {
    const { cache } = setUp(1000);
    for (const person of ['a', 'b', 'c']) cache.put(person, 'k', answer('x'.repeat(200)), cache.generation());
    expect([cache.get('a', 'k', 0), cache.get('c', 'k', 0) !== undefined, cache.size() <= 1000]).toEqual([undefined, true, true]);
  });
});

test('a trace id is 24 hex digits and never the same', () => {
  const ids = new Set(Array.from({ length: 3000 }, newTraceId));
  expect(ids.size).toBe(3000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
});
