import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BadAnswer } from '../../contract/envelope.ts';
import { problemFacts, type Refusal } from '../../contract/problems.ts';
import { refuse } from '../../contract/problems.ts';
import { headerNames } from '../../contract/signing.ts';
import { languageOf } from '../../contract/texts/index.ts';
import { header, type Call } from './call.ts';
import { cookieJar } from './cookies.ts';
import type { Pipeline, Ready } from './pipeline.ts';
import type { PreparedOperation } from './prepared.ts';
import { toProblem, type ProblemNames } from './problem.ts';
import { defaultBodyLimit } from './shape.ts';
import { newTraceId } from './trace.ts';

/** What is told about every finished call; names and figures only. */
export interface CallReport {
  readonly operation: string;
  readonly traceId: string;
  /** True status, also when it travelled inside a 200. */
  readonly status: number;
  /** `ok` or the problem code. */
  readonly outcome: string;
  readonly milliseconds: number;
}

export interface RouteDeps {
  readonly maxInFlight: number;
  departmentName(id: string): string | undefined;
  now(): Date;
  report(report: CallReport): void;
  /** Something threw: a fault of ours. */
  failed(traceId: string, operation: string, error: unknown): void;
}

const noBody = new Uint8Array(0);
const jsonType = 'application/json; charset=utf-8';
const noLabels = new Map<string, string>();

/** Sends a refusal as an RFC 9457 problem, or inside a 200 for clients whose host drops the body of an error. */
export function sendRefusal(
  request: FastifyRequest, reply: FastifyReply, refusal: Refusal, traceId: string, departmentName: ProblemNames['department'],
  labels: ReadonlyMap<string, string> = noLabels,
): FastifyReply {
  const language = languageOf(header(request, 'accept-language'));
  const problem = toProblem(refusal, traceId, language, { department: departmentName, label: (field) => labels.get(field.replace(/\.\d+(?=\.|$)/g, '')) });
  reply
    .header(headerNames.traceId, traceId)
    .header(headerNames.serverTime, String(Date.now()))
    .header('cache-control', 'no-store')
    .header('content-language', language);
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
  if (header(request, headerNames.statusInBody) === '1') {
    const inside: BadAnswer = { ok: false, status: problem.status, problem };
    return reply.code(200).header('content-type', jsonType).send(JSON.stringify(inside));
  }
  return reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

const opening = '{"ok":true,"data":';

/** Data and sources are JSON already: nothing is serialised twice, and bytes are copied and not decoded. */
function envelopeOf({ data, asOf, sources }: Ready, traceId: string): string | Buffer {
  const ending = `,"asOf":"${asOf}","sources":${sources},"traceId":"${traceId}"}`;
  if (typeof data === 'string') return `${opening}${data}${ending}`;
  const whole = Buffer.allocUnsafe(opening.length + data.length + 3 * ending.length);
  whole.write(opening, 'latin1');
  data.copy(whole, opening.length);
  const end = opening.length + data.length;
  return whole.subarray(0, end + whole.write(ending, end));
}

function sendReady(reply: FastifyReply, answer: Ready, traceId: string): FastifyReply {
  return reply
    .code(200)
    .headers({ 'content-type': jsonType, 'cache-control': 'no-store', [headerNames.traceId]: traceId, [headerNames.serverTime]: String(Date.now()) })
    .send(envelopeOf(answer, traceId));
}

/** Registers one route per operation, and 405 for the other methods of its path. */
export function registerOperations(app: FastifyInstance, operations: readonly (readonly [PreparedOperation, Pipeline])[], deps: RouteDeps): void {
  let inFlight = 0;
  for (const [prepared, pipeline] of operations) {
    const { operation, name, url, labels } = prepared;
    app.route({
      method: operation.method,
      url,
      bodyLimit: operation.bodyLimit ?? defaultBodyLimit,
      exposeHeadRoute: false,
      config: { operation: name },
      handler: async (request, reply) => {
        const startedAt = performance.now();
        const traceId = newTraceId();
        const call: Call = {
          operation: prepared, request, reply, traceId, startedAt,
          now: deps.now(),
          language: languageOf(header(request, 'accept-language')),
          address: request.ip,
          cookies: cookieJar(request, reply),
          origin: header(request, 'origin'),
          session: null,
          rawBody: request.body instanceof Uint8Array ? request.body : noBody,
          input: undefined,
          consentVersion: 0,
        };
        let answer: Ready | Refusal;
        if (inFlight >= deps.maxInFlight) answer = refuse('overloaded', { retryAfterSeconds: 5 });
        else {
          inFlight += 1;
          try {
            answer = await pipeline(call);
          } catch (error) {
            deps.failed(traceId, name, error);
            answer = refuse('internalError');
          } finally {
            inFlight -= 1;
          }
        }
        if (answer.ok) sendReady(reply, answer, traceId);
        else sendRefusal(request, reply, answer, traceId, deps.departmentName, labels);
        deps.report({
          operation: name, traceId,
          status: answer.ok ? 200 : problemFacts[answer.code].status,
          outcome: answer.ok ? 'ok' : answer.code,
          milliseconds: performance.now() - startedAt,
        });
        return reply;
      },
    });
    const others = (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).filter((method) => method !== operation.method);
    app.route({
      method: [...others],
      url,
      exposeHeadRoute: false,
      config: { operation: name },
      handler: async (request, reply) => {
        const traceId = newTraceId();
        reply.header('allow', operation.method);
        deps.report({ operation: name, traceId, status: 405, outcome: 'methodNotAllowed', milliseconds: 0 });
        return sendRefusal(request, reply, refuse('methodNotAllowed'), traceId, deps.departmentName);
      },
    });
  }
}
