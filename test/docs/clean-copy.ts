import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CodeBlock } from './markdown.ts';

const notProject = new Set(['node_modules', 'dist', '.git', '.data', '.swc', 'coverage']);

/** Files of the project as git knows them; without git everything that is neither installed nor built. */
function projectFiles(root: string): string[] {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (listed.status === 0) return listed.stdout.split('\0').filter((one) => one !== '' && existsSync(join(root, one)));
  return [...snapshot(root).keys()];
}

/** Copies the project's own files to a new folder; what is installed is linked, not copied. @returns the folder */
export function copyProject(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'chengban-add-'));
  for (const file of projectFiles(root)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  return copy;
}

/** Digest of each file below a folder, by its path. */
export function snapshot(folder: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(folder, below)).sort()) {
    if (below === '' && notProject.has(name)) continue;
    const path = below === '' ? name : `${below}/${name}`;
    const stat = lstatSync(join(folder, path));
    if (stat.isDirectory()) for (const [inner, digest] of snapshot(folder, path)) found.set(inner, digest);
    else if (stat.isFile()) found.set(path, createHash('sha256').update(readFileSync(join(folder, path))).digest('hex'));
  }
  return found;
}

/** Puts one added line behind the only place where its context stands. */
function applyDiff(file: string, diff: string): void {
  const lines = diff.replace(/\n$/, '').split('\n');
  const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const context = lines.filter((line) => line.startsWith(' ')).map((line) => line.slice(1));
  if (added.length === 0 || context.length !== 1 || lines.some((line) => line.startsWith('-'))) throw new Error(`${file}: a diff block has one line of context and added lines`);
  const text = readFileSync(file, 'utf8').split('\n');
  const at = text.indexOf(context[0] ?? '');
  if (at < 0 || text.indexOf(context[0] ?? '', at + 1) >= 0) throw new Error(`${file}: the context line does not stand there exactly once`);
  text.splice(at + 1, 0, ...added);
  writeFileSync(file, text.join('\n'));
}

/** Applies the blocks that are headed by a file path: `diff` changes a file, any other language is a whole new file. */
export function applyBlocks(folder: string, blocks: readonly CodeBlock[]): void {
  for (const { language, info, code } of blocks) {
    if (!/^[\w@.-]+(\/[\w@.-]+)+$/.test(info)) continue;
    const file = join(folder, info);
    if (language === 'diff') {
      applyDiff(file, code);
      continue;
    }
    if (existsSync(file)) throw new Error(`${info} exists already: a block makes a new file`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}
