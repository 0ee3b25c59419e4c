import { Agent, request } from 'undici';
import type { DepartmentFault } from '../../contract/department.ts';

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the call; only deadlines abort, so an abort is a time-out. */
  readonly signal: AbortSignal;
}

export type WireAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Uint8Array }
  | { readonly ok: false; readonly fault: DepartmentFault };

/** One HTTP exchange. Resolves for everything the other side does. */
export interface Transport {
  send(wire: WireRequest): Promise<WireAnswer>;
  close(): Promise<void>;
}

/** The other side spoke, but not HTTP as announced. */
const garbledCodes = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RESPONSE']);
const timeoutCodes = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

function faultOf(error: unknown, signal: AbortSignal): DepartmentFault {
  if (signal.aborted) return 'timeout';
  const code = String((error as { code?: unknown }).code ?? '');
  if (timeoutCodes.has(code)) return 'timeout';
  return garbledCodes.has(code) || code.startsWith('HPE_') ? 'garbled' : 'unavailable';
}

/**
 * A pool of sockets for one department alone.
 * `rejectUnauthorized` is written out so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment changes nothing.
 * Redirects are not followed: a signature holds for one address only.
 */
export function createTransport(options: { sockets: number; answerBytes: number; ca?: string; client?: { cert: string; key: string } }): Transport {
  const agent = new Agent({
    connections: options.sockets,
    pipelining: 1,
    connect: { rejectUnauthorized: true, timeout: 3000, ...(options.ca ? { ca: options.ca } : {}), ...options.client },
  });
  return {
    async send({ method, url, headers, body, signal }) {
      try {
        const answer = await request(url, { dispatcher: agent, method, headers, body: body ?? null, signal });
        const announced = Number(answer.headers['content-length'] ?? 0);
        const parts: Uint8Array[] = [];
        let size = 0;
        if (announced <= options.answerBytes) {
          for await (const part of answer.body as AsyncIterable<Uint8Array>) {
            size += part.byteLength;
            if (size > options.answerBytes) break;
            parts.push(part);
          }
        }
        if (announced > options.answerBytes || size > options.answerBytes) {
          // Without a listener the stream's own abort error would end the process.
          answer.body.on('error', () => undefined).destroy();
          return { ok: false, fault: 'garbled' };
        }
        return { ok: true, status: answer.statusCode, body: Buffer.concat(parts) };
      } catch (error) {
        return { ok: false, fault: faultOf(error, signal) };
      }
    },
    close: () => agent.destroy(),
  };
}
