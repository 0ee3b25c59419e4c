import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOrMonthOf, monthOf, yearOf } from './dates.ts';
import { fenOf } from './money.ts';

describe('amounts', () => {
  test.each(['', ' ', '1,234.50', '12.345', '1e3', '0x10', '１２', '--1', '.5', '5.', 'NaN', null, undefined, true, {}, NaN, Infinity, 0.1 + 0.2, 1e21])(
    '%p is no amount',
    (value) => expect(fenOf(value)).toBeNull(),
  );
  test.each([['0', 0], ['-0.00', 0], ['1234.50', 123_450], ['1234.5', 123_450], [' 8.07 ', 807], ['12.3400', 1234], [-3.05, -305], [1.1, 110], ['999999999999.99', 99_999_999_999_999]])(
    '%p yuan is %p fen',
    (value, fen) => expect(fenOf(value)).toBe(fen),
  );
  test('every whole fen survives the way through yuan as text', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), (fen) => fenOf(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`) === fen));
  });
});

describe('months, days and years', () => {
  test.each(['202213', '202200', '2022', '22-05', '2022-5', '189912', '', null, {}])('%p is no month', (value) => expect(monthOf(value)).toBeNull());
  test.each([['202205', '2022-05'], ['2022-05', '2022-05'], [202205, '2022-05']])('%p is a month', (value, month) => expect(monthOf(value)).toBe(month));
  test.each(['2022-02-30', '20221301', '2022-05-00', 'soon'])('%p is no day', (value) => expect(dayOrMonthOf(value)).toBeNull());
  test.each([['2024-02-29', '2024-02-29'], ['20240229', '2024-02-29'], ['2024-02-29 08:00:00', '2024-02-29'], ['202402', '2024-02']])(
    '%p is %p',
    (value, day) => expect(dayOrMonthOf(value)).toBe(day),
  );
  test('a year has four digits', () => {
    expect([yearOf('2022'), yearOf(2022), yearOf('22'), yearOf('20222'), yearOf(null)]).toEqual([2022, 2022, null, null, null]);
  });
});
