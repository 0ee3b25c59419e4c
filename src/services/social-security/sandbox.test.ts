import { describe, expect, test } from '@jest/globals';
import { careers, deceasedPeople } from './sandbox/careers.ts';
import { expectedOn, expectedScreens } from './sandbox/expected.ts';
import { createStandIns } from './sandbox.ts';

type Fields = Record<string, string>;
interface Answer {
  readonly code: string;
  readonly success?: boolean;
  readonly dataTime?: string;
  readonly total?: number;
  readonly data: (Record<string, unknown> & { rows: Fields[]; years: Fields[]; insurances: Fields[]; places: Fields[] }) | null;
}

// Any number will do behind the door: the city hands the people in, and these are the stand-in's own.
const people = [...Object.keys(careers), ...deceasedPeople, 'never-insured'].map((id) => ({
  id, name: `王·${id}`, credentialType: 'residentId' as const, credentialNo: `NO-${id}`.toUpperCase(),
}));
let odd = false;
const standIns = createStandIns({ people, today: () => expectedOn, oddData: () => odd });

function ask(service: string, id: string, change: Record<string, unknown> = {}): Answer {
  const handler = standIns.map((standIn) => standIn.services[service]).find((one) => one !== undefined);
  const body = { aac002: `NO-${id}`.toUpperCase(), aac003: `王·${id}`, aac058: '111', ...change };
  return handler?.({ service, body, query: {} }).body as Answer;
}

/** Fen of a yuan text; written here again so that test and stand-in do not share it. */
function fen(text: unknown): number {
  expect(text).toMatch(/^\d+\.\d{2}$/);
  return Number(String(text).replace('.', ''));
}
const sum = (rows: readonly Fields[], field: string): number => rows.reduce((total, row) => total + fen(row[field]), 0);
const words: Record<string, string> = { 1: '参保缴费', 2: '暂停', 3: '终止', 4: '退休' };
const services = {
  rs: { person: 'rs_person', rows: 'rs_contributions', account: 'rs_account', balance: 'aae240' },
  yb: { person: '/yb/person', rows: '/yb/contributions', account: '/yb/account', balance: 'akc087' },
} as const;
const cases = people.flatMap(({ id }) => (['rs', 'yb'] as const).map((department) => [id, department] as const));

describe('who is asked about', () => {
  test('a foreign number, a foreign name and a missing field are all "unknown", with the same answer', () => {
    const unknown = { code: 'E-201', message: '未查到该人员', data: null, total: 0, dataTime: '2026-11-14' };
    expect(ask('rs_person', 'nobody')).toEqual(unknown);
    expect(ask('rs_person', 'employee', { aac003: '别人' })).toEqual(unknown);
    expect(ask('rs_person', 'employee', { aac002: 7 })).toEqual(unknown);
    expect(ask('/yb/person', 'nobody')).toEqual({ success: false, code: 'E-201', msg: '未查到该人员', data: null });
  });

  test('any of the dots in use separates a name', () => {
    for (const dot of ['·', '・', '•', '‧']) expect(ask('rs_person', 'employee', { aac003: `王${dot}employee` }).code).toBe('0');
  });
});

