import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import type { InputOf } from '../../../contract/operation.ts';
import type { ServerContext } from '../../../contract/server.ts';
import { socialSecurityFlexiblePlan } from '../operations/flexible.ts';
import { groups, specialCases } from '../operations/office.ts';
import { socialSecurityPensionEstimate } from '../operations/pension-estimate.ts';
import { socialSecurityRetirement } from '../operations/retirement.ts';
import { pensionEstimate } from './estimate.ts';
import { flexiblePlan } from './flexible.ts';
import { policyYears } from './policy-years.ts';
import { retirement } from './retirement.ts';

const office = { id: 'rs', authority: '示例市人力资源和社会保障局', dialect: 'national-exchange', phone: '12333', outlet: { name: '大厅', address: '人民路', hours: '9:00' } } as const;
const at = (iso: string): ServerContext => ({ traceId: 't', now: new Date(iso), department: (id) => (id === 'rs' ? office : undefined) });
const november = at('2026-11-22T10:00:00+08:00');

type Estimate = InputOf<typeof socialSecurityPensionEstimate>;
const input: Estimate = { birthMonth: '1970-03', group: 'M60', special: 'none', paidMonths: 300, balanceFen: 12_000_000, index: 10_000, standardYear: 2026 };
async function estimated(more: Partial<Estimate> = {}, context = november) {
  const outcome = await pensionEstimate(context, { ...input, ...more });
  if (!outcome.ok) throw new Error(outcome.code);
  expect(v.safeParse(socialSecurityPensionEstimate.output, outcome.data).issues).toBeUndefined();
  return outcome.data;
}

describe('retirement', () => {
  test('of somebody not born yet is refused at the field', async () => {
    expect(await retirement(november, { birthMonth: '2026-12', group: 'M60', special: 'none' })).toMatchObject({ ok: false, code: 'inputInvalid', fields: [{ field: 'birthMonth', rule: 'futureDate' }] });
  });
  test('of this month in Shanghai is no future, although Greenwich is still in the month before', async () => {
    expect(await retirement(at('2026-11-30T17:00:00Z'), { birthMonth: '2026-12', group: 'M60', special: 'none' })).toMatchObject({ ok: true });
  });
  test('without a class is no input at all: nothing is inferred', () => {
    expect(v.safeParse(socialSecurityRetirement.input, { birthMonth: '1975-01', special: 'none' }).success).toBe(false);
  });
  test.each(specialCases.filter((one) => one !== 'none'))('of the special case %s is not computed, but sent to the office with telephone and outlet', async (special) => {
    const outcome = await retirement(november, { birthMonth: '1970-03', group: 'F55', special });
    expect(outcome).toMatchObject({ ok: true, data: { result: null, office: { phone: '12333', outlet: { name: '大厅' } } } });
    expect(await pensionEstimate(november, { ...input, special })).toMatchObject({ ok: true, data: { result: null, missingYear: null, office: { phone: '12333' } } });
  });
  test('before the rule held is not computed by it', async () => {
    expect(await retirement(at('2024-12-31T12:00:00+08:00'), { birthMonth: '1970-03', group: 'M60', special: 'none' })).toMatchObject({ ok: true, data: { result: null } });
  });
  test('tells month, delay, window and the least months with their years and source', async () => {
    const outcome = await retirement(november, { birthMonth: '1976-08', group: 'M60', special: 'none' });
    expect(outcome).toMatchObject({
      ok: true,
      data: {
        authority: 'rs',
        result: {
          statutoryMonth: '2039-07', oldAgeMonth: '2036-08', delayMonths: 35, ageYears: 62, ageMonths: 11, minimum: 240,
          window: { earliestMonth: '2036-08', latestMonth: '2042-07', earliestMinimum: 222 }, rule: { effectiveFrom: '2025-01-01' },
        },
      },
    });
    const { result } = (outcome as { data: { result: { minimums: { year: number; months: number }[] } } }).data;
    expect(result.minimums).toEqual([[2029, 180], [2030, 186], [2031, 192], [2032, 198], [2033, 204], [2034, 210], [2035, 216], [2036, 222], [2037, 228], [2038, 234], [2039, 240]].map(([year, months]) => ({ year, months })));
  });
});

