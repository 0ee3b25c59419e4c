import type { FastifyInstance } from 'fastify';
import type { DepartmentStandIn } from '../contract/stand-in.ts';
import { isFaultKind } from './faults.ts';
import type { FaultOrder, Faults } from './faults.ts';
import type { ReceivedMessages } from './received-messages.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Settings of the stand-ins that can change while the city runs. */
export interface ControlDesk {
  readonly faults: Faults;
  readonly standIns: readonly DepartmentStandIn[];
  /** What people received through the hosts. */
  readonly received: ReceivedMessages;
  /** Registers the public key of the product's Alipay app. Throws when the text is no key. */
  setAlipayAppKey(text: string): void;
  /** Alipay's own public key, PEM: what the gateway is configured with. */
  alipayPublicKey(): string;
}

/** Reads an order, or says in a sentence what is wrong with it. */
export function readOrder(body: unknown): FaultOrder | string {
  if (typeof body !== 'object' || body === null) return 'the body must be a JSON object';
  const { target, fault, ms, times, rate, detail } = body as Fields;
  if (typeof target !== 'string' || !/^(weixin|alipay|identity|hall|departments(\/[\w-]+)?)$/.test(target)) {
    return 'target must be weixin, alipay, identity, hall, departments or departments/<id>';
  }
  if (!isFaultKind(fault)) return 'fault is not one we know';
  // clock-skew may point into the past; more than a day either way is a typing error.
  if (ms !== undefined && !(typeof ms === 'number' && Math.abs(ms) <= 86_400_000)) return 'ms must be a number of at most a day';
  if (times !== undefined && !(typeof times === 'number' && Number.isInteger(times) && times > 0)) return 'times must be a whole number above 0';
  if (rate !== undefined && !(typeof rate === 'number' && rate > 0 && rate <= 1)) return 'rate must be above 0 and at most 1';
  if (detail !== undefined && typeof detail !== 'string') return 'detail must be text';
  return { target, fault, ms, times, rate, detail };
}

/** The control interface under `/control`: for tests, rigs and people who want to see how the product behaves. */
export function mountControl(app: FastifyInstance, desk: ControlDesk): void {
  const { faults } = desk;
  app.get('/control/faults', async () => ({ faults: faults.list() }));
  app.post('/control/faults', async (request, reply) => {
    const order = readOrder(request.body);
    return typeof order === 'string' ? reply.code(400).send({ error: order }) : faults.set(order);
  });
  app.delete<{ Querystring: { target?: string } }>('/control/faults', async (request) => ({
    cleared: faults.clear(request.query.target),
  }));
  app.post<{ Params: { department: string; order: string } }>('/control/departments/:department/:order', async (request, reply) => {
    const control = desk.standIns.find((one) => one.department.id === request.params.department)?.control ?? {};
    const order = Object.hasOwn(control, request.params.order) ? control[request.params.order] : undefined;
    if (!order) return reply.code(404).send({ error: 'this department takes no such order' });
    const answer = order(typeof request.body === 'object' && request.body !== null ? (request.body as Fields) : {});
    return typeof answer === 'string' ? reply.code(400).send({ error: answer }) : answer;
  });
  app.get('/control/messages', async () => ({ messages: desk.received.list() }));
  app.delete('/control/messages', async () => ({ cleared: desk.received.clear() }));
  app.get('/control/alipay/public-key', async () => ({ publicKey: desk.alipayPublicKey() }));
  app.post('/control/alipay/app-key', async (request, reply) => {
    const { publicKey } = (request.body ?? {}) as Fields;
    try {
      if (typeof publicKey !== 'string') throw new TypeError('publicKey is missing');
      desk.setAlipayAppKey(publicKey);
      return { ok: true };
    } catch {
      return reply.code(400).send({ error: 'publicKey must be a public key, PEM or base64' });
    }
  });
}
