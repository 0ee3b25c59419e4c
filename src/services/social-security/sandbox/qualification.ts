import type { DepartmentStandIn, StandInCity, StandInPerson } from '../../../contract/stand-in.ts';
import { careers, deceasedPeople } from './careers.ts';
import { dataDate, findPerson, refusalWords } from './records.ts';

interface Confirmation {
  readonly receipt_no: string;
  readonly confirmed_on: string;
  readonly way: string;
}
interface Standing {
  due: string;
  last: Confirmation | null;
  /** Whether the department's own data suffice. */
  matches: boolean;
}

const plusDays = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nextYear = (date: string) => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
/** A period opens this many days before its last day. */
const openDays = 90;

/**
 * `rs_qualification` and `rs_qualification_confirm`: once a year, open for the last 90 days of the period. Confirmed twice in a period is one
 * confirmation. Order `qualification`: `personId` with `dueInDays`, `matches`.
 */
export function createQualification(city: StandInCity): { services: DepartmentStandIn['services']; control: NonNullable<DepartmentStandIn['control']> } {
  const standings = new Map<string, Standing>();
  let issued = 0;
  const standingOf = (person: StandInPerson): Standing | null => {
    if (careers[person.id]?.retired === undefined) return null;
    const known = standings.get(person.id) ?? { due: plusDays(city.today(), 20), last: null, matches: true };
    standings.set(person.id, known);
    return known;
  };
  const stateOf = ({ due, last }: Standing): string => {
    const opens = plusDays(due, -openDays);
    if (city.today() >= opens) return city.today() > due ? '4' : '1';
    return last !== null && last.confirmed_on >= plusDays(city.today(), -370) ? '3' : '2';
  };
  const answer = (data: unknown) => ({ body: { code: '0', message: '成功', data, total: 1, dataTime: dataDate(city.today()) } });
  const refused = (code: string, message: string) => ({ body: { code, message, data: null, total: 0, dataTime: dataDate(city.today()) } });
  type Request = Parameters<DepartmentStandIn['services'][string]>[0];
  const withPerson = (request: Request, then: (person: StandInPerson) => ReturnType<DepartmentStandIn['services'][string]>) => {
    const person = findPerson(city, request);
    if (!person) return refused('E-201', refusalWords['E-201']);
    return deceasedPeople.has(person.id) ? refused('E-202', refusalWords['E-202']) : then(person);
  };

  return {
    services: {
      rs_qualification: (request) => withPerson(request, (person) => {
        const standing = standingOf(person);
        if (!standing) return answer({ state: '0', next_due: null, opens_on: null, last: null });
        const { due, last } = standing;
        const data = { state: stateOf(standing), next_due: due, opens_on: plusDays(due, -openDays), last };
        return answer(city.oddData('rs') ? { ...data, next_due: '明年' } : data);
      }),
      rs_qualification_confirm: (request) => withPerson(request, (person) => {
        const standing = standingOf(person);
        if (!standing) return refused('E-301', '不是领取养老金人员');
        const state = stateOf(standing);
        const { way } = request.body;
        if (state === '3' && standing.last) return answer({ ...standing.last, next_due: standing.due, repeated: true });
        if (state === '2') return refused('E-302', '未到认证时间');
        if (way === '1' && !standing.matches) return refused('E-303', '数据比对无结果');
        issued += 1;
        standing.last = { receipt_no: `ZG${city.today().replaceAll('-', '')}${String(issued).padStart(6, '0')}`, confirmed_on: city.today(), way: String(way) };
        standing.due = nextYear(standing.due);
        return answer({ ...standing.last, next_due: standing.due, repeated: false });
      }),
    },
    control: {
      qualification(order) {
        const person = city.people.find((one) => one.id === order.personId);
        const standing = person && standingOf(person);
        if (!standing) return 'personId is nobody who draws a pension';
        if (typeof order.dueInDays === 'number') {
          standing.due = plusDays(city.today(), order.dueInDays);
          standing.last = null;
        }
        if (typeof order.matches === 'boolean') standing.matches = order.matches;
        return { due: standing.due, matches: standing.matches };
      },
    },
  };
}
