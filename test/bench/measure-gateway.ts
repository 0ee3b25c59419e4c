import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLoad, type LoadOptions, type Target } from './load.ts';
import type { BenchGateway } from './gateway.ts';
import { descriptorsOf, memoryOf, startProgram, type Started } from './processes.ts';
import { interleaved, sound } from './rounds.ts';
import { median, type Row } from './table.ts';

const api = '/api/v1';
/** Enough that a group commit of the audit never waits for callers; the same for product and anchors. */
const connections = 64;
const round = 2.5;

/** What the measurements share. */
export interface Ground {
  readonly departments: Started;
  /** Origin of the departments. */
  readonly upstream: string;
  readonly upstreamPort: number;
}

export const cachedTarget = (port: number): Target => ({ port, method: 'GET', path: `${api}/social-security/medical-account`, body: null });
export const askedTarget = (port: number): Target => ({ port, method: 'POST', path: `${api}/social-security/medical-contributions`, body: 'page' });
const rsTarget = (port: number): Target => ({ port, method: 'POST', path: `${api}/social-security/contributions`, body: 'page' });
const directTarget = (port: number): Target => ({ port, method: 'POST', path: '/departments/yb/yb/contributions', body: 'page' });

const closed = (target: Target, gateway: BenchGateway | null, most: number): LoadOptions => ({ targets: [target], sessions: gateway?.sessions ?? [], connections, seconds: round, rate: null, most });
const open = (targets: Target[], gateway: BenchGateway | null, rate: number, seconds: number): LoadOptions => ({ targets, sessions: gateway?.sessions ?? [], connections: 256, seconds, rate, most: Math.ceil(rate * seconds) });
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en-US')} /s`;

/** Sets the delay of a department in ms; -1 hangs. */
async function delay(ground: Ground, id: 'rs' | 'yb', value: number): Promise<void> {
  await fetch(`${ground.upstream}/bench/set?id=${id}&ms=${value}`);
}

