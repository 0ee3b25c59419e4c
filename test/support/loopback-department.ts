import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test's department was asked, and how it answers. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
export type Behaviour = (heard: Heard, response: ServerResponse, nth: number) => void;

/** A real HTTP server on loopback whose answers are literal bytes. */
export async function startDepartment(behaviour: Behaviour) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() };
      heard.push(one);
      behaviour(one, response, heard.length);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    heard,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Answers with these bytes. */
export function say(response: ServerResponse, body: string | Uint8Array, status = 200, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
