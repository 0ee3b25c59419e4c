import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { refuse, problemFacts, type Refusal } from '../../contract/problems.ts';
import { toProblem } from './problem.ts';
import { sendRefusal, type RouteDeps } from './routes.ts';
import { newTraceId } from './trace.ts';

export interface ServerOptions extends Pick<RouteDeps, 'departmentName' | 'report' | 'failed'> {
  readonly trustedProxies: readonly string[];
  readonly maxConnections: number;
  /** Citizens reach the gateway by HTTPS: browsers are told to stay with it. */
  readonly https?: boolean;
}

/** What a framework error means for the caller; null when it is a fault of ours. */
function refusalOf(error: FastifyError): Refusal | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refuse('bodyTooLarge');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refuse('unsupportedMediaType');
    default:
      return (error.statusCode ?? 500) < 500 ? refuse('malformedRequest') : null;
  }
}

const alwaysSent = {
  'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin',
} as const;

function securityHeaders(app: FastifyInstance, https: boolean): void {
  const headers = https ? { ...alwaysSent, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : alwaysSent;
  // Without a promise, and as Fastify's own headers: those of the raw answer would be merged once more when it is written.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** Fastify without its conveniences: no body parser but ours, no log of its own, every error a problem of the closed list. */
export function createServer(options: ServerOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    connectionTimeout: 0,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: false, ignoreDuplicateSlashes: false, caseSensitive: true, maxParamLength: 200 },
    http: { maxHeaderSize: 8 * 1024, headersTimeout: 10_000, insecureHTTPParser: false },
    frameworkErrors: (_error, request, reply) => {
      sendRefusal(request, reply as never, refuse('malformedRequest'), newTraceId(), options.departmentName);
    },
    clientErrorHandler(_error: Error, socket: Socket) {
      // Smuggling attempts and broken HTTP end here, before any route. The socket is not used again.
      if (!socket.writable) return;
      const problem = toProblem(refuse('malformedRequest'), newTraceId(), 'zh-CN', { department: options.departmentName, label: () => undefined });
      options.report({ operation: 'none', traceId: problem.traceId, status: problem.status, outcome: problem.code, milliseconds: 0 });
      const body = JSON.stringify(problem);
      const headers = ['content-type: application/problem+json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`, 'cache-control: no-store', 'connection: close'];
      socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
    },
  });
  app.server.maxConnections = options.maxConnections;
  app.removeAllContentTypeParsers();
  // The exact bytes: they are what the client signed. The pipeline parses them once.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  securityHeaders(app, options.https ?? false);

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const traceId = newTraceId();
    const operation = (request.routeOptions.config as { operation?: string }).operation ?? 'none';
    const refusal = refusalOf(error) ?? refuse('internalError');
    if (refusal.code === 'internalError') options.failed(traceId, operation, error);
    options.report({ operation, traceId, status: problemFacts[refusal.code].status, outcome: refusal.code, milliseconds: 0 });
    return sendRefusal(request, reply, refusal, traceId, options.departmentName);
  });
  app.setNotFoundHandler((request, reply) => {
    const traceId = newTraceId();
    options.report({ operation: 'none', traceId, status: 404, outcome: 'notFound', milliseconds: 0 });
    return sendRefusal(request, reply, refuse('notFound'), traceId, options.departmentName);
  });
  return app;
}