describe.each(cases)('%s at %s', (id, department) => {
  const expected = expectedScreens[id]?.[department];
  const names = services[department];

  test('shows the stated screen', () => {
    const [person, rows, account] = [ask(names.person, id), ask(names.rows, id), ask(names.account, id)];
    if (!expected || 'refusal' in expected) {
      expect([person, rows, account].map((answer) => [answer.code, answer.data])).toEqual(Array(3).fill([expected?.refusal, null]));
      return;
    }
    const list = rows.data?.rows ?? [];
    const years = account.data?.years ?? [];
    expect({
      insurances: person.data?.insurances.map((one) => [one.aae140, words[one.aac031 ?? ''], one.aac049, one.aae201]),
      places: person.data?.places.map((place) => place.aab034),
      rows: list.length,
      pages: Math.ceil(list.length / 20),
      onTheWay: list.filter((row) => row.aab191 === '').length,
      unitFen: sum(list, 'aae020'),
      personalFen: sum(list, 'aae022'),
      account: {
        to: account.data?.aae003_to,
        years: years.length,
        principalFen: sum(years, 'aae021_sum'),
        interestFen: sum(years, 'aae239'),
        balanceFen: fen(account.data?.[names.balance]),
      },
    }).toEqual(expected);
  });

  test('has month rows, account statement and overview that agree to the fen', () => {
    if (!expected || 'refusal' in expected) return;
    const list = ask(names.rows, id).data?.rows ?? [];
    const account = ask(names.account, id).data;
    const years = account?.years ?? [];
    const intoAccount = sum(list, 'aae021');
    expect(intoAccount + sum(years, 'aae239')).toBe(fen(account?.[names.balance]));
    expect(years.at(-1)?.aae240 ?? '0.00').toBe(account?.[names.balance]);
    let balance = 0;
    for (const year of years) {
      const own = list.filter((row) => row.aae003?.startsWith(String(year.aae001)));
      expect(sum(own, 'aae021')).toBe(fen(year.aae021_sum));
      balance += fen(year.aae021_sum) + fen(year.aae239);
      expect(fen(year.aae240)).toBe(balance);
    }
    for (const one of ask(names.person, id).data?.insurances ?? []) {
      const credited = list.filter((row) => row.aae140 === one.aae140 && row.aab191 !== '');
      expect(credited.reduce((total, row) => total + Number(row.bae189), 0)).toBe(one.aae201);
    }
  });
});

describe('special rows', () => {
  const rows = (id: string, kind: string): Fields[] => (ask('rs_contributions', id).data?.rows ?? []).filter((row) => row.aae140 === kind);

  test('an ordinary month has the agreed fields as text', () => {
    expect(rows('employee', '110').at(-2)).toEqual({
      aae003: '202609', aae140: '110', aab004: '示例市青禾软件有限公司', aab034: '示例市', aae180: '13600.00',
      aae020: '2176.00', aae022: '1088.00', aae021: '1088.00', aab191: '2026-10-10', bae189: 1, aaa115: '10',
    });
    expect(rows('employee', '110').at(-1)).toMatchObject({ aae003: '202610', aae022: '1088.00', aae021: '0.00', aab191: '' });
  });

  test('forty years are at least 480 pension months', () => {
    expect(rows('forty-years', '110')).toHaveLength(484);
  });

  test('a back-payment stands beside the ordinary row of its month', () => {
    expect(rows('gap', '110').filter((row) => row.aae003 === '202105').map((row) => [row.aaa115, row.bae189, row.aae022])).toEqual([
      ['10', 1, '424.00'],
      ['20', 2, '608.00'],
    ]);
  });

  test('a transfer from another city is one row with the money and the months it brings', () => {
    expect(rows('moved', '110').filter((row) => row.aaa115 === '30')).toEqual([expect.objectContaining({ aae003: '202003', bae189: 66, aae021: '23846.40', aab034: '邻州市' })]);
  });

  test('odd data spoils single rows and leaves the others as they are', () => {
    const right = ask('rs_contributions', 'employee').data?.rows ?? [];
    odd = true;
    const wrong = (ask('rs_contributions', 'employee').data?.rows ?? []) as unknown as Record<string, unknown>[];
    odd = false;
    expect(wrong).toHaveLength(right.length + 1);
    expect(wrong.slice(6, -1)).toEqual(right.slice(6));
    expect([wrong[0]?.aae140, typeof wrong[1]?.aae180, 'aae022' in (wrong[2] ?? {}), wrong[3]?.aae003]).toEqual(['999', 'number', false, '201113']);
    expect(wrong.at(-1)).toEqual(wrong[4]);
    expect(String(wrong[5]?.aab004)).toContain('😀');
  });
});
