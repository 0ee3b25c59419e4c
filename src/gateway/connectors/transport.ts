import { Agent, type Dispatcher } from 'undici';
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

/** Puts one answer together, straight from the parser: the stream that undici's `request` makes costs more than the rest of a call. */
class Collector implements Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal;
  readonly #most: number;
  readonly #done: (answer: WireAnswer) => void;
  readonly #parts: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #ended = false;
  #status = 0;
  #size = 0;

  constructor(signal: AbortSignal, most: number, done: (answer: WireAnswer) => void) {
    this.#signal = signal;
    this.#most = most;
    this.#done = done;
    // A call may wait for a socket: its deadline holds there as well.
    signal.addEventListener('abort', this.#late, { once: true });
    if (signal.aborted) this.#late();
  }

  readonly #late = (): void => this.#stop('timeout');

  #stop(fault: DepartmentFault): void {
    this.end({ ok: false, fault });
    this.#controller?.abort(new Error(fault));
  }

  /** The first end counts. */
  end(answer: WireAnswer): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal.removeEventListener('abort', this.#late);
    this.#done(answer);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended) controller.abort(new Error('too late'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    // 1xx answers come before the one that counts.
    this.#status = status;
    if (Number(headers['content-length'] ?? 0) > this.#most) this.#stop('garbled');
  }

  onResponseData(_controller: Dispatcher.DispatchController, part: Buffer): void {
    this.#size += part.byteLength;
    if (this.#size > this.#most) this.#stop('garbled');
    else this.#parts.push(part);
  }

  onResponseEnd(): void {
    this.end({ ok: true, status: this.#status, body: this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end({ ok: false, fault: faultOf(error, this.#signal) });
  }
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
    send(wire) {
      return new Promise((resolve) => {
        const { origin, pathname, search } = new URL(wire.url);
        const handler = new Collector(wire.signal, options.answerBytes, resolve);
        try {
          agent.dispatch({ origin, path: pathname + search, method: wire.method, headers: wire.headers as Record<string, string>, body: wire.body ?? null }, handler);
        } catch (error) {
          handler.end({ ok: false, fault: faultOf(error, wire.signal) });
        }
      });
    },
    close: () => agent.destroy(),
  };
}
