import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');

/** One keep-alive connection that carries one request at a time and reads just enough of the answer to know its end. */
export class Connection {
  readonly #port: number;
  #socket: Socket | null = null;
  #parts: Buffer[] = [];
  #said = false;
  #done: ((status: number, bodyBytes: number, text: string) => void) | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends; `done` gets the status (0 when the connection broke), the size of the body, and the body of the first good answer or the whole text of one that is not a 200. */
  send(bytes: Buffer, done: (status: number, bodyBytes: number, text: string) => void): void {
    this.#done = done;
    this.#socket ??= this.#open();
    this.#socket.write(bytes);
  }

  close(): void {
    this.#done = null;
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    const broken = (): void => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#finish(0, 0, 'the connection broke');
    };
    socket.on('error', broken).on('close', broken).on('data', (chunk) => this.#read(chunk));
    return socket;
  }

  #finish(status: number, bodyBytes: number, text: string): void {
    this.#parts = [];
    const done = this.#done;
    this.#done = null;
    done?.(status, bodyBytes, text);
  }

  #read(chunk: Buffer): void {
    this.#parts.push(chunk);
    const all = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    const end = all.indexOf(headEnd);
    if (end < 0) return;
    const head = all.toString('latin1', 0, end).toLowerCase();
    const stated = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
    const bodyBytes = all.length - end - 4;
    const whole = stated === undefined ? all.subarray(-lastChunk.length).equals(lastChunk) : bodyBytes >= Number(stated);
    if (!whole) return;
    const status = Number(head.slice(9, 12));
    const first = status === 200 && !this.#said;
    this.#said ||= first;
    this.#finish(status, bodyBytes, first ? all.toString('utf8', end + 4) : status === 200 ? '' : all.toString('utf8', 0, 600));
  }
}