/** Row: answer from the person's cache beside bare Fastify with one HMAC and the same body. */
export async function fromCache(gateway: BenchGateway): Promise<Row[]> {
  const warm = await runLoad({ ...closed(cachedTarget(gateway.port), gateway, gateway.sessions.length), seconds: 20 });
  sound('filling the caches', warm);
  const folder = mkdtempSync(join(tmpdir(), 'chengban-anchor-'));
  const body = join(folder, 'body.json');
  writeFileSync(body, warm.goodText);
  // The anchor gets the very requests of the gateway and gives the very body.
  const anchor = await startProgram(['test/bench/anchors.ts', 'hmac', body], /port (\d+)/);
  try {
    const results = await interleaved([
      { name: 'bare Fastify + HMAC', pid: anchor.pid, options: closed(cachedTarget(Number(anchor.said)), gateway, 60_000) },
      { name: 'gateway, cached', pid: gateway.pid, options: closed(cachedTarget(gateway.port), gateway, 16_000) },
    ]);
    const bare = results.get('bare Fastify + HMAC')!.perSecond;
    const own = results.get('gateway, cached')!.perSecond;
    const what = `answer of ${warm.bodyBytes} B from the person's cache`;
    return [
      { what, product: perSecond(own), anchor: `bare Fastify + HMAC ${perSecond(bare)}`, budget: '≥ 0.5 ×', met: own >= 0.5 * bare && warm.bodyBytes >= 2048, note: `${(own / bare).toFixed(2)} ×` },
      { what: `${what}, absolute`, product: perSecond(own), anchor: 'generator on the same machine', budget: '≥ 4,500 /s', met: own >= 4500 },
    ];
  } finally {
    await anchor.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Rows: department asked each time beside a bare proxy and bare Fastify + undici. @returns rows and the gateway's speed */
export async function askedEachTime(gateway: BenchGateway, ground: Ground): Promise<{ rows: Row[]; speed: number }> {
  const proxy = await startProgram(['test/bench/anchors.ts', 'proxy', ground.upstream], /port (\d+)/);
  const undici = await startProgram(['test/bench/anchors.ts', 'undici', ground.upstream], /port (\d+)/);
  try {
    const results = await interleaved([
      { name: 'bare @fastify/http-proxy', pid: proxy.pid, options: closed(directTarget(Number(proxy.said)), null, 30_000) },
      { name: 'bare Fastify + undici', pid: undici.pid, options: closed(directTarget(Number(undici.said)), null, 30_000) },
      { name: 'gateway, department asked', pid: gateway.pid, options: closed(askedTarget(gateway.port), gateway, 12_000) },
    ]);
    const speed = results.get('gateway, department asked')!.perSecond;
    const size = results.get('gateway, department asked')!.last.bodyBytes;
    const row = (name: string, least: number): Row => {
      const bare = results.get(name)!.perSecond;
      return { what: `department asked each time, ${size} B`, product: perSecond(speed), anchor: `${name} ${perSecond(bare)}`, budget: `≥ ${least} ×`, met: speed >= least * bare, note: `${(speed / bare).toFixed(2)} ×` };
    };
    return { rows: [row('bare @fastify/http-proxy', 0.8), row('bare Fastify + undici', 0.6)], speed };
  } finally {
    await Promise.all([proxy.stop(), undici.stop()]);
  }
}

/** Row: what the gateway adds to the department's own p99, open loop at a fixed rate. */
export async function addedLatency(gateway: BenchGateway, ground: Ground, rate: number, budget: number, where: string): Promise<Row> {
  const results = { direct: [] as number[], through: [] as number[] };
  for (let turn = 0; turn <= 3; turn += 1) {
    const direct = await runLoad(open([directTarget(ground.upstreamPort)], null, rate, 3));
    const through = await runLoad(open([askedTarget(gateway.port)], gateway, rate, 3));
    sound('gateway at half load', through);
    // The first turn warms up.
    if (turn === 0) continue;
    results.direct.push(direct.p99);
    results.through.push(through.p99);
  }
  const [direct, through] = [median(results.direct), median(results.through)];
  const added = through - direct;
  return { what: `added p99 at half load (${Math.round(rate)} /s), ${where}`, product: ms(through), anchor: `department itself ${ms(direct)}`, budget: `≤ ${budget} ms added`, met: added <= budget, note: `${added.toFixed(1)} ms` };
}

/** Rows: list of a service with a department that takes 50 ms, first and cached. */
export async function listOfService(gateway: BenchGateway, ground: Ground): Promise<Row[]> {
  await delay(ground, 'yb', 50);
  const asked = await runLoad(open([askedTarget(gateway.port)], gateway, 100, 6));
  await delay(ground, 'yb', 0);
  const cached = await runLoad(open([cachedTarget(gateway.port)], gateway, 100, 6));
  sound('list', asked);
  sound('cached list', cached);
  return [
    { what: 'list of a service, department at 50 ms, p95', product: ms(asked.p95), anchor: '50 ms', budget: '≤ 200 ms', met: asked.p95 <= 200 },
    { what: 'the same from the cache, p95', product: ms(cached.p95), anchor: '–', budget: '≤ 30 ms', met: cached.p95 <= 30 },
  ];
}

/** Rows: one department hangs for 30 s under 200 requests/s of which half go to it. */
export async function oneHangs(gateway: BenchGateway, ground: Ground): Promise<Row[]> {
  const mix = [askedTarget(gateway.port), rsTarget(gateway.port)];
  const before = await runLoad(open(mix, gateway, 200, 8));
  sound('both departments well', before);
  const arrived = async () => (await (await fetch(`${ground.upstream}/bench/log?id=rs`)).json()) as number[];
  const known = (await arrived()).length;
  await delay(ground, 'rs', -1);
  const began = Date.now();
  let [memory, descriptors] = [0, 0];
  const watch = setInterval(() => {
    memory = Math.max(memory, memoryOf(gateway.pid) ?? 0);
    descriptors = Math.max(descriptors, descriptorsOf(gateway.pid) ?? 0);
  }, 500);
  const during = await runLoad(open(mix, gateway, 200, 30));
  clearInterval(watch);
  await delay(ground, 'rs', 0);
  const [well, ill] = [before.each[0]!, during.each[0]!];
  const rise = (ill.p95 / well.p95 - 1) * 100;
  // After the first burst has timed out (3 s and a little), whatever arrives is a probe: one each 10 s of an open breaker and its own 3 s.
  const later = (await arrived()).slice(known).filter((at) => at - began > 4500);
  const gaps = later.slice(1).map((at, index) => at - later[index]!);
  return [
    { what: "one department hangs 30 s at 200 /s mixed: the other's p95", product: ms(ill.p95), anchor: `before ${ms(well.p95)}`, budget: 'rises ≤ 20 %', met: rise <= 20 && ill.bad === 0, note: `${rise.toFixed(0)} %, ${ill.bad} bad answers` },
    { what: 'probes to the hanging department while half-open', product: `${later.length} in ${Math.round((Date.now() - began) / 1000)} s, ${gaps.length > 0 ? `${Math.round(Math.min(...gaps) / 1000)} s apart` : 'never two'}`, anchor: '–', budget: 'one at a time', met: later.length >= 1 && gaps.every((gap) => gap > 9000) },
    { what: 'memory and descriptors meanwhile', product: `${Math.round(memory)} MB, ${descriptors}`, anchor: '–', budget: '≤ 250 MB, ≤ 1,000', met: memory > 0 ? memory <= 250 && descriptors <= 1000 : null },
  ];
}

/** Row: resident memory after many requests, and whether it still grows. */
export async function memoryAfter(gateway: BenchGateway, budget: number, where: string, many = 100_000, patience = 60): Promise<Row> {
  const half: number[] = [];
  let sent = 0;
  const end = Date.now() + patience * 1000;
  for (let part = 0; part < 10 && Date.now() < end; part += 1) {
    // The people at 60 calls a minute and operation: two operations in turn keep below everybody's limit.
    const targets = part % 2 === 0 ? [cachedTarget(gateway.port)] : [{ ...cachedTarget(gateway.port), path: `${api}/account/me` }];
    const result = await runLoad({ ...closed(targets[0]!, gateway, many / 10), seconds: 10 });
    sent += result.good + result.bad;
    half.push(memoryOf(gateway.pid) ?? Number.NaN);
  }
  const middle = half[Math.floor(half.length / 2)] ?? Number.NaN;
  const last = half.at(-1) ?? Number.NaN;
  const flat = last <= middle * 1.15;
  return { what: `memory after ${sent.toLocaleString('en-US')} requests, ${where}`, product: `${Math.round(last)} MB`, anchor: `half-way ${Math.round(middle)} MB`, budget: `≤ ${budget} MB, flat`, met: Number.isNaN(last) ? null : last <= budget && flat, note: Number.isNaN(last) ? 'no /proc here' : flat ? 'flat' : 'still growing' };
}
