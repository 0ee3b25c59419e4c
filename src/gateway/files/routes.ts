import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { filesBase } from '../../contract/files.ts';
import { problemFacts, refuse, type Refusal } from '../../contract/problems.ts';
import { headerNames } from '../../contract/signing.ts';
import type { Audit } from '../audit/audit.ts';
import { header } from '../http/call.ts';
import type { CallReport } from '../http/routes.ts';
import { sendRefusal } from '../http/routes.ts';
import type { SessionTokens } from '../http/session.ts';
import { newTraceId } from '../http/trace.ts';
import { isPdf, readUpload } from './read-upload.ts';
import type { TicketRow, Tickets } from './tickets.ts';

export interface FileContext {
  readonly traceId: string;
  readonly now: Date;
  readonly ticket: TicketRow;
}

/** A file on its way to the person. */
export interface OutgoingFile {
  readonly ok: true;
  readonly bytes: Uint8Array;
  readonly contentType: 'application/pdf' | 'image/jpeg' | 'image/png';
  /** ASCII name for the phone; no personal data. */
  readonly name: string;
}

/** Where the files of an operation's tickets come from. */
export interface FileSource {
  /** For the audit: who was asked, and why. */
  readonly department: string | null;
  readonly purpose: string | null;
  open(context: FileContext): Promise<OutgoingFile | Refusal>;
}

export interface FileRouteDeps {
  readonly tickets: Tickets;
  readonly tokens: SessionTokens;
  readonly audit: Pick<Audit, 'batch'>;
  /** By operation; a ticket of any other is not honoured. */
  readonly sources: Readonly<Record<string, FileSource>>;
  now(): Date;
  departmentName(id: string): string | undefined;
  report(report: CallReport): void;
  failed(traceId: string, operation: string, error: unknown): void;
}

const bearer = /^Bearer ([A-Za-z0-9._~+/=-]{16,1200})$/;
const invalid = refuse('ticketInvalid');

/** The only two routes for files. A ticket that is foreign, used, over or of another session gives one and the same answer. */
export function registerFiles(app: FastifyInstance, deps: FileRouteDeps): void {
  const { tickets, tokens, audit, sources } = deps;

  /** The ticket, when the request comes from the session that drew it. It is not spent by anybody else's try. */
  async function ticketOf(request: FastifyRequest, direction: TicketRow['direction'], now: Date): Promise<TicketRow | Refusal> {
    const { ticket: text = '' } = request.params as { ticket?: string };
    const row = await tickets.find(text, direction, now);
    if (!row) return invalid;
    const token = bearer.exec(header(request, headerNames.authorization) ?? '')?.[1];
    const session = token === undefined ? invalid : await tokens.open(token, now);
    if ('code' in session) return session;
    return session.sessionId === row.session_id && session.accountRef === row.account_ref ? row : invalid;
  }

  const noted = (row: TicketRow, traceId: string, outcome: string, source: FileSource | null) => audit.batch({
    at: deps.now(), traceId, personRef: row.person_ref, accountRef: row.account_ref, operation: row.operation,
    kind: outcome === 'ok' ? 'read' : 'refusal', outcome, department: source?.department ?? null, purpose: source?.purpose ?? null,
  });

  async function fetchFile(request: FastifyRequest, traceId: string): Promise<OutgoingFile | Refusal> {
    const now = deps.now();
    const row = await ticketOf(request, 'download', now);
    if ('code' in row) return row;
    const source = Object.hasOwn(sources, row.operation) ? sources[row.operation]! : null;
    if (!source || !(await tickets.spend(row.ticket_id, now))) return invalid;
    const file = await source.open({ traceId, now, ticket: row });
    const right = !file.ok || (
      (row.digest === null || createHash('sm3').update(file.bytes).digest('hex') === row.digest) && (row.size === null || file.bytes.length === row.size)
    );
    // Not what was promised: better nothing than a changed document.
    const answer = right ? file : refuse('departmentGarbled', source.department === null ? {} : { department: source.department });
    await noted(row, traceId, answer.ok ? 'ok' : answer.code, source);
    return answer;
  }

  async function takeFile(request: FastifyRequest): Promise<{ ok: true; digest: string; size: number } | Refusal> {
    const now = deps.now();
    const row = await ticketOf(request, 'upload', now);
    if ('code' in row) return row;
    if (!(await tickets.spend(row.ticket_id, now))) return invalid;
    const read = await readUpload(request.body as Readable, request.headers, { most: row.size ?? 0, fits: isPdf });
    if (!read.ok) return read;
    if (!read.file || Object.keys(read.fields).length > 0) return refuse('malformedRequest');
    return { ok: true, ...read.file };
  }

  /** Everything around a route: trace, time, and a fault of ours told without its words. */
  const around = (name: string, work: (request: FastifyRequest, reply: FastifyReply, traceId: string) => Promise<Refusal | null>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const startedAt = performance.now();
      const traceId = newTraceId();
      let refusal: Refusal | null;
      try {
        refusal = await work(request, reply, traceId);
      } catch (error) {
        deps.failed(traceId, name, error);
        refusal = refuse('internalError');
      }
      if (refusal) sendRefusal(request, reply, refusal, traceId, deps.departmentName);
      deps.report({
        operation: name, traceId, status: refusal ? problemFacts[refusal.code].status : 200, outcome: refusal ? refusal.code : 'ok', milliseconds: performance.now() - startedAt,
      });
      return reply;
    };

  void app.register(async (scope) => {
    // A stream: a file never stands in memory as a whole on its way in.
    scope.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload));
    scope.get(`${filesBase}/:ticket`, { exposeHeadRoute: false }, around('files.download', async (request, reply, traceId) => {
      const file = await fetchFile(request, traceId);
      if (!file.ok) return file;
      reply.code(200).header('content-type', file.contentType).header('content-length', file.bytes.length)
        .header('content-disposition', `attachment; filename="${file.name}"`).header('cache-control', 'no-store')
        .header('content-security-policy', "default-src 'none'; sandbox").header(headerNames.traceId, traceId).send(Buffer.from(file.bytes));
      return null;
    }));
    scope.post(`${filesBase}/:ticket`, around('files.upload', async (request, reply, traceId) => {
      const read = await takeFile(request);
      if (!read.ok) return read;
      const { digest, size } = read;
      reply.code(200).header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store')
        .send(JSON.stringify({ ok: true, data: { digest, size }, asOf: '', sources: [], traceId }));
      return null;
    }));
  });
}
