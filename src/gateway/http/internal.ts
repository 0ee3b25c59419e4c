import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { problemsOfIssues } from '../../contract/input-check.ts';
import { problemFacts, refuse, type Refusal } from '../../contract/problems.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { KillSwitches } from './kill-switches.ts';
import { toProblem } from './problem.ts';
import type { Identity } from './session.ts';
import { newTraceId } from './trace.ts';

export interface InternalDeps {
  readonly metrics: Metrics;
  readonly identity: Pick<Identity, 'issueBindingCode'>;
  readonly kills: KillSwitches;
  /** Bearer of hall counters; null closes their endpoint. */
  readonly hallSecret: string | null;
  /** Bearer of operators; null closes theirs. */
  readonly operatorSecret: string | null;
  /** What otherwise runs by the clock, by name. */
  readonly runs: Readonly<Record<string, () => Promise<unknown>>>;
  /** How feeds and messages through hosts stand. */
  outreachState(): Promise<unknown>;
  departmentName(id: string): string | undefined;
  /** Null when everything needed answers, otherwise what does not. */
  readiness(): Promise<string | null>;
  failed(traceId: string, operation: string, error: unknown): void;
}

const bindingCode = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(50)),
  credentialType: v.pipe(v.string(), v.maxLength(40)),
  credentialNo: v.pipe(v.string(), v.maxLength(24)),
  channel: v.picklist(['counter', 'telephone']),
});
const killSwitch = v.strictObject({
  department: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,40}$/)),
  /** Words citizens read; null switches on again. */
  reason: v.nullable(v.pipe(v.string(), v.minLength(2), v.maxLength(200))),
});

const run = v.strictObject({ name: v.pipe(v.string(), v.maxLength(40)) });

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in constant time, whatever the lengths. */
function mayEnter(request: FastifyRequest, secret: string | null): boolean {
  const given = request.headers.authorization ?? '';
  return secret !== null && timingSafeEqual(digest(given), digest(`Bearer ${secret}`));
}

/**
 * The internal listener: health, readiness, metrics, and the doors of hall counters and operators.
 * Never reachable from outside: it listens on an address of its own.
 */
export function createInternal(deps: InternalDeps): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 8 * 1024, requestTimeout: 10_000, forceCloseConnections: true });
  const problem = (reply: FastifyReply, refusal: Refusal) => reply
    .code(problemFacts[refusal.code].status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(refusal, newTraceId(), 'zh-CN', { department: deps.departmentName, label: () => undefined })));

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if ((error.statusCode ?? 500) < 500) return problem(reply, refuse('malformedRequest'));
    deps.failed(newTraceId(), `internal ${request.routeOptions.url ?? ''}`, error);
    return problem(reply, refuse('internalError'));
  });
  app.setNotFoundHandler((_request, reply) => problem(reply, refuse('notFound')));

  app.get('/health', async () => ({ ok: true }));
  app.get('/ready', async (_request, reply) => {
    const missing = await deps.readiness();
    return reply.code(missing === null ? 200 : 503).send({ ready: missing === null, missing });
  });
  app.get('/metrics', async (_request, reply) => reply.type(deps.metrics.contentType).send(await deps.metrics.text()));

  app.post('/internal/binding-codes', async (request, reply) => {
    if (!mayEnter(request, deps.hallSecret)) return problem(reply, refuse('sessionMissing'));
    const input = v.safeParse(bindingCode, request.body);
    if (!input.success) return problem(reply, refuse('inputInvalid', { fields: problemsOfIssues(input.issues) }));
    const issued = await deps.identity.issueBindingCode(input.output);
    if (!issued.ok) return problem(reply, issued);
    return reply.header('cache-control', 'no-store').send({ code: issued.code, expiresAt: issued.expiresAt });
  });
  app.post('/internal/kill-switches', async (request, reply) => {
    if (!mayEnter(request, deps.operatorSecret)) return problem(reply, refuse('sessionMissing'));
    const input = v.safeParse(killSwitch, request.body);
    if (!input.success) return problem(reply, refuse('inputInvalid', { fields: problemsOfIssues(input.issues) }));
    if (deps.departmentName(input.output.department) === undefined) return problem(reply, refuse('inputInvalid', { fields: [{ field: 'department', rule: 'choice' }] }));
    await deps.kills.set(input.output.department, input.output.reason);
    return reply.send({ department: input.output.department, suspended: input.output.reason !== null });
  });
  app.get('/internal/outreach', async (request, reply) => {
    if (!mayEnter(request, deps.operatorSecret)) return problem(reply, refuse('sessionMissing'));
    return reply.header('cache-control', 'no-store').send(await deps.outreachState());
  });
  app.post('/internal/run', async (request, reply) => {
    if (!mayEnter(request, deps.operatorSecret)) return problem(reply, refuse('sessionMissing'));
    const input = v.safeParse(run, request.body);
    const work = input.success && Object.hasOwn(deps.runs, input.output.name) ? deps.runs[input.output.name] : undefined;
    if (!work) return problem(reply, refuse('inputInvalid', { fields: [{ field: 'name', rule: 'choice' }] }));
    return reply.header('cache-control', 'no-store').send({ result: await work() });
  });
  return app;
}
