import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import type { DepartmentCall, DepartmentContext, DepartmentFault, DepartmentReply } from '../../contract/department.ts';
import { eachField } from '../../contract/field-class.ts';
import { service } from './contract.ts';
import { department } from './department.ts';

const good = (data: unknown, dataTime: string | null = '2026-11-20'): DepartmentReply => ({ ok: true, code: '0', message: '', data, dataTime });
const said = (code: string): DepartmentReply => ({ ok: true, code, message: '', data: null, dataTime: null });
const calls: { department: string; call: DepartmentCall }[] = [];

/** Runs a handler against a department that gives one reply, and checks the answer with the declared schema. */
async function run(name: string, reply: DepartmentReply, input: unknown = {}) {
  calls.length = 0;
  const context: DepartmentContext = {
    traceId: 't', now: new Date('2026-11-22T17:00:00Z'),
    person: { name: '张三', credentialType: 'residentId', credentialNo: '11010519491231002X' },
    client: (id) => ({ call: async (call) => { calls.push({ department: id, call }); return reply; } }),
  };
  const writer = department.writers?.[name];
  if (writer) return writer.perform(context, input as never);
  const outcome = await department.handlers[name]!(context, input as never);
  const operation = service.operations.find((one) => one.name === name)!;
  if (outcome.ok) {
    const checked = v.safeParse(operation.output, outcome.data);
    expect(checked.success ? [] : checked.issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toEqual([]);
  }
  return outcome;
}
const dataOf = async (name: string, reply: DepartmentReply, input?: unknown) => {
  const outcome = await run(name, reply, input);
  if (!outcome.ok || !('data' in outcome)) throw new Error('no data');
  return outcome.data as Record<string, unknown>;
};
/** Documents have tests of their own: their operations are the gateway's, and anybody asks about a code. */
const operations = service.operations.filter((one) => !/[cC]ertificate/.test(one.name));
const asking = operations.filter((one) => one.department !== undefined);
const names = asking.map((one) => one.name);
/** Those that read what a person has there; eligibility has its own tests. */
const records = names.filter((name) => !/[qQ]ualification|confirm/.test(name));

describe('every social-security operation', () => {
  test.each(names)('%s passes each fault on as its problem', async (name) => {
    const expected: Record<DepartmentFault, string> = {
      timeout: 'departmentTimeout', unavailable: 'departmentUnavailable', circuitOpen: 'departmentUnavailable', busy: 'departmentUnavailable',
      garbled: 'departmentGarbled', signatureRefused: 'departmentRefused', notAuthorised: 'departmentRefused',
    };
    const asked = service.operations.find((one) => one.name === name)?.department;
    for (const [fault, code] of Object.entries(expected)) {
      expect(await run(name, { ok: false, fault: fault as DepartmentFault })).toEqual({ ok: false, code, department: asked });
    }
  });
  test.each(names)('%s refuses an unknown person and a deceased one', async (name) => {
    expect(await run(name, said('E-201'))).toMatchObject({ ok: false, code: 'personUnknownToDepartment' });
    expect(await run(name, said('E-202'))).toMatchObject({ ok: false, code: 'personDeceased' });
  });
  test.each(names)('%s takes odd data as garbled, never as an empty answer', async (name) => {
    for (const data of [null, [], 'x', 7, { rows: 'x' }, { places: {} }, { aae240: 'viel', akc087: {} }]) {
      expect(await run(name, good(data))).toMatchObject({ ok: false, code: 'departmentGarbled' });
    }
  });
  test.each(records)('%s answers never insured as a good, empty answer with a date', async (name) => {
    const data = await dataOf(name, said('E-203'));
    expect(data.insured ?? data.opened).toBe(false);
    expect(data).toMatchObject({ dataDate: '2026-11-23', dataDateStated: false });
  });
  test.each(names)('%s asks only its own department, by POST with the number in the body', async (name) => {
    await run(name, said('E-203'));
    expect(calls.length).toBeGreaterThan(0);
    const own = service.operations.find((one) => one.name === name)?.department;
    for (const { department: asked, call } of calls) expect([asked, call]).toMatchObject([own, { idempotent: true, method: 'POST', body: { aac002: '11010519491231002X', aac003: '张三', aac058: '111' } }]);
  });
  test.each(service.operations)('$name gives every field a class and a Chinese name', (operation) => {
    for (const schema of [operation.input, operation.output]) {
      eachField(schema, (path, facts) => expect([path, facts?.label]).toEqual([path, expect.stringMatching(/[\u4e00-\u9fff]/)]));
    }
  });
  test('each purpose names one authority, and each operation has the purpose of the one it asks', () => {
    expect(service.purposes.map((one) => one.id)).toEqual(expect.arrayContaining(['social-security.rs', 'social-security.yb']));
    for (const one of asking.filter((each) => records.includes(each.name))) expect(one.basis.purpose).toBe(`social-security.${one.department}`);
  });
  test.each(operations)('$name speaks for one authority and has no field of the other one', ({ department: asked, output }) => {
    const { entries } = output as unknown as { entries: { authority: { pipe: [{ literal: string }] } } };
    const own = entries.authority.pipe[0].literal;
    expect(own).toBe(asked ?? 'rs');
    const foreign = own === 'rs' ? /医疗|医保|生育/ : /养老|失业|工伤/;
    eachField(output, (path, facts) => expect([path, foreign.test(facts?.label ?? '')]).toEqual([path, false]));
  });
});

describe('contribution filters', () => {
  const operation = service.operations.find((one) => one.name === 'socialSecurity.contributions')!;
  test.each([{ page: 0 }, { page: 501 }, { page: 1.5 }, { page: '1' }, { year: 1900 }, { year: 2101 }, { insurance: '<script>' }, { insurance: '' }, { other: 1 }])(
    '%j is refused',
    (input) => expect(v.safeParse(operation.input, input).success).toBe(false),
  );
});

describe('insured status', () => {
  const person = {
    aac001: '3301000012345', aac003: '张三', aac008: '1',
    places: [{ aab301: '330100', aab034: '示例市' }, { aab301: '330200', aab034: '邻市' }],
    insurances: [
      { aae140: '110', aac031: '1', aac049: '200107', aae201: 304, aab034: '示例市' },
      { aae140: '210', aac031: '9', aac049: '', aae201: '12', aab034: '邻市' },
      { aae140: '310', aac031: '1', aac049: '200107', aae201: 304, aab034: '示例市' },
      { aae140: '410', aac031: '1', aac049: '200113', aae201: 3, aab034: '示例市' },
    ],
  };
  test('shows several places, keeps an unknown state code, and leaves out what belongs to the other authority', async () => {
    const data = await dataOf('socialSecurity.status', good(person));
    expect(data).toMatchObject({
      authority: 'rs', dataDate: '2026-11-20', dataDateStated: true, insured: true, personalNo: '3301000012345', personStateText: '在职',
      places: [{ name: '示例市' }, { name: '邻市' }], unreadable: { rows: 2, fields: ['险种', '首次参保年月'] },
    });
    expect(data.insurances).toEqual([
      { code: '110', name: '企业职工基本养老保险', state: 'paying', stateText: '正常参保缴费', firstMonth: '2001-07', months: 304, place: '示例市' },
      { code: '210', name: '失业保险', state: 'other', stateText: '其他状态（代码 9）', firstMonth: null, months: 12, place: '邻市' },
    ]);
  });
  test('the medical department has its own number, card and kinds', async () => {
    const data = await dataOf('socialSecurity.medicalStatus', good({
      akc190: 'Y1', akc020: '1', places: [], insurances: [{ aae140: '390', aac031: '2', aac049: '2019-01', aae201: 10, aab034: null }],
    }, null));
    expect(data).toMatchObject({ authority: 'yb', personalNo: 'Y1', cardState: 'normal', cardStateText: '正常', dataDateStated: false });
    expect(data.insurances).toMatchObject([{ code: '390', name: '城乡居民基本医疗保险', stateText: '暂停缴费', firstMonth: '2019-01' }]);
  });
});

describe('personal accounts', () => {
  const years = [
    { aae001: 2024, months: 12, aae021_sum: '4800.00', aae239: '100.01', aae240: '4900.01' },
    { aae001: '2025', months: '12', aae021_sum: 5000, aae239: 250.5, aae240: '10150.51' },
  ];
  test('an account whose parts add up agrees', async () => {
    const data = await dataOf('socialSecurity.pensionAccount', good({ aae240: '10150.51', aae238: '9800.00', aae239: '350.51', aae003_to: '202512', years }));
    expect(data).toMatchObject({ opened: true, balanceFen: 1_015_051, statementMonth: '2025-12', consistency: 'agrees', differenceFen: null });
    expect((data.years as { year: number }[]).map((one) => one.year)).toEqual([2025, 2024]);
  });
  test('an account that is one fen off shows the figure of the department and says so', async () => {
    const data = await dataOf('socialSecurity.pensionAccount', good({ aae240: '10150.52', aae003_to: '202512', years }));
    expect(data).toMatchObject({ balanceFen: 1_015_052, consistency: 'differs', differenceFen: 1 });
  });
  test('with a year that cannot be read nothing is compared', async () => {
    const data = await dataOf('socialSecurity.pensionAccount', good({ aae240: '1.00', aae003_to: '202512', years: [...years, { aae001: 'x' }] }));
    expect(data).toMatchObject({ consistency: 'unchecked', unreadable: { rows: 1, fields: ['利息', '年度', '当年记账额'] } });
  });
  test('the medical account shows what the department states', async () => {
    const data = await dataOf('socialSecurity.medicalAccount', good({ akc087: '2345.60', aae003_to: '202610', years: [{ aae001: 2026, months: 10, aae021_sum: '900.00' }] }));
    expect(data).toMatchObject({ balanceFen: 234_560, years: [{ year: 2026, months: 10, intoAccountFen: 90_000, interestFen: null, balanceFen: null }] });
  });
});
