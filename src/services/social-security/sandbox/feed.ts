import type { DepartmentStandIn, StandInCity } from '../../../contract/stand-in.ts';

type Order = Readonly<Record<string, unknown>>;
interface Entry {
  readonly seq: number;
  readonly type: string;
  readonly number: string;
  readonly name: string;
  readonly occurred_on: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Kinds of entries with what they carry when the order says nothing else. */
const usual: Readonly<Record<string, (today: string) => Record<string, unknown>>> = {
  gap: (today) => ({ aae140: '110', aae003: monthBefore(today) }),
  arrears: (today) => ({ aae140: '110', aae003: monthBefore(today), aae022: '1234.56' }),
  interruption: (today) => ({ aae140: '110', aae003: monthBefore(today) }),
  qualification_due: (today) => ({ next_due: plusDays(today, 30) }),
};
const plusDays = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const monthBefore = (today: string) => plusDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7).replace('-', '');

/**
 * `rs_feed`: what changed at the department, ten entries a page. Orders: `event` adds an entry for a person (`personId`, `type`, `payload`,
 * `occurredOn`; `times` sends it several times); `feed` sets how it misbehaves (`repeat`: every page begins with the entries before it again,
 * `shuffle`: entries stand in no order, `junk`: entries nobody can read stand between them).
 */
export function createFeed(city: StandInCity): { service: DepartmentStandIn['services'][string]; control: NonNullable<DepartmentStandIn['control']> } {
  const entries: Entry[] = [];
  const manners = { repeat: false, shuffle: false, junk: false };
  const perPage = 10;

  return {
    service({ body }) {
      const at = /^c(\d{1,9})$/.exec(String(body.cursor ?? ''))?.[1];
      const from = at === undefined ? 0 : Number(at);
      const fresh = entries.slice(from, from + perPage);
      const items: unknown[] = manners.repeat ? [...entries.slice(Math.max(0, from - 5), from), ...fresh, ...fresh] : [...fresh];
      if (manners.shuffle) items.reverse();
      if (manners.junk) items.push({ seq: 'x' }, null, { seq: 0, number: 1 });
      if (city.oddData('rs')) return { body: { code: '0', message: '成功', data: { cursor: 1, items: '没有', next: null }, total: 0, dataTime: city.today() } };
      return { body: { code: '0', message: '成功', data: { cursor: String(body.cursor ?? ''), items, next: `c${from + fresh.length}` }, total: items.length, dataTime: city.today() } };
    },
    control: {
      event(order: Order) {
        const person = city.people.find((one) => one.id === order.personId);
        const make = typeof order.type === 'string' && Object.hasOwn(usual, order.type) ? usual[order.type] : undefined;
        if (!person) return 'personId is nobody';
        if (!make || typeof order.type !== 'string') return 'type is not one we know';
        const given = typeof order.payload === 'object' && order.payload !== null ? (order.payload as Order) : {};
        const occurred = typeof order.occurredOn === 'string' ? order.occurredOn : new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
        const times = typeof order.times === 'number' ? order.times : 1;
        for (let n = 0; n < times; n += 1) {
          const payload = { ...make(city.today()), ...given };
          entries.push({ seq: entries.length + 1, type: order.type, number: person.credentialNo, name: person.name, occurred_on: occurred, payload });
        }
        return { seq: entries.length };
      },
      feed(order: Order) {
        for (const key of ['repeat', 'shuffle', 'junk'] as const) if (typeof order[key] === 'boolean') manners[key] = order[key];
        return { ...manners, entries: entries.length };
      },
    },
  };
}
