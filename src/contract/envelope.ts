import type { Problem } from './problems.ts';

/** State of one source that an answer rests on. */
export interface SourceState {
  /** Department id; its Chinese name is in the authority list of the city. */
  readonly department: string;
  readonly state: 'ok' | 'stale' | 'missing';
  /** `yyyy-MM-dd` or ISO time the department gives for its data, null when it gives none. */
  readonly dataTime: string | null;
}

/** A good answer. `asOf` is when the gateway got the data, ISO 8601 with +08:00. */
export interface GoodAnswer<T> {
  readonly ok: true;
  readonly data: T;
  readonly asOf: string;
  readonly sources: readonly SourceState[];
  readonly traceId: string;
}

/** A refusal inside HTTP 200, for clients that sent `x-status-in-body: 1`. */
export interface BadAnswer {
  readonly ok: false;
  readonly status: number;
  readonly problem: Problem;
}

export type Answer<T> = GoodAnswer<T> | BadAnswer;
