import { describe, expect, test } from '@jest/globals';
import type { DepartmentClient, DepartmentContext, DepartmentHandler } from '../../src/contract/department.ts';
import { demoPeople } from '../../src/sandbox/people.ts';
import { department } from '../../src/services/social-security/department.ts';
import { createStandIns } from '../../src/services/social-security/sandbox.ts';

/** What citizens see of one person must agree in itself: month rows, account statement and overview, to the fen and to the month. */
const today = '2026-11-15';
const standIns = createStandIns({ people: demoPeople, today: () => today, oddData: () => false });

function client(id: string): DepartmentClient {
  const standIn = standIns.find((one) => one.department.id === id)!;
  return {
    async call({ service, body = {} }) {
      const answer = standIn.services[service]!({ service, body, query: {} }).body as Record<string, unknown>;
      const data = answer['data'] as Record<string, unknown> | null;
      const dataTime = (answer['dataTime'] ?? data?.['dataTime'] ?? null) as string | null;
      return { ok: true, code: String(answer['code']), message: '', data: data ?? null, dataTime };
    },
  };
}

async function ask<T>(operation: string, person: (typeof demoPeople)[number], input: object = {}): Promise<T | null> {
  const { name, credentialType, credentialNo } = person;
  const context: DepartmentContext = { traceId: 't', now: new Date(`${today}T12:00:00+08:00`), person: { name, credentialType, credentialNo }, client };
  const handler = department.handlers[operation] as DepartmentHandler;
  const outcome = await handler(context, input as never);
  return outcome.ok ? (outcome.data as T) : null;
}

interface Year { months: number; creditedMonths: number; intoAccountFen: number }
interface Months { years: Year[]; totals: { months: number; unitFen: number; personalFen: number; intoAccountFen: number }; pageCount: number; rows: { unitFen: number; personalFen: number }[] }
interface Status { insured: boolean; insurances: { code: string; months: number | null }[] }
interface Account { opened: boolean; balanceFen: number; principalFen: number; interestFen: number; years: { intoAccountFen: number; interestFen: number }[]; consistency: string }

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe.each(demoPeople.map((one) => [one.label, one] as const))('%s', (_label, person) => {
  test.each([['socialSecurity.status', 'socialSecurity.contributions'], ['socialSecurity.medicalStatus', 'socialSecurity.medicalContributions']])('%s counts the credited months that %s lists', async (overview, list) => {
    const status = await ask<Status>(overview, person);
    const byCode = new Map<string, number>();
    for (const one of status?.insurances ?? []) byCode.set(one.code, (byCode.get(one.code) ?? 0) + (one.months ?? 0));
    for (const [code, months] of byCode) {
      const shown = await ask<Months>(list, person, { insurance: code, page: 1 });
      expect({ code, months: sum(shown!.years.map((one) => one.creditedMonths)) }).toEqual({ code, months });
    }
  });

  test('the pages of the month list add up to its totals', async () => {
    const first = await ask<Months>('socialSecurity.contributions', person, { page: 1 });
    const rows = [...(first?.rows ?? [])];
    for (let page = 2; page <= (first?.pageCount ?? 0); page += 1) rows.push(...(await ask<Months>('socialSecurity.contributions', person, { page }))!.rows);
    expect([sum(rows.map((one) => one.unitFen)), sum(rows.map((one) => one.personalFen))]).toEqual([first?.totals.unitFen ?? 0, first?.totals.personalFen ?? 0]);
  });

  test('what the months paid into the account is its principal, and principal and interest are its balance', async () => {
    const account = await ask<Account>('socialSecurity.pensionAccount', person);
    if (!account?.opened) return;
    const months = await ask<Months>('socialSecurity.contributions', person, { insurance: '110', page: 1 });
    expect(account.principalFen).toBe(months!.totals.intoAccountFen);
    expect(account.balanceFen).toBe(account.principalFen + account.interestFen);
    expect(sum(account.years.map((one) => one.intoAccountFen))).toBe(account.principalFen);
    expect(sum(account.years.map((one) => one.interestFen))).toBe(account.interestFen);
    expect(account.consistency).toBe('agrees');
  });
});