describe('the pension estimate', () => {
  test('of a year without a table computes nothing and names the year', async () => {
    for (const standardYear of [2021, 2027]) expect(await estimated({ standardYear })).toMatchObject({ missingYear: standardYear, result: null });
  });
  test('of more months than since the age of 16 is refused at the field with the most there can be', async () => {
    expect(await pensionEstimate(november, { ...input, birthMonth: '2000-11', paidMonths: 122 })).toMatchObject({ code: 'inputInvalid', fields: [{ field: 'paidMonths', rule: 'beyondLife', params: { requirement: 121 } }] });
    expect((await pensionEstimate(november, { ...input, birthMonth: '2000-11', paidMonths: 121 })).ok).toBe(true);
    expect(await pensionEstimate(november, { ...input, birthMonth: '2020-01', paidMonths: 1 })).toMatchObject({ fields: [{ rule: 'beyondLife', params: { requirement: 0 } }] });
  });
  test.each(['2030-03', '2035-01', '2029-12'])('for a month outside the window (%s) is refused at the field', async (retireMonth) => {
    expect(await pensionEstimate(november, { ...input, retireMonth })).toMatchObject(retireMonth === '2030-03' ? { ok: true } : { fields: [{ field: 'retireMonth', rule: 'outsideWindow' }] });
  });
  test('without base and index is refused at the field', async () => {
    expect(await pensionEstimate(november, { ...input, index: undefined })).toMatchObject({ fields: [{ field: 'index', rule: 'required' }] });
  });
  test('from a base measures it by the average wage, within the bounds of a base', async () => {
    const index = async (baseFen: number) => (await estimated({ index: undefined, baseFen })).result?.index;
    expect([await index(765_900), await index(1), await index(999_999_999), await index(800_000)]).toEqual([10_000, 6000, 30_000, 10_445]);
  });
  test('with months missing gives no figure, but how many are missing', async () => {
    const { result } = await estimated({ paidMonths: 60 });
    expect(result?.options.every((one) => one.pension === null && one.missingMonths === one.minimum - one.months)).toBe(true);
  });
  test('compares each month one may choose, paid on and stopped, and finds the chosen one among them', async () => {
    const { result } = await estimated({ retireMonth: '2032-06' });
    expect(result?.options.map((one) => [one.when, one.keepPaying, one.retireMonth])).toEqual([
      ['earliest', true, '2030-03'], ['earliest', false, '2030-03'], ['statutory', true, '2031-07'], ['statutory', false, '2031-07'],
      ['chosen', true, '2032-06'], ['chosen', false, '2032-06'], ['latest', true, '2034-07'], ['latest', false, '2034-07'],
    ]);
    expect(result).toMatchObject({ chosen: 'chosen', statutoryMonth: '2031-07', standard: { year: 2026, source: '示例', region: '示例省' }, demonstration: true });
    expect((await estimated({ retireMonth: '2034-07' })).result?.chosen).toBe('latest');
  });
  test('towards a month that has passed has one way only', async () => {
    const { result } = await estimated({ birthMonth: '1965-05' });
    expect(result?.options.filter((one) => one.when === 'statutory').map((one) => one.keepPaying)).toEqual([false]);
  });
  test('adds up, for everybody and every way', async () => {
    const anybody = fc.record({
      group: fc.constantFrom(...groups), birthMonth: fc.integer({ min: 0, max: 479 }).map((one) => `${1960 + Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`),
      paidMonths: fc.integer({ min: 0, max: 120 }), balanceFen: fc.integer({ min: 0, max: 1_000_000_000 }), index: fc.integer({ min: 6000, max: 30_000 }), standardYear: fc.integer({ min: 2022, max: 2026 }),
    });
    await fc.assert(fc.asyncProperty(anybody, async (who) => {
      const { result } = await estimated(who);
      const list = result?.options ?? [];
      expect(list.length).toBeGreaterThan(0);
      for (const { pension } of list) if (pension) expect(pension.totalFen).toBe(pension.basicFen + pension.accountFen);
    }));
  });
});

describe('contributions of the self-employed', () => {
  const plan = async (year: number, months = 12) => {
    const outcome = await flexiblePlan(november, { year, months });
    if (!outcome.ok) throw new Error(outcome.code);
    expect(v.safeParse(socialSecurityFlexiblePlan.output, outcome.data).issues).toBeUndefined();
    return outcome.data;
  };
  test('of a year without a table are not computed', async () => {
    for (const year of [2021, 2027]) expect(await plan(year)).toMatchObject({ missingYear: year, plan: null, office: { phone: '12333' } });
  });
  test.each([1, 7, 12])('for %i months are that many times the month, to the fen', async (months) => {
    for (const tier of (await plan(2026, months)).plan?.tiers ?? []) expect(tier.totalFen).toBe(months * (tier.pooledFen + tier.accountFen));
  });
});

test('years offered run from the first table to the next year, and say which are published', async () => {
  const outcome = await policyYears(november, {});
  expect(outcome).toMatchObject({ ok: true, data: { thisMonth: '2026-11', demonstration: true } });
  expect((outcome as { data: { years: unknown[] } }).data.years).toEqual([2027, 2026, 2025, 2024, 2023, 2022].map((year) => ({ year, published: year !== 2027 })));
});
