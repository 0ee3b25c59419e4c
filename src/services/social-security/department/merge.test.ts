import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { present } from './contributions.ts';
import { readPayments } from './month-rows.ts';

const row = (over: Record<string, unknown> = {}) => ({
  aae003: '202205', aae140: '110', aab004: '示例公司', aab034: '示例市', aae180: '5000.00', aae020: '800.00', aae022: '400.00',
  aae021: '0.00', aab191: '2022-05-20', bae189: 1, aaa115: '10', ...over,
});
const shown = (rows: unknown[], input = {}) => present(readPayments(rows, 'rs'), input);

describe('month rows', () => {
  test.each([
    ['month 13', { aae003: '202213' }, '缴费年月'],
    ['an amount with three decimals', { aae020: '12.345' }, '单位缴费'],
    ['an amount in words', { aae022: '四百' }, '个人缴费'],
    ['a credit day that does not exist', { aab191: '2022-02-30' }, '到账时间'],
    ['a missing amount', { aae020: undefined }, '单位缴费'],
    ['a kind of the other authority', { aae140: '310' }, '险种'],
  ])('%s is left out of every sum, counted and named', (_what, over, field) => {
    const answer = shown([row(), row({ aae003: '202206', ...over })]);
    expect(answer.unreadable).toEqual({ rows: 1, fields: [field] });
    expect(answer.totals).toEqual({ months: 1, unitFen: 80_000, personalFen: 40_000, intoAccountFen: 0 });
  });

  test('a row that is no object is counted as a whole record', () => {
    expect(shown(['x', null, 7]).unreadable).toEqual({ rows: 3, fields: ['整条记录'] });
  });

  test('an unknown kind of insurance and of contribution keep the code of the department', () => {
    const [first] = shown([row({ aae140: '999', aaa115: '77' })]).rows;
    expect(first).toMatchObject({ insuranceName: '其他险种（代码 999）', kind: 'other', kindText: '其他类型（代码 77）' });
  });

  test('numbers and text give the same fen', () => {
    expect(shown([row({ aae020: 1234.5, aae003: 202205 })]).totals.unitFen).toBe(123_450);
    expect(shown([row({ aae020: '1234.50' })]).totals.unitFen).toBe(123_450);
  });

  test('a back-payment of a difference is added and shown as a part; its row says 0 months and the month counts once', () => {
    const answer = shown([row(), row({ aaa115: '20', aae020: '160.00', aae022: '80.00', aae180: '1000.00', aab191: '2023-01-09', bae189: 0 })]);
    expect(answer.total).toBe(1);
    expect(answer.rows[0]).toMatchObject({
      kind: 'normal', mergedFrom: 2, months: 1, unitFen: 96_000, personalFen: 48_000, baseFen: 500_000, creditedOn: '2023-01-09',
    });
    expect(answer.rows[0]?.parts.map((one) => one.kind)).toEqual(['normal', 'backPayment']);
  });

  test('a month is credited only when all of it has arrived', () => {
    const answer = shown([row(), row({ aaa115: '20', aab191: '', bae189: 0 })]);
    expect(answer.rows[0]).toMatchObject({ credited: false, creditedOn: null });
    expect(answer.years[0]).toMatchObject({ months: 1, creditedMonths: 1 });
  });

  test('a back-payment row may count for several months, beside what the month itself counts', () => {
    expect(shown([row({ aaa115: '20', bae189: 3 })]).totals.months).toBe(3);
    expect(shown([row(), row({ aaa115: '20', bae189: 2 })]).totals.months).toBe(3);
  });

  test('a refund goes back, with or without a minus, and takes its month away', () => {
    for (const sign of ['', '-']) {
      const refund = row({ aaa115: '40', aae020: `${sign}800.00`, aae022: `${sign}400.00` });
      expect(shown([row(), refund]).totals).toEqual({ months: 0, unitFen: 0, personalFen: 0, intoAccountFen: 0 });
    }
  });

  test('several insurances of one month count as one month', () => {
    expect(shown([row(), row({ aae140: '210' }), row({ aae140: '410', aae022: null })]).totals.months).toBe(1);
  });

  test('the year filter leaves the bars and narrows rows and totals', () => {
    const answer = shown([row(), row({ aae003: '202301' })], { year: 2023 });
    expect(answer.years.map((one) => one.year)).toEqual([2023, 2022]);
    expect(answer.rows.map((one) => one.month)).toEqual(['2023-01']);
    expect(answer.totals.unitFen).toBe(80_000);
  });

  test('a page behind the last is empty and keeps the count', () => {
    expect(shown([row()], { page: 9 })).toMatchObject({ rows: [], total: 1, page: 9, pageCount: 1 });
  });
});

