import { PgBoss, type JobResult } from 'pg-boss';
import type { Db, Storage } from '../storage/storage.ts';
import { enqueue, moveOutbox, outboxChannel, type JobPayload } from './outbox.ts';

export type { JobPayload } from './outbox.ts';

/** Does one job. Called at least once, so doing it twice must be the same as once. Throwing means: again later. */
export type JobHandler = (payload: JobPayload) => Promise<void>;

export interface JobOptions {
  /** Times a failed job is tried again, with growing pauses; 8 when absent. */
  readonly retryLimit?: number;
  /** First pause in seconds, 5 when absent. */
  readonly retryDelay?: number;
}

export interface Jobs {
  /** Records a job in the transaction of its cause. Nothing happens when that is rolled back. */
  enqueue(tx: Db, kind: string, payload: JobPayload): Promise<void>;
  /** Registers the handler of a kind; before `start`. */
  handle(kind: string, handler: JobHandler, options?: JobOptions): void;
  /** Runs a kind by the clock, five-field cron in Asia/Shanghai; before `start`. */
  schedule(kind: string, cron: string): void;
  /** Starts queue and workers. Takes seconds on a fresh PGlite folder: call it after readiness; jobs recorded earlier wait. */
  start(): Promise<void>;
  /** Lets running jobs end (10 s at most) and stops. */
  close(): Promise<void>;
}

export interface JobsOptions {
  readonly storage: Storage;
  /** How often the outbox is looked at when nobody told, 1000 ms when absent. */
  readonly pollMs?: number;
  /** Hears of failed jobs and failed background work; gets kinds and error names, no payloads. */
  readonly onError?: (what: string, error: unknown) => void;
}

/** Prepares the job queue (pg-boss, schema `<schema>_jobs`) of a storage. */
export function openJobs({ storage, pollMs = 1000, onError = () => undefined }: JobsOptions): Jobs {
  const handlers = new Map<string, { handler: JobHandler; options: JobOptions }>();
  const schedules = new Map<string, string>();
  const workers: string[] = [];
  let boss: PgBoss | null = null;
  let timer: NodeJS.Timeout | null = null;
  let unlisten: (() => Promise<void>) | null = null;
  let moving: Promise<void> | null = null;
  let again = false;
  let starting: Promise<void> | null = null;

  const move = (): void => {
    const queue = boss;
    if (!queue) return;
    if (moving) {
      again = true;
      return;
    }
    moving = (async () => {
      do {
        again = false;
        while ((await moveOutbox(storage, queue, [...handlers.keys()])) > 0) {
          for (const worker of workers) queue.notifyWorker(worker);
        }
      } while (again);
    })()
      .catch((error: unknown) => onError('outbox', error))
      .finally(() => (moving = null));
  };

  const start = async (): Promise<void> => {
    const queue = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => storage.executeSql(text, values) },
      backend: storage.kind === 'pglite' ? 'pglite' : 'postgres',
      schema: `${storage.schema}_jobs`,
      superviseIntervalSeconds: 300,
    });
    queue.on('error', (error: unknown) => onError('queue', error));
    await queue.start();
    for (const [kind, { handler, options }] of handlers) {
      await queue.createQueue(kind, {
        retryLimit: options.retryLimit ?? 8,
        retryDelay: options.retryDelay ?? 5,
        retryBackoff: true,
        deleteAfterSeconds: 7 * 24 * 3600,
      });
      // A full batch is followed by the next at once; a job that fails does not take the others with it.
      const work = { pollingIntervalSeconds: 1, batchSize: 20, burstWhenBatchFull: true, perJobResults: true } as const;
      const worker = await queue.work(kind, work, (jobs) =>
        Promise.all(
          jobs.map(async (job): Promise<JobResult> => {
            try {
              await handler((job.data ?? {}) as JobPayload);
              return { id: job.id, status: 'completed' };
            } catch (error) {
              onError(kind, error);
              // pg-boss keeps the output in its table: only the kind of error may lie there, messages may quote a person.
              return { id: job.id, status: 'failed', output: { error: error instanceof Error ? error.name : 'unknown' } };
            }
          }),
        ),
      );
      workers.push(worker);
    }
    for (const [kind, cron] of schedules) await queue.schedule(kind, cron, {}, { tz: 'Asia/Shanghai' });
    boss = queue;
    unlisten = await storage.listen(outboxChannel, move);
    timer = setInterval(move, pollMs);
    timer.unref();
    move();
  };

  return {
    enqueue: (tx, kind, payload) => enqueue(storage, tx, kind, payload),
    handle(kind, handler, options = {}) {
      if (starting) throw new Error(`The handler of ${kind} must be registered before the queue starts`);
      handlers.set(kind, { handler, options });
    },
    schedule(kind, cron) {
      if (starting) throw new Error(`The schedule of ${kind} must be registered before the queue starts`);
      schedules.set(kind, cron);
    },
    start: () => (starting ??= start()),
    async close() {
      await starting?.catch(() => undefined);
      if (timer) clearInterval(timer);
      await unlisten?.();
      await moving;
      await boss?.stop({ graceful: true, timeout: 10_000, close: false });
      boss = null;
    },
  };
}
