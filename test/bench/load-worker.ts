import { parentPort, workerData } from 'node:worker_threads';
import { Connection } from './connection.ts';
import type { LoadOptions, LoadResult, TargetResult } from './load.ts';
import { prepareRequests } from './signed-requests.ts';

const options = workerData as LoadOptions & { pageFrom: number };
const { targets, seconds, rate } = options;
const requests = prepareRequests(options);
const most = rate === null ? requests.length : Math.min(requests.length, Math.ceil(rate * seconds));
const latencies: number[][] = targets.map(() => []);
const bad = targets.map(() => 0);
let next = 0;
let bodyBytes = 0;
let firstBad = '';
let goodText = '';
let started = 0;

// A connection belongs to a port; all targets of a run stand on one.
const idle = Array.from({ length: options.connections }, () => new Connection(targets[0]!.port));
const all = [...idle];
const waiting: { index: number; due: number }[] = [];
let underWay = 0;

function send(connection: Connection, index: number, due: number, after: (connection: Connection) => void): void {
  const { bytes, target } = requests[index]!;
  underWay += 1;
  connection.send(bytes, (status, size, text) => {
    underWay -= 1;
    if (status === 200) {
      latencies[target]!.push(performance.now() - due);
      bodyBytes = size;
      goodText ||= text;
    } else {
      bad[target] = bad[target]! + 1;
      firstBad ||= `${status} ${text.slice(0, 500)}`;
    }
    after(connection);
  });
}

function closedLoop(): Promise<void> {
  return new Promise((resolve) => {
    const end = started + seconds * 1000;
    const again = (connection: Connection): void => {
      const now = performance.now();
      if (now < end && next < most) send(connection, next++, now, again);
      else if (underWay === 0) resolve();
    };
    for (const connection of all) again(connection);
  });
}

function openLoop(perSecond: number): Promise<void> {
  return new Promise((resolve) => {
    const free = (connection: Connection): void => {
      const first = waiting.shift();
      if (first) send(connection, first.index, first.due, free);
      else {
        idle.push(connection);
        if (next >= most && underWay === 0) resolve();
      }
    };
    const tick = (): void => {
      const now = performance.now();
      while (next < most && started + (next * 1000) / perSecond <= now) {
        const due = started + (next * 1000) / perSecond;
        const connection = idle.pop();
        if (connection) send(connection, next, due, free);
        else waiting.push({ index: next, due });
        next += 1;
      }
      if (next < most) setTimeout(tick, 1);
      else if (underWay === 0) resolve();
    };
    tick();
    // Answers that never come must not hold the run.
    setTimeout(resolve, (seconds + 40) * 1000).unref();
  });
}

function summary(values: number[], failures: number): TargetResult {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { good: values.length, bad: failures, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

started = performance.now();
await (rate === null ? closedLoop() : openLoop(rate));
const elapsed = (performance.now() - started) / 1000;
for (const one of all) one.close();
const total = summary(latencies.flat(), bad.reduce((sum, one) => sum + one, 0));
const result: LoadResult = {
  ...total, perSecond: total.good / elapsed, bodyBytes, firstBad, goodText,
  each: targets.map((_, index) => summary(latencies[index]!, bad[index]!)),
};
parentPort?.postMessage(result);
