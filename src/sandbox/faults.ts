import { seededRandom } from './random.ts';

/** Faults of the connection: applied to every request of a target by one hook, before the stand-in sees it. */
export const transportFaults = ['slow', 'hang', 'error500', 'garbage', 'empty', 'html', 'drop'] as const;

/** Faults inside the protocol: the stand-in asks for them with `faults.active(target, fault)` and acts in its own dialect. */
export const protocolFaults = [
  'reject-signature',
  'key-expired',
  'clock-skew',
  'tamper-answer',
  'unsigned-answer',
  'busy',
  'odd-data',
  'phone-only',
  'server-only',
  'too-old',
  'hang-after-write',
  'tamper-document',
  'document-revoked',
  'document-expired',
] as const;

export type TransportFault = (typeof transportFaults)[number];
export type ProtocolFault = (typeof protocolFaults)[number];
export type FaultKind = TransportFault | ProtocolFault;

/** One order to misbehave. */
export interface FaultOrder {
  /** `weixin`, `alipay`, `identity`, `hall`, `departments/<id>`; the bare `departments` means each of them. */
  readonly target: string;
  readonly fault: FaultKind;
  /** Milliseconds: the delay of `slow` (3000 when left out), the offset of `clock-skew` (one hour ahead when left out). */
  readonly ms?: number;
  /** Ends by itself after this many hits; without it the fault stays until it is cleared. */
  readonly times?: number;
  /** Share of requests that are hit, above 0 and at most 1 (1 when left out); drawn from the seeded generator. */
  readonly rate?: number;
  /** A variety of the fault that a stand-in offers, such as `reserialised` for `tamper-answer` of `alipay`. */
  readonly detail?: string;
}

/** An order with its count of hits so far. */
export interface FaultState extends FaultOrder {
  readonly hits: number;
}

/** The registry that stand-ins and the control interface share. */
export interface Faults {
  /** Adds an order; one for the same target and fault replaces the older one. */
  set(order: FaultOrder): FaultState;
  /** Removes the orders of one target, or all. Returns how many went. */
  clear(target?: string): number;
  /** All orders that can still hit. */
  list(): readonly FaultState[];
  /**
   * Asks whether this fault hits now. A yes counts as one hit and uses up one of `times`,
   * so ask exactly once per request.
   * @returns the order that hits, or null
   */
  active(target: string, fault: FaultKind): FaultState | null;
}

/** @param seed start of the generator behind `rate`; the same seed and the same requests give the same faults */
export function createFaults(seed = 1): Faults {
  const random = seededRandom(seed);
  const orders = new Map<string, { order: FaultOrder; hits: number }>();
  const keyOf = (target: string, fault: FaultKind): string => `${target} ${fault}`;
  const stateOf = (entry: { order: FaultOrder; hits: number }): FaultState => ({ ...entry.order, hits: entry.hits });

  return {
    set(order) {
      const entry = { order: { ...order }, hits: 0 };
      orders.set(keyOf(order.target, order.fault), entry);
      return stateOf(entry);
    },
    clear(target) {
      const gone = [...orders].filter(([, { order }]) => target === undefined || order.target === target);
      for (const [key] of gone) orders.delete(key);
      return gone.length;
    },
    list: () => [...orders.values()].map(stateOf),
    active(target, fault) {
      // `departments` stands for every department; any other target is matched whole.
      const group = target.split('/')[0] ?? target;
      for (const key of new Set([keyOf(target, fault), keyOf(group, fault)])) {
        const entry = orders.get(key);
        if (!entry || random() >= (entry.order.rate ?? 1)) continue;
        entry.hits += 1;
        if (entry.order.times !== undefined && entry.hits >= entry.order.times) orders.delete(key);
        return stateOf(entry);
      }
      return null;
    },
  };
}

/** @returns whether a text names a fault we know */
export function isFaultKind(text: unknown): text is FaultKind {
  return typeof text === 'string' && [...transportFaults, ...protocolFaults].some((kind) => kind === text);
}