describe('any history', () => {
  const fen = fc.integer({ min: 0, max: 99_999_999 });
  const yuan = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
  const wireRow = fc.record({
    year: fc.integer({ min: 1990, max: 2026 }), month: fc.integer({ min: 1, max: 12 }), aae140: fc.constantFrom('110', '210', '410', '998'),
    unit: fen, personal: fen, into: fen, kind: fc.constantFrom('10', '20', '30', '40', '55'), months: fc.integer({ min: 0, max: 12 }),
    credited: fc.boolean(), asNumber: fc.boolean(),
  });
  const wire = (one: ReturnType<typeof wireRow.generate> extends { value: infer T } ? T : never) => {
    const amount = (value: number) => (one.asNumber ? value / 100 : yuan(value));
    return row({
      aae003: `${one.year}${String(one.month).padStart(2, '0')}`, aae140: one.aae140, aae020: amount(one.unit), aae022: amount(one.personal),
      aae021: amount(one.into), aaa115: one.kind, bae189: one.months, aab191: one.credited ? '2026-01-05' : null,
    });
  };

  test('month rows, years and totals agree to the fen, and every page together is every row once', () => {
    fc.assert(
      fc.property(fc.array(wireRow, { maxLength: 150 }), fc.option(fc.constantFrom('110', '210'), { nil: undefined }), (rows, insurance) => {
        const kept = rows.filter((one) => insurance === undefined || one.aae140 === insurance);
        const expected = (pick: (one: (typeof rows)[number]) => number) =>
          kept.reduce((sum, one) => sum + (one.kind === '40' ? -pick(one) : pick(one)), 0);
        const first = shown(rows.map(wire), { insurance });
        const pages = Array.from({ length: first.pageCount }, (_, i) => shown(rows.map(wire), { insurance, page: i + 1 }).rows).flat();

        expect(first.unreadable.rows).toBe(0);
        expect(pages).toHaveLength(first.total);
        expect(new Set(pages.map((one) => `${one.month}/${one.insurance}`)).size).toBe(first.total);
        expect(pages.reduce((sum, one) => sum + one.mergedFrom, 0)).toBe(kept.length);
        expect([...pages].sort((a, b) => b.month.localeCompare(a.month)).map((one) => one.month)).toEqual(pages.map((one) => one.month));
        for (const field of ['unitFen', 'personalFen', 'intoAccountFen'] as const) {
          const wanted = expected((one) => ({ unitFen: one.unit, personalFen: one.personal, intoAccountFen: one.into })[field]);
          expect(pages.reduce((sum, one) => sum + (one[field] ?? 0), 0)).toBe(wanted);
          expect(first.years.reduce((sum, one) => sum + one[field], 0)).toBe(wanted);
          expect(first.totals[field]).toBe(wanted);
        }
        expect(first.years.reduce((sum, one) => sum + one.months, 0)).toBe(first.totals.months);
        for (const one of pages.filter((page) => page.parts.length > 0)) {
          expect(one.parts.reduce((sum, part) => sum + part.unitFen, 0)).toBe(one.unitFen);
        }
      }),
      { numRuns: 150, seed: 20261122 },
    );
  });
});
