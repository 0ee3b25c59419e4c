import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** PGlite does not refuse a second opener, and the second one overwrites committed rows: so the folder has a lock of ours. */
export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** Start time of that process in clock ticks since boot, so that a reused pid is not taken for the holder. */
  readonly started: string;
}

/** Says who holds the folder. */
export class FolderHeldError extends Error {
  readonly pid: number;
  readonly folder: string;
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop that process, or give this one a folder of its own.`);
    this.name = 'FolderHeldError';
    this.pid = pid;
    this.folder = folder;
  }
}

/** Field 22 of /proc/<pid>/stat; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command name may hold blanks and brackets: count from the last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const started = startOf(holder.pid);
  return started === '' || holder.started === '' || started === holder.started;
}

function readHolder(file: string): Holder | null {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof found.pid === 'number' ? { pid: found.pid, started: found.started ?? '' } : null;
  } catch {
    return null;
  }
}

/**
 * Takes the lock of a data folder, creating the folder when it is missing.
 * The lock of a process that has died is taken over.
 * @throws FolderHeldError when a living process, this one included, holds it
 */
export function lockFolder(folder: string): FolderLock {
  const at = resolve(folder);
  mkdirSync(at, { recursive: true, mode: 0o700 });
  const file = join(at, 'gateway.lock');
  const aside = `${file}.${process.pid}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (tryTake(file, aside)) {
      let held = true;
      return {
        release() {
          // Once only: afterwards the file may be somebody else's.
          if (held) rmSync(file, { force: true });
          held = false;
        },
      };
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw new FolderHeldError(at, holder.pid);
    removeStale(file, `${aside}.stale`, at);
  }
  throw new Error(`The lock of the data folder ${at} cannot be taken; another process keeps taking it at the same time.`);
}

/** Written aside and linked: the lock appears whole or not at all. */
function tryTake(file: string, aside: string): boolean {
  writeFileSync(aside, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }), { mode: 0o600, flush: true });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Renamed before it is removed: of two processes that find the same stale lock only one moves it. */
function removeStale(file: string, moved: string, folder: string): void {
  try {
    renameSync(file, moved);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  // The other one may have been quicker and this is its new lock: put it back.
  const holder = readHolder(moved);
  if (holder && isAlive(holder)) {
    renameSync(moved, file);
    throw new FolderHeldError(folder, holder.pid);
  }
  rmSync(moved, { force: true });
}
