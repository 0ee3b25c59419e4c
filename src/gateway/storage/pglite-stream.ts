import { Duplex } from 'node:stream';
import type { PgliteProcess } from './pglite-process.ts';

/** What a server sends after a successful start-up: AuthenticationOk, UTF8, idle. PGlite itself has no start-up. */
const welcome = Buffer.concat([
  Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]),
  message('S', 'client_encoding\0UTF8\0'),
  message('S', 'standard_conforming_strings\0on\0'),
  Buffer.from([0x4b, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 1]),
  Buffer.from([0x5a, 0, 0, 0, 5, 0x49]),
]);

function message(type: string, body: string): Buffer {
  const bytes = Buffer.from(body, 'utf8');
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}

/**
 * The "socket" of a `pg` client that leads to PGlite. Passed as pg's `stream` option, with a pool of one:
 * PGlite has one session, and whatever a client that went away left open is rolled back when the next one starts.
 */
export class PgliteStream extends Duplex {
  readonly #process: PgliteProcess;
  #started = false;

  constructor(process: PgliteProcess) {
    super();
    this.#process = process;
  }

  // The part of net.Socket that pg uses.
  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk).then(() => done(), done);
  }

  // pg writes parse, bind, describe, execute and sync under one cork: one exchange with the thread instead of five.
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(chunks.map((each) => each.chunk))).then(() => done(), done);
  }

  async #send(bytes: Buffer): Promise<void> {
    if (!this.#started) {
      this.#started = true;
      await this.#process.exchange(message('Q', 'rollback\0'));
      this.push(welcome);
      return;
    }
    // Terminate would end the only session there is.
    if (bytes[0] === 0x58) {
      this.push(null);
      return;
    }
    const answer = await this.#process.exchange(bytes);
    if (answer.length > 0) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
  }
}
