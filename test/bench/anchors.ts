/**
 * One anchor of the bench as a process of its own. Arguments: `hmac` | `proxy` | `undici`, then the upstream's origin or a file with the body.
 * Prints `port <n>`. None has a policy, a log or an audit: they are what a thin gateway could reach at most.
 */
import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

const [kind = '', argument = ''] = process.argv.slice(2);
const app = Fastify({ logger: false });
const key = Buffer.alloc(32, 7);

/** One HMAC over about what the gateway signs, compared in constant time; the result is not needed. */
function oneHmac(method: string, url: string, body: unknown): boolean {
  const expected = createHmac('sha256', key).update(`${method}\n${url}\n\n1700000000000\n1\n\n${JSON.stringify(body ?? '')}\n`).digest();
  return timingSafeEqual(expected, expected);
}

if (kind === 'hmac') {
  const answer = readFileSync(argument, 'utf8');
  app.get('/*', async (request, reply) => {
    oneHmac(request.method, request.url, request.body);
    return reply.type('application/json; charset=utf-8').send(answer);
  });
} else if (kind === 'proxy') {
  await app.register(httpProxy, { upstream: argument, http2: false });
} else {
  const pool = new Pool(argument, { connections: 64 });
  app.post('/*', async (request, reply) => {
    oneHmac(request.method, request.url, request.body);
    const { body } = await pool.request({ method: 'POST', path: request.url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.body) });
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(await body.json()));
  });
}
await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`port ${(app.server.address() as AddressInfo).port}\n`);
