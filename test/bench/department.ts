/**
 * The departments of the bench as a process of their own: constant answers, as fast as Node gives them, so that what is measured is the gateway.
 * 医保 answers without looking at the signature; 人社 stands behind the sandbox's own door, because its dialect hands out keys.
 * Arguments: city secret. Prints `port <n>`. `GET /bench/set?id=yb&ms=50` sets a delay, `ms=-1` hangs; `GET /bench/log?id=rs` gives arrival times.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deriveDepartmentCredentials } from '../../src/sandbox/departments/credentials.ts';
import { nationalAnswers } from '../../src/sandbox/departments/national.ts';
import { createFaults } from '../../src/sandbox/faults.ts';

const citySecret = process.argv[2] ?? '';

function monthRow(index: number, kind: string): Record<string, unknown> {
  return {
    aae003: `${2026 - index}-0${1 + (index % 9)}`, aae140: kind, aab004: '示例市某某信息技术有限公司', aab034: '示例市医疗保障服务中心',
    aae180: '8000.00', aae020: '640.00', aae022: '160.00', aae021: '160.00', aab191: `${2026 - index}-0${1 + (index % 9)}-20`, bae189: 1, aaa115: '10',
  };
}

const rows = (kind: string) => Array.from({ length: 12 }, (_, index) => monthRow(index, kind));
const years = Array.from({ length: 25 }, (_, index) => ({ aae001: 2025 - index, months: 12, aae021_sum: '1920.00', aae239: '12.34', aae240: '30000.00' }));
const good = (data: unknown) => Buffer.from(JSON.stringify({ success: true, code: '0', msg: '成功', data: { ...(data as object), dataTime: '2026-11-20' } }));
const yb = new Map<string, Buffer>([
  ['/departments/yb/yb/contributions', good({ rows: rows('310') })],
  ['/departments/yb/yb/account', good({ akc087: '30000.00', aae003_to: '2026-10', years })],
]);
const rs = nationalAnswers(
  {
    department: { id: 'rs', dialect: 'national-exchange' },
    services: { rs_contributions: () => ({ body: { code: '0', message: '成功', data: { rows: rows('110') }, total: 12, dataTime: '2026-11-20' } }) },
  },
  deriveDepartmentCredentials(citySecret, 'rs', 'national-exchange'),
  { faults: createFaults(1), now: Date.now },
);

const delays = new Map<string, number>();
const arrivals = new Map<string, number[]>([['rs', []], ['yb', []]]);

function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
  });
}

const server = createServer((request, reply) => {
  void (async () => {
    const url = request.url ?? '';
    const send = (body: Buffer, status = 200) => reply.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }).end(body);
    if (url.startsWith('/bench/')) {
      const query = new URL(url, 'http://bench').searchParams;
      const id = query.get('id') ?? '';
      if (url.startsWith('/bench/set')) delays.set(id, Number(query.get('ms')));
      return send(Buffer.from(JSON.stringify(arrivals.get(id) ?? [])));
    }
    const body = await bodyOf(request);
    const id = url.split('/', 3)[2] ?? '';
    const delay = delays.get(id) ?? 0;
    if (id === 'rs') arrivals.get(id)?.push(Date.now());
    if (delay < 0) return;
    if (delay > 0) await new Promise((done) => setTimeout(done, delay));
    const known = yb.get(url);
    if (known) return send(known);
    if (id !== 'rs') return send(Buffer.from('{}'), 404);
    const mount = '/departments/rs';
    const answer = rs({ method: request.method ?? '', path: url, below: url.slice(mount.length + 1), query: '', headers: request.headers, body });
    return send(Buffer.from(JSON.stringify(answer.body)), answer.status ?? 200);
  })();
});
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`));
