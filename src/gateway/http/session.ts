import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { PersonIdentifiers } from '../../contract/department.ts';
import type { Refusal } from '../../contract/problems.ts';
import type { Handlers, SessionView } from '../ports.ts';

/**
 * What the pipeline needs of the identity part. The pipeline never looks into a token itself:
 * it hands the text over and gets a session that is neither expired nor revoked, or a refusal.
 */
export interface OpenedSession extends SessionView {
  /** 32 bytes the client signs its calls with; as a key object they are imported once and not at every call. */
  readonly signatureKey: Uint8Array | KeyObject;
  /** When the token was sealed, in ms: a token older than this process is renewed once, see `counter.ts`. */
  readonly issuedAt: number;
  /** In ms. */
  readonly expiresAt: number;
  /** Epoch of the person (0 without one) the token was made for; already compared with the current one. */
  readonly epoch: number;
}

export interface SessionTokens {
  /**
   * Opens a sealed token. Expected to be fast (no database on the usual path) and never to throw for anything a client sends.
   * @returns the session with its level effective at `now`, or `sessionExpired` / `sessionRevoked`
   */
  open(token: string, now: Date): OpenedSession | Refusal | Promise<OpenedSession | Refusal>;
}

/** What a hall counter or 12345 may ask for a citizen whose document they have seen (or whose call they took). */
export interface BindingCodeRequest {
  readonly name: string;
  readonly credentialType: string;
  readonly credentialNo: string;
  /** `counter` gives L3, `telephone` gives L2. */
  readonly channel: 'counter' | 'telephone';
}

/** Everything the identity part gives to the gateway. */
export interface Identity {
  /** Operations `session.*`, `identity.*`, `account.*` and `consents.*`. */
  readonly handlers: Handlers;
  readonly tokens: SessionTokens;
  /** Routes that are no operations: the answer of the unified identity page, `/auth/unified/callback`. */
  routes(app: FastifyInstance): void;
  /** Name and number of a person while they are kept; null when they are not: then the person has to step up again. */
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
  /** Issues a binding code, or refuses a number that breaks its check rule. */
  issueBindingCode(request: BindingCodeRequest): Promise<{ readonly ok: true; readonly code: string; readonly expiresAt: string } | Refusal>;
  /** Ends timers. */
  close?(): Promise<void>;
}
