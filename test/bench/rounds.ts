import { runLoad, type LoadOptions, type LoadResult } from './load.ts';
import { cpuOf } from './processes.ts';
import { median } from './table.ts';

export interface Contestant {
  readonly name: string;
  readonly options: LoadOptions;
  /** Process whose processor time is counted. */
  readonly pid: number;
}

export interface Outcome {
  readonly perSecond: number;
  readonly last: LoadResult;
  /** Processor time of the process per answer in ms: says more than speed when others use the machine. */
  readonly cpuMs: number;
}

/** A run in which more than one answer in 200 was bad measured something else. */
export function sound(name: string, result: LoadResult): void {
  if (result.bad > 0) process.stdout.write(`    ${name}: ${result.bad} bad answers of ${result.bad + result.good}, first: ${result.firstBad.replaceAll('\r\n', ' ').slice(-260)}\n`);
  if (result.bad * 200 > result.good) throw new Error(`${name}: too many bad answers to be a measurement`);
}

/**
 * Contestants in turn, round after round, so that a slow minute of the machine hits all of them; medians of the rounds.
 * One warm-up round comes before and is not counted.
 */
export async function interleaved(contestants: readonly Contestant[], rounds = 3): Promise<Map<string, Outcome>> {
  const speeds = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  const used = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  const last = new Map<string, LoadResult>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, options, pid } of contestants) {
      const before = cpuOf(pid);
      const result = await runLoad(options);
      const cpuMs = ((cpuOf(pid) ?? Number.NaN) - (before ?? Number.NaN)) / result.good;
      sound(name, result);
      last.set(name, result);
      if (round === 0) continue;
      speeds.get(name)?.push(result.perSecond);
      used.get(name)?.push(cpuMs);
    }
  }
  return new Map(contestants.map(({ name }) => {
    const all = speeds.get(name) ?? [];
    const cpuMs = median(used.get(name) ?? []);
    process.stdout.write(`    ${name}: ${all.map((one) => Math.round(one)).join(', ')} /s, ${cpuMs.toFixed(3)} ms of processor time each\n`);
    return [name, { perSecond: median(all), last: last.get(name)!, cpuMs }];
  }));
}
