import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../contract/texts/index.ts';
import type { CallContext, CookieJar } from '../ports.ts';
import type { PreparedOperation } from './prepared.ts';
import type { OpenedSession } from './session.ts';

/** One call on its way through the pipeline. Steps fill it in, in order; it is also the context handlers get. */
export interface Call extends CallContext {
  readonly operation: PreparedOperation;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly language: Language;
  readonly startedAt: number;
  readonly cookies: CookieJar;
  session: OpenedSession | null;
  /** Exact bytes of the body; empty when there is none. */
  rawBody: Uint8Array;
  /** Parsed body before, checked input after the input step. */
  input: unknown;
  /** Version of the consent the call rests on; 0 without one. */
  consentVersion: number;
}

/** Header as one text; a header that came twice with different meaning is treated as absent. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
