import type { Dialect } from '../../contract/department.ts';

/** What the gateway allows itself towards one department. Every figure has a default in `defaultLimits`. */
export interface DepartmentLimits {
  /** Longest time of one call in ms, waiting, key refresh and repetition included; 3000 at most. */
  readonly timeoutMs: number;
  /** Calls on the wire at the same time; also the number of sockets, plus one for the key refresh. */
  readonly concurrency: number;
  /** Calls that may wait for a free place; the next one is refused as `busy` at once. */
  readonly queue: number;
  /** Largest answer in bytes. */
  readonly answerBytes: number;
  /** Failures in a row that open the breaker. */
  readonly failuresToOpen: number;
  /** Milliseconds for which an open breaker lets nothing through. */
  readonly openMs: number;
}

export const defaultLimits: DepartmentLimits = {
  timeoutMs: 3000,
  concurrency: 32,
  queue: 128,
  answerBytes: 2 * 1024 * 1024,
  failuresToOpen: 5,
  openMs: 10_000,
};

interface CommonProfile {
  /** Department id as its service declares it. */
  readonly id: string;
  readonly dialect: Dialect;
  /** Address without a trailing slash; services and the key refresh are below it. */
  readonly baseUrl: string;
  /** Certificate authority of a government network, PEM. Believed for this department instead of the public ones; checking is never switched off. */
  readonly ca?: string;
  /** Our certificate and key, PEM, for a department that wants to know its caller (mutual TLS). */
  readonly client?: { readonly cert: string; readonly key: string };
  readonly limits?: Partial<DepartmentLimits>;
}

/** A department reached through the national data exchange. */
export interface NationalExchangeProfile extends CommonProfile {
  readonly dialect: 'national-exchange';
  /** `gjgxjhpt_rid`: who asks. */
  readonly requesterId: string;
  /** Long-term application key: signs the refresh and opens its answer. */
  readonly appKey: string;
  /** The exchange's own id of a service, where it differs from the name the service module uses. */
  readonly serviceIds?: Readonly<Record<string, string>>;
}

/** A department behind a provincial gateway with HMAC headers. */
export interface ProvincialHmacProfile extends CommonProfile {
  readonly dialect: 'provincial-hmac';
  readonly accessKey: string;
  readonly secretKey: string;
  /** Send and sign `X-BG-DIGEST` of the body. On unless a city's gateway does not know the header. */
  readonly bodyDigest?: boolean;
}

export type DepartmentProfile = NationalExchangeProfile | ProvincialHmacProfile;

/** The department's limits with the defaults filled in; no call is ever longer than 3 s. */
export function limitsOf(profile: DepartmentProfile): DepartmentLimits {
  const limits = { ...defaultLimits, ...profile.limits };
  return { ...limits, timeoutMs: Math.min(limits.timeoutMs, defaultLimits.timeoutMs) };
}
