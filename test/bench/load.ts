import { Worker } from 'node:worker_threads';

/** A session as the generator needs it: the token, its key (base64) and the address it seems to come from. */
export interface LoadSession {
  readonly token: string;
  readonly signatureKey: string;
  readonly address: string;
  /** Next free counter; the generator takes from here upwards and `runLoad` moves it on. */
  counter: number;
}

/** What is asked, over and over. */
export interface Target {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** `page` makes each body differ, so that no cache can answer; otherwise the body itself, null for none. */
  readonly body: 'page' | string | null;
}

export interface LoadOptions {
  /** Asked in turn: one for most runs, several for a mix. */
  readonly targets: readonly Target[];
  /** Signed by these in turn; empty for targets that want no signature. */
  readonly sessions: LoadSession[];
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second, open loop; null runs closed loop, as fast as answers come. */
  readonly rate: number | null;
  /** Never more than this, whatever the speed. */
  readonly most: number;
}

/** Latencies in ms; in an open loop they count from the moment a request was due. */
export interface TargetResult {
  readonly good: number;
  readonly bad: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface LoadResult extends TargetResult {
  /** Good answers per second. */
  readonly perSecond: number;
  /** Bytes of the body of one good answer. */
  readonly bodyBytes: number;
  /** By target, in their order. */
  readonly each: readonly TargetResult[];
  /** Body of the first good answer. */
  readonly goodText: string;
  /** Start of the first answer that was not good. */
  readonly firstBad: string;
}

let page = 0;

/** Runs one load in a thread of its own; bounded in number and time. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { sessions } = options;
  const rounds = sessions.length === 0 ? 0 : Math.ceil(options.most / sessions.length);
  const worker = new Worker(new URL('load-worker.ts', import.meta.url), { workerData: { ...options, pageFrom: page } });
  // What was prepared and not sent leaves a gap; the gateway's window does not mind gaps.
  for (const one of sessions) one.counter += rounds + 1;
  page += rounds + 1;
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => void worker.terminate().then(() => reject(new Error('The load did not end in time'))), (options.seconds + 60) * 1000);
    worker.once('message', (result: LoadResult) => {
      clearTimeout(tooLong);
      resolve(result);
    });
    worker.once('error', reject);
  });
}
