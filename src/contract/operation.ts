import type * as v from 'valibot';
import type { Level } from './levels.ts';

/** Why the platform may process the data (个人信息保护法 art. 13). */
export type LegalBasis = 'none' | 'consent' | 'separateConsent' | 'statutoryDuty' | 'contract';

/** Basis with its purpose; `purpose` is a key of the purposes list (texts, version, retention). */
export interface Basis {
  readonly basis: LegalBasis;
  /** Empty for basis `none`. */
  readonly purpose: string;
}

export interface RatePolicy {
  /** Calls allowed in the window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Whom the window counts. */
  readonly by: 'address' | 'account' | 'person';
}

export type ObjectSchema = v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;

/**
 * One operation, declared once. Everything else – route, validation, client call, types, OpenAPI, metrics label,
 * masking, log redaction, privacy label, generated tests – is derived from it.
 */
export interface Operation<In extends v.GenericSchema = v.GenericSchema, Out extends v.GenericSchema = v.GenericSchema> {
  /** `noun.verb`, unique; also the metrics label and the i18n key of its title. */
  readonly name: string;
  /** GET only for operations without input; everything else is POST (no PATCH on the hosts). */
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, fixed text: objects are named in the body, never in the path. */
  readonly path: string;
  readonly summary: string;
  readonly input: In;
  readonly output: Out;
  readonly level: Level;
  readonly basis: Basis;
  /** True for writes: unit of work, idempotency key, audit kind `write`. */
  readonly mutates: boolean;
  /** Per-person cache in seconds, at most 300; only for reads. */
  readonly cacheSeconds?: number;
  /** Whole time the gateway may take, in ms. */
  readonly timeoutMs: number;
  readonly rate: RatePolicy;
  /** Department asked, when one is. */
  readonly department?: string;
  /**
   * What a department is asked about: the person of the session, unless this says an object that anybody may ask about by its own code, such as a
   * document to be verified. Then no identity is needed and none is handed over; the input may not name a person and the output may not tell anything sensitive.
   */
  readonly about?: 'object';
  /** Largest body in bytes; 16 KiB when absent. */
  readonly bodyLimit?: number;
  /** Reads personal fields: the answer waits for its audit batch to be durable. */
  readonly readsPersonal?: boolean;
}

export type InputOf<O> = O extends Operation<infer In, v.GenericSchema> ? v.InferOutput<In> : never;
export type OutputOf<O> = O extends Operation<v.GenericSchema, infer Out> ? v.InferOutput<Out> : never;

/** Keeps the schema types of a declaration. */
export function defineOperation<const In extends v.GenericSchema, const Out extends v.GenericSchema>(
  operation: Operation<In, Out>,
): Operation<In, Out> {
  return operation;
}
