import { mkdirSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import pino, { type Logger } from 'pino';
import { shanghaiDate, shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Operation } from '../../contract/operation.ts';
import type { CallReport } from '../http/routes.ts';
import { createCallLines } from './call-lines.ts';
import { createRedactor, scrub } from './redact.ts';

/** Days a log file is kept: six months and a little more (网络安全法 art. 21: at least six months). */
export const keptDays = 190;
const dayMs = 24 * 60 * 60 * 1000;

/** `…/gateway.log` → `…/gateway-2026-11-22.log`. */
export function fileOfDay(file: string, day: string): string {
  const extension = extname(file);
  return join(dirname(file), `${basename(file, extension)}-${day}${extension}`);
}

/** Removes day files older than `keptDays` by their name; only age removes a log, never size. @returns names removed */
export function pruneLogs(file: string, now: number): string[] {
  const extension = extname(file);
  const stem = basename(file, extension);
  const oldest = shanghaiDate(now - keptDays * dayMs);
  const removed: string[] = [];
  for (const name of readdirSync(dirname(file))) {
    const day = name.startsWith(`${stem}-`) && name.endsWith(extension) ? name.slice(stem.length + 1, name.length - extension.length) : '';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day >= oldest || !statSync(join(dirname(file), name)).isFile()) continue;
    unlinkSync(join(dirname(file), name));
    removed.push(name);
  }
  return removed;
}

export interface GatewayLog {
  readonly log: Logger;
  /** One line of a finished call, written 100 ms later at most: a kill may lose so much of them, never of the audit. */
  readonly call: (report: CallReport) => void;
  /** Writes what is buffered and ends the file. */
  close(): Promise<void>;
}

/**
 * JSON lines, one per call and per fault; bodies are never logged and every object is redacted by field class.
 * With `file` a new file begins each local day.
 */
export function openLog({ file, level, operations }: { file: string | null; level: string; operations: readonly Operation[] }): GatewayLog {
  const redact = createRedactor(operations);
  let day = shanghaiDate(Date.now());
  if (file) mkdirSync(dirname(file), { recursive: true });
  const destination = pino.destination({ dest: file ? fileOfDay(file, day) : 1, sync: false, minLength: 0, mkdir: true, mode: 0o600 });
  const log = pino({
    level,
    base: null,
    timestamp: () => `,"time":"${shanghaiTime(Date.now())}"`,
    formatters: { level: (label) => ({ level: label }), log: redact },
    // Errors are plain objects by then; pino's own serializer would call each of them "Object".
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(args, method) {
        const cleaned = args.map((one) => (typeof one === 'string' ? scrub(one) : one)) as typeof args;
        return method.apply(this, cleaned);
      },
    },
  }, destination);
  const timer = setInterval(() => {
    const today = shanghaiDate(Date.now());
    if (!file || today === day) return;
    day = today;
    destination.reopen(fileOfDay(file, day));
    pruneLogs(file, Date.now());
  }, 10_000);
  timer.unref();
  if (file) pruneLogs(file, Date.now());
  // Names of the declarations and figures only, so there is nothing to redact or to escape; written together, not one by one.
  const calls = log.isLevelEnabled('info') ? createCallLines((text) => destination.write(text)) : null;
  return {
    log,
    call: (report) => calls?.add(report),
    close: () => new Promise((resolve) => {
      clearInterval(timer);
      calls?.flush();
      log.flush(() => {
        if (!file) return resolve();
        destination.once('close', () => resolve());
        destination.end();
      });
    }),
  };
}
