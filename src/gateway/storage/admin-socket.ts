import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';

/** What a command gives back: printed by the command line as JSON. */
export type AdminHandler = (args: readonly string[]) => Promise<unknown>;

export interface AdminSocket {
  close(): Promise<void>;
}

type Reply = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: string };

/** Longest request in characters; a command and a path. */
const longest = 16_384;

/** Where the socket of a data folder lies. */
export function adminSocketPath(dataDir: string): string {
  return `${dataDir.replace(/\/$/, '')}/admin.sock`;
}

/**
 * Opens the local door for the administrator's commands: a unix socket of the owner only, no network.
 * One JSON line in, `{"command":"verify","args":[]}`, one out. A socket left by a killed gateway is replaced.
 * @throws when another gateway answers on it, or the path is longer than the system allows (about 100 characters)
 */
export async function startAdminSocket(path: string, handlers: Readonly<Record<string, AdminHandler>>): Promise<AdminSocket> {
  if (await answers(path)) throw new Error(`Another gateway answers on ${path}.`);
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(3_600_000, () => socket.destroy());
    let text = '';
    let asked = false;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > longest) return void socket.destroy();
      const end = text.indexOf('\n');
      if (end < 0 || asked) return;
      asked = true;
      void answer(text.slice(0, end), handlers).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
    });
  });
  // Made unreadable for others from its first moment, not only after the chmod.
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function answer(line: string, handlers: Readonly<Record<string, AdminHandler>>): Promise<Reply> {
  try {
    const { command, args } = JSON.parse(line) as { command?: unknown; args?: unknown };
    const name = typeof command === 'string' ? command : '';
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) return { ok: false, error: `There is no command ${JSON.stringify(name.slice(0, 40))}` };
    const texts = Array.isArray(args) ? args.filter((each): each is string => typeof each === 'string') : [];
    return { ok: true, result: await handler(texts) };
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}

async function answers(path: string): Promise<boolean> {
  const socket = createConnection(path);
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}

/**
 * Asks a running gateway.
 * @returns its result, or null when no gateway answers on the path
 * @throws with the gateway's message when the command failed
 */
export async function askGateway(path: string, command: string, args: readonly string[]): Promise<{ readonly result: unknown } | null> {
  if (!(await answers(path))) return null;
  const text = await new Promise<string>((resolve, reject) => {
    let heard = '';
    const socket = createConnection(path, () => socket.write(`${JSON.stringify({ command, args })}\n`));
    socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(heard));
  });
  if (!text.endsWith('\n')) throw new Error('The gateway ended before it had answered.');
  const reply = JSON.parse(text) as Reply;
  if (!reply.ok) throw new Error(reply.error);
  return { result: reply.result };
}
