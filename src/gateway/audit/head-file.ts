import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Keys } from '../keys/keys.ts';
import { sameText } from '../keys/sm.ts';
import type { Storage } from '../storage/storage.ts';

/** One line of the head file: where the chain was, marked, and joined to the line before. */
export interface HeadLine {
  readonly at: string;
  readonly position: number;
  readonly chainMac: string;
  readonly keyId: string;
  readonly mac: string;
}

const lineText = (line: Omit<HeadLine, 'mac'>, before: string) =>
  `head|${line.at}|${line.position}|${line.chainMac}|${line.keyId}|${before}`;

/**
 * The append-only file outside the database that remembers how far the chain was.
 * Put it on another disk, or on one that only appends: it is what tells a truncated database from a short one.
 */
export class HeadFile {
  readonly #path: string;
  readonly #keys: Keys;
  #lastMac: string | null = null;
  #lastPosition = 0;
  /** The file ends in half a line, so the next one needs a line feed before it. */
  #torn = false;

  constructor(path: string, keys: Keys) {
    this.#path = path;
    this.#keys = keys;
  }

  /** Appends the current head when it moved. @returns whether a line was written */
  async append(storage: Storage, now = new Date()): Promise<boolean> {
    const head = await storage.db.selectFrom('audit_seals').select(['position', 'chain_mac']).orderBy('position', 'desc').limit(1).executeTakeFirst();
    if (!head) return false;
    if (this.#lastMac === null) {
      const lines = await this.#lines();
      this.#lastMac = lines.at(-1)?.mac ?? '';
      this.#lastPosition = lines.at(-1)?.position ?? 0;
    }
    if (head.position === this.#lastPosition) return false;
    const keyId = this.#keys.mark('audit', '').keyId;
    const line = { at: now.toISOString(), position: head.position, chainMac: head.chain_mac, keyId };
    const mac = this.#keys.markWith('audit', keyId, lineText(line, this.#lastMac)) ?? '';
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const file = await open(this.#path, 'a', 0o600);
    try {
      await file.write(`${this.#torn ? '\n' : ''}${JSON.stringify({ ...line, mac })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    this.#torn = false;
    this.#lastMac = mac;
    this.#lastPosition = head.position;
    return true;
  }

  /**
   * The head files of every process that wrote beside this one (`*.jsonl` of the folder), read one by one.
   * @returns the good lines of all, and the first broken line with its file
   */
  async readAll(): Promise<{ readonly lines: readonly HeadLine[]; readonly broken: { readonly file: string; readonly line: number } | null }> {
    const folder = dirname(this.#path);
    const names = await readdir(folder).catch(() => [] as string[]);
    const lines: HeadLine[] = [];
    let broken: { file: string; line: number } | null = null;
    for (const name of names.filter((each) => each.endsWith('.jsonl')).sort()) {
      const found = await new HeadFile(join(folder, name), this.#keys).read();
      lines.push(...found.lines);
      if (found.brokenLine !== null) broken ??= { file: name, line: found.brokenLine };
    }
    return { lines, broken };
  }

  /** The good lines of this file, and the number of the first line that was changed, removed or added by somebody else (1 is the first). */
  async read(): Promise<{ readonly lines: readonly HeadLine[]; readonly brokenLine: number | null }> {
    const good: HeadLine[] = [];
    let before = '';
    let number = 0;
    for (const line of await this.#lines()) {
      number += 1;
      const mac = this.#keys.markWith('audit', line.keyId, lineText(line, before));
      if (mac === null || !sameText(mac, line.mac)) return { lines: good, brokenLine: number };
      good.push(line);
      before = line.mac;
    }
    return { lines: good, brokenLine: null };
  }

  async #lines(): Promise<HeadLine[]> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    this.#torn = text !== '' && !text.endsWith('\n');
    // A kill while writing leaves half a line: it is skipped. Skipping is safe, as every line also marks the one before it.
    return text.split('\n').flatMap((line) => {
      try {
        const { at, position, chainMac, keyId, mac } = JSON.parse(line) as HeadLine;
        return [{ at: String(at), position: Number(position), chainMac: String(chainMac), keyId: String(keyId), mac: String(mac) }];
      } catch {
        return [];
      }
    });
  }
}
