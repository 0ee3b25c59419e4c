/** A bounded call to a host's server: time limit, size limit, no redirects; failures are values. */
export type HostReply =
  | { readonly ok: true; readonly status: number; readonly text: string }
  /** `neverLeft`: there was no connection, so the host cannot have acted on it. */
  | { readonly ok: false; readonly fault: 'timeout' | 'unreachable' | 'tooLarge'; readonly neverLeft?: true };

const noConnection = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

export interface HostRequest {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

/** Sends one request to a host platform. The address carries tokens: callers must not log it. */
export type HostHttp = (url: string, request: HostRequest) => Promise<HostReply>;

const maxAnswerBytes = 256 * 1024;

async function readBounded(response: Response): Promise<string | null> {
  if (!response.body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > maxAnswerBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * @param assertNoTransaction throws while a database transaction is open: a slow host must never hold a connection of ours
 */
export function createHostHttp(assertNoTransaction: (what: string) => void): HostHttp {
  return async (url, request) => {
    assertNoTransaction('call of a host platform');
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: 'error',
        signal: AbortSignal.timeout(request.timeoutMs),
      });
      const text = await readBounded(response);
      return text === null ? { ok: false, fault: 'tooLarge' } : { ok: true, status: response.status, text };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return { ok: false, fault: 'timeout' };
      const code = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
      return code !== undefined && noConnection.has(code) ? { ok: false, fault: 'unreachable', neverLeft: true } : { ok: false, fault: 'unreachable' };
    }
  };
}

/** A JSON object, or null for everything else a proxy may send. */
export function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
