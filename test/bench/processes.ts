import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning'];
const running = new Set<ChildProcess>();

export interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  /** First group of what was waited for. */
  readonly said: string;
  stop(): Promise<void>;
}

/** Starts a program of the project and waits until it says what matches `ready`; throws with its last words when it ends before. */
export function startProgram(args: readonly string[], ready: RegExp, env: Readonly<Record<string, string>> = {}, patience = 90_000): Promise<Started> {
  const child = spawn(process.execPath, [...flags, ...args], { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not become ready'), patience);
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${args.join(' ')} ${why}\n${output.slice(-3000)}`));
    };
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
      const found = ready.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve({ child, pid: child.pid ?? 0, said: found[1] ?? '', stop: () => end(child) });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      running.delete(child);
      fail(`ended with ${code ?? 'a signal'}`);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}

/** Ends everything that was started and still runs. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(end));
}

/** Resident memory in MB, null where /proc does not exist. */
export function memoryOf(pid: number): number | null {
  try {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

/** Processor time a process used so far in ms, its threads included; null where /proc does not exist. */
export function cpuOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    // utime and stime, in ticks of 10 ms.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** Open files and sockets of a process, null where /proc does not exist. */
export function descriptorsOf(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return null;
  }
}
