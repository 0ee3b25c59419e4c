import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Faults } from './faults.ts';

/**
 * Which target a path belongs to, or null for pages that never misbehave (control, people, device helpers).
 * `/departments/<id>/...` is `departments/<id>`.
 */
export function targetOf(path: string): string | null {
  const [, first = '', second = ''] = path.split(/[/?#]/);
  if (first === 'departments') return `departments/${second}`;
  return ['weixin', 'alipay', 'identity', 'hall'].includes(first) ? first : null;
}

/** Not text, not JSON, and the same every time. */
const garbage = Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 167 + 13) % 256));

const proxyPage = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center><p>SANDBOX</p></body></html>';

/**
 * One hook for every prefix: delays, cuts or replaces answers as the registry orders.
 * `slow` can be joined with another fault; of the others one hits per request.
 */
export function applyTransportFaults(app: FastifyInstance, faults: Faults): void {
  app.addHook('onRequest', async (request, reply) => {
    const target = targetOf(request.url);
    if (target === null) return undefined;
    const slow = faults.active(target, 'slow');
    if (slow) await pause(slow.ms ?? 3000);
    if (faults.active(target, 'hang')) {
      // Never answered; the socket ends when the caller gives up or the server closes.
      reply.hijack();
      return undefined;
    }
    if (faults.active(target, 'drop')) {
      reply.hijack();
      request.raw.socket.destroy();
      return undefined;
    }
    if (faults.active(target, 'error500')) return reply.code(500).type('text/plain').send('Internal Server Error');
    if (faults.active(target, 'garbage')) return reply.type('application/json').send(garbage);
    if (faults.active(target, 'empty')) return reply.type('application/json').send('');
    if (faults.active(target, 'html')) return reply.type('text/html').send(proxyPage);
    return undefined;
  });
}
