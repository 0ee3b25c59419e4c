import { describe, expect, test } from '@jest/globals';
import type { DepartmentContext, DepartmentReply } from '../../../contract/department.ts';
import { averageIndex, pensionInputs } from './pension-inputs.ts';
import { readPayments } from './month-rows.ts';

const reply = (data: unknown): DepartmentReply => ({ ok: true, code: '0', message: '', data, dataTime: '2026-11-14' });
const row = (month: string, base: string | null, more: object = {}) => ({
  aae003: month, aae140: '110', aab004: null, aab034: null, aae180: base, aae020: '0', aae022: '0', aae021: '0', aab191: '20260101', bae189: 1, aaa115: '10', ...more,
});
const index = (...rows: unknown[]) => averageIndex(readPayments(rows, 'rs').rows);

async function ask(answers: Record<string, DepartmentReply>, credentialNo = '11010519491231002X') {
  const context = {
    traceId: 't', now: new Date('2026-11-22T00:00:00Z'), person: { name: '张三', credentialType: 'residentId', credentialNo },
    client: () => ({ call: async ({ service }: { service: string }) => answers[service] ?? ({ ok: false, fault: 'timeout' } as const) }),
  } as unknown as DepartmentContext;
  return pensionInputs(context, {});
}

describe('what an estimate takes over', () => {
  test('is nothing at all when either question stays without an answer', async () => {
    expect(await ask({ rs_contributions: reply({ rows: [] }) })).toMatchObject({ ok: false, code: 'departmentTimeout', department: 'rs' });
    expect(await ask({ rs_account: reply({ aae240: '1.00' }) })).toMatchObject({ ok: false, code: 'departmentTimeout' });
  });
  test('is garbled when the balance is no amount, not an account of nothing', async () => {
    expect(await ask({ rs_contributions: reply({ rows: [] }), rs_account: reply({ aae240: 'viel' }) })).toMatchObject({ ok: false, code: 'departmentGarbled' });
  });
  test("takes a man's class from the number and asks a woman for hers", async () => {
    const answers = { rs_contributions: reply({ rows: [row('202601', '7659.00')] }), rs_account: reply({ aae240: '1.00', aae003_to: '202512', years: [] }) };
    expect(await ask(answers, '110105197603150012')).toMatchObject({ data: { group: 'M60', birthMonth: '1976-03' } });
    expect(await ask(answers, '110105197603150020')).toMatchObject({ data: { group: null, birthMonth: '1976-03', paidMonths: 1, balanceFen: 100, index: { value: 10_000, months: 1 } } });
  });
  test('leaves out a month that has not arrived, as the cumulative months of the department do', async () => {
    const rows = [row('202601', '7659.00'), row('202602', '7659.00', { aab191: '' })];
    expect(await ask({ rs_contributions: reply({ rows }), rs_account: reply({ aae240: '1.00', aae003_to: null, years: [] }) })).toMatchObject({ data: { insured: true, paidMonths: 1, index: { months: 1 } } });
  });
  test('counts pension months only, a back-payment with its months, and takes a refund away', async () => {
    const rows = [row('202601', '7659.00'), row('202601', '7659.00', { aae140: '210' }), row('202602', '7659.00', { bae189: 3, aaa115: '20' }), row('202603', '7659.00'), row('202603', null, { aaa115: '40', aae022: '5' })];
    expect(await ask({ rs_contributions: reply({ rows }), rs_account: reply({ aae240: '1.00', aae003_to: null, years: [] }) })).toMatchObject({ data: { paidMonths: 4 } });
  });
});

describe('the average index', () => {
  test('is unknown without a month of a year whose average wage is known, and never zero', () => {
    expect(index(row('201506', '5000'))).toBeNull();
    expect(index(row('202601', null))).toBeNull();
  });
  test('measures each month by the wage of its own year, within 0.6 and 3', () => {
    expect(index(row('202601', '7659.00'))).toEqual({ value: 10_000, months: 1, fromYear: 2026, toYear: 2026 });
    expect(index(row('202601', '1000.00'))?.value).toBe(6000);
    expect(index(row('202601', '99999.00'))?.value).toBe(30_000);
    expect(index(row('202201', '6648.00'), row('202601', '15318.00'))).toEqual({ value: 15_000, months: 2, fromYear: 2022, toYear: 2026 });
  });
});
