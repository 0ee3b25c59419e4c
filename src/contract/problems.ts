import type { Level } from './levels.ts';

/** What the person can do next; the page turns each into a button or a line. */
export const nextSteps = [
  'none',
  'fixInput',
  'retry',
  'retryLater',
  'signIn',
  'stepUp',
  'giveConsent',
  'renewSession',
  'call12345',
  'visitOutlet',
  'goHome',
] as const;
export type NextStep = (typeof nextSteps)[number];

interface ProblemFacts {
  readonly status: number;
  readonly next: NextStep;
}

/**
 * The closed list of problem codes (RFC 9457 `type` is `urn:chengban:problem:<code>`).
 * Each code has a title and a detail in every dictionary of `texts/`.
 */
export const problemFacts = {
  // the request itself
  inputInvalid: { status: 422, next: 'fixInput' },
  malformedRequest: { status: 400, next: 'retry' },
  bodyTooLarge: { status: 413, next: 'fixInput' },
  unsupportedMediaType: { status: 415, next: 'retry' },
  notFound: { status: 404, next: 'goHome' },
  methodNotAllowed: { status: 405, next: 'goHome' },
  tooManyRequests: { status: 429, next: 'retryLater' },
  overloaded: { status: 503, next: 'retryLater' },
  // session and signature
  sessionMissing: { status: 401, next: 'signIn' },
  sessionExpired: { status: 401, next: 'renewSession' },
  sessionRevoked: { status: 401, next: 'signIn' },
  signatureInvalid: { status: 401, next: 'renewSession' },
  clockSkewed: { status: 401, next: 'retry' },
  replayed: { status: 409, next: 'retry' },
  originRefused: { status: 403, next: 'goHome' },
  // who and why
  levelTooLow: { status: 403, next: 'stepUp' },
  consentRequired: { status: 403, next: 'giveConsent' },
  guardianRequired: { status: 403, next: 'visitOutlet' },
  // identity
  hostLoginFailed: { status: 401, next: 'retry' },
  hostUnavailable: { status: 503, next: 'retryLater' },
  identityMismatch: { status: 422, next: 'fixInput' },
  identityCancelled: { status: 409, next: 'retry' },
  identityMethodUnavailable: { status: 409, next: 'visitOutlet' },
  cameraRefused: { status: 409, next: 'retry' },
  faceNotPassed: { status: 422, next: 'retry' },
  claimExpired: { status: 410, next: 'retry' },
  claimLimit: { status: 429, next: 'call12345' },
  bindingCodeWrong: { status: 422, next: 'fixInput' },
  bindingCodeSpent: { status: 410, next: 'visitOutlet' },
  // objects and writes
  keyReused: { status: 409, next: 'retry' },
  draftConflict: { status: 409, next: 'retry' },
  draftExpired: { status: 410, next: 'retry' },
  gone: { status: 410, next: 'goHome' },
  ticketInvalid: { status: 410, next: 'retry' },
  // departments
  departmentTimeout: { status: 504, next: 'retry' },
  departmentUnavailable: { status: 503, next: 'retryLater' },
  departmentGarbled: { status: 502, next: 'retryLater' },
  departmentRefused: { status: 502, next: 'call12345' },
  personUnknownToDepartment: { status: 404, next: 'visitOutlet' },
  personDeceased: { status: 409, next: 'visitOutlet' },
  qualificationNotRetired: { status: 409, next: 'none' },
  qualificationNotDue: { status: 409, next: 'none' },
  qualificationNoMatch: { status: 409, next: 'visitOutlet' },
  serviceSuspended: { status: 503, next: 'visitOutlet' },
  // us
  internalError: { status: 500, next: 'retryLater' },
} as const satisfies Record<string, ProblemFacts>;

export type ProblemCode = keyof typeof problemFacts;
export const problemCodes = Object.keys(problemFacts) as ProblemCode[];

/** One broken rule of one field; `rule` is a key under `rule.` of the dictionaries. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  /** Values for the text, never what the person typed. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A refusal as a value: what handlers, connectors and identity methods return instead of throwing. */
export interface Refusal {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  /** For levelTooLow: the level asked for. */
  readonly requiredLevel?: Level;
  /** For consentRequired: the purposes asked for. */
  readonly purposes?: readonly string[];
  /** Authority that did not answer or refused, as a department id. */
  readonly department?: string;
}

/** Makes a refusal: `refuse('levelTooLow', { requiredLevel: 'L2' })`. */
export function refuse(code: ProblemCode, more: Omit<Refusal, 'ok' | 'code'> = {}): Refusal {
  return { ok: false, code, ...more };
}

/** RFC 9457 problem as it travels. `title` and `detail` are in the language of the request. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: ProblemCode;
  readonly next: NextStep;
  readonly retryAfter?: number;
  readonly traceId: string;
  readonly fields?: readonly (FieldProblem & { readonly message: string })[];
  readonly requiredLevel?: Level;
  readonly purposes?: readonly string[];
  readonly department?: string;
}
