import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBenchGateway, type BenchGatewayOptions } from './gateway.ts';
import { runLoad } from './load.ts';
import { askedTarget, cachedTarget } from './measure-gateway.ts';
import { root } from './processes.ts';
import { sound } from './rounds.ts';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}
interface CpuProfile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where a function lives: a file of ours, a package, or Node. */
function placeOf(url: string): string {
  if (url === '') return 'engine';
  if (url.startsWith('node:')) return `node:${url.slice(5).split('/')[0]}`;
  const own = url.replace(`file://${root}/`, '').replace(/^file:\/\//, '');
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(own)?.[1];
  return dependency ? `package ${dependency}` : own;
}

interface Summary {
  readonly places: [string, number][];
  readonly functions: [string, number][];
  /** Functions with everything they call, up to the next `await`. */
  readonly whole: [string, number][];
}

const nameOf = ({ callFrame }: Node): string => `${callFrame.functionName || '(anonymous)'}:${callFrame.lineNumber + 1} – ${placeOf(callFrame.url)}`;

/** Share of the busy time by place and by function. */
function summarise(profile: CpuProfile): Summary {
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const [places, functions, whole] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let busy = 0;
  profile.samples.forEach((id, index) => {
    const frame = byId.get(id)?.callFrame;
    const time = profile.timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') return;
    busy += time;
    const place = placeOf(frame.url);
    places.set(place, (places.get(place) ?? 0) + time);
    const name = nameOf(byId.get(id)!);
    functions.set(name, (functions.get(name) ?? 0) + time);
    const seen = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) seen.add(nameOf(byId.get(at)!));
    for (const one of seen) whole.set(one, (whole.get(one) ?? 0) + time);
  });
  const top = (map: Map<string, number>): [string, number][] => [...map].sort((a, b) => b[1] - a[1]).map(([name, time]) => [name, time / busy]);
  return { places: top(places), functions: top(functions), whole: top(whole) };
}

/** Loads a gateway under a CPU profile, cached and asked, and prints the dominant costs of each. */
export async function profileGateway(options: BenchGatewayOptions): Promise<void> {
  for (const [name, target] of [['from the cache', cachedTarget], ['department asked', askedTarget]] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'chengban-profile-'));
    const file = join(folder, 'gateway.cpuprofile');
    const gateway = await startBenchGateway({ ...options, nodeFlags: ['--import', './test/bench/profile-preload.ts'], env: { PROFILE_FILE: file } });
    const load = { targets: [target(gateway.port)], sessions: gateway.sessions, connections: 64, rate: null };
    sound('warm-up', await runLoad({ ...load, seconds: 5, most: 6000 }));
    process.kill(gateway.pid, 'SIGUSR2');
    const result = await runLoad({ ...load, seconds: 8, most: 24_000 });
    process.kill(gateway.pid, 'SIGUSR2');
    for (let wait = 0; wait < 100 && !existsSync(file); wait += 1) await new Promise((done) => setTimeout(done, 100));
    await gateway.stop();
    process.stdout.write(`\n${name}: ${Math.round(result.perSecond)} /s under the profiler, ${result.bad} bad\n`);
    if (!existsSync(file)) process.stdout.write('  no profile was written\n');
    else {
      const { places, functions, whole } = summarise(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile);
      for (const [place, share] of places.slice(0, 16)) process.stdout.write(`  ${(share * 100).toFixed(1).padStart(5)} %  ${place}\n`);
      process.stdout.write('  by function\n');
      for (const [fn, share] of functions.slice(0, 16)) process.stdout.write(`  ${(share * 100).toFixed(1).padStart(5)} %  ${fn}\n`);
      process.stdout.write('  by function with what it calls\n');
      for (const [fn, share] of whole.filter(([fn]) => !/ – (engine|node:)/.test(fn)).slice(0, 40)) process.stdout.write(`  ${(share * 100).toFixed(1).padStart(5)} %  ${fn}\n`);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
