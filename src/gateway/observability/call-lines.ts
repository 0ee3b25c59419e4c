import { shanghaiTime } from '../../contract/shanghai-time.ts';
import type { CallReport } from '../http/routes.ts';

const mostMs = 100;
const mostCharacters = 64 * 1024;

export interface CallLines {
  add(report: CallReport): void;
  flush(): void;
}

/** Collects the lines of finished calls and writes them together, 100 ms later at most: a write of its own costs more than all else of a line. */
export function createCallLines(write: (text: string) => unknown): CallLines {
  let waiting = '';
  let timer: NodeJS.Timeout | null = null;
  let second = 0;
  let time = '';
  const flush = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    write(text);
  };
  return {
    flush,
    add({ operation, traceId, status, outcome, milliseconds }) {
      const now = Date.now();
      if (Math.floor(now / 1000) !== second) {
        second = Math.floor(now / 1000);
        time = shanghaiTime(now);
      }
      waiting += `{"level":"info","time":"${time}","operation":"${operation}","traceId":"${traceId}","status":${status},"outcome":"${outcome}","milliseconds":${milliseconds.toFixed(3)},"msg":"call"}\n`;
      if (waiting.length > mostCharacters) flush();
      else timer ??= setTimeout(flush, mostMs).unref();
    },
  };
}
