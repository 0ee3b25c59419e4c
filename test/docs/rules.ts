import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { readMarkdown, type Markdown } from './markdown.ts';

/** A document with what it holds; `path` is relative to the root of the project. */
export interface Document extends Markdown {
  readonly path: string;
  readonly text: string;
}

/** Each rule says how many things it looked at and what is wrong, as sentences with file and line. */
export interface Finding {
  readonly looked: number;
  readonly wrong: readonly string[];
}

/** Relative links lead to files and folders of the project, anchors to a heading. Other sites are not asked: no network here. */
export function linksLead(root: string, documents: readonly Document[]): Finding {
  const wrong: string[] = [];
  let looked = 0;
  for (const document of documents) {
    for (const { target, line } of document.links) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
      looked += 1;
      const say = (why: string) => wrong.push(`${document.path}:${line} links to ${target}: ${why}`);
      const [file = '', anchor] = target.split('#', 2);
      const absolute = resolve(root, dirname(document.path), decodeURIComponent(file));
      if (file === '') {
        if (!document.anchors.has(decodeURIComponent(anchor ?? ''))) say('no such heading');
      } else if (relative(root, absolute).startsWith('..')) say('outside the project');
      else if (!existsSync(absolute)) say('no such file');
      else if (anchor !== undefined && anchor !== '' && absolute.endsWith('.md')) {
        const anchors = statSync(absolute).isFile() ? readMarkdown(readFileSync(absolute, 'utf8')).anchors : new Set();
        if (!anchors.has(decodeURIComponent(anchor))) say('no such heading');
      }
    }
  }
  return { looked, wrong };
}

/** Commands that documents name exist in package.json, files handed to node exist in the project. */
export function commandsExist(root: string, documents: readonly Document[]): Finding {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const wrong: string[] = [];
  let looked = 0;
  for (const { path, text } of documents) {
    text.split('\n').forEach((content, index) => {
      const named = [
        ...[...content.matchAll(/\bnpm run ([\w:.-]+\w)/g)].map((one) => one[1] ?? ''),
        ...[...content.matchAll(/\bnpm (test|start)\b/g)].map((one) => one[1] ?? ''),
      ];
      for (const name of named) {
        looked += 1;
        if (!Object.hasOwn(scripts, name)) wrong.push(`${path}:${index + 1} names npm run ${name}: package.json has no such script`);
      }
      for (const [, file = ''] of content.matchAll(/\bnode (?:--[\w=-]+ )*((?:src|test|config)\/[\w./-]+\.(?:ts|mjs|js))\b/g)) {
        looked += 1;
        if (!existsSync(join(root, file))) wrong.push(`${path}:${index + 1} runs ${file}: no such file`);
      }
    });
  }
  return { looked, wrong };
}

function parseError(language: string, code: string): string | null {
  switch (language) {
    case 'json':
      try {
        JSON.parse(code);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    case 'ts':
    case 'js': {
      try {
        const stripped = language === 'ts' ? stripTypeScriptTypes(code, { mode: 'strip' }) : code;
        const checked = spawnSync(process.execPath, ['--check', '--input-type=module', '-'], { input: stripped, encoding: 'utf8' });
        // `--check` of text from standard input reports the position and the error on its last lines.
        return checked.status === 0 ? null : (checked.stderr.split('\n').find((one) => one.includes('Error')) ?? 'does not parse');
      } catch (error) {
        return (error as Error).message.split('\n')[0] ?? 'does not parse';
      }
    }
    case 'sh':
    case 'bash': {
      const checked = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
      // A machine without bash cannot tell.
      return checked.error || checked.status === 0 ? null : checked.stderr.trim();
    }
    default:
      return null;
  }
}

/** Code blocks of known languages parse; a fence is closed. */
export function blocksParse(documents: readonly Document[]): Finding {
  const wrong: string[] = [];
  let looked = 0;
  for (const { path, blocks, openFence } of documents) {
    if (openFence) wrong.push(`${path}: a code block is never closed`);
    for (const { language, code, line } of blocks) {
      if (!['ts', 'js', 'json', 'sh', 'bash'].includes(language)) continue;
      looked += 1;
      const error = parseError(language, code);
      if (error !== null) wrong.push(`${path}:${line} ${language} block: ${error}`);
    }
  }
  return { looked, wrong };
}

/** Paths of somebody's machine have no place in a document. */
export function nothingLocal(documents: readonly Document[]): Finding {
  const local = /(?<![\w.{}])\/(?:home|root|Users|work|tmp\/[a-z]+-\w{6})\/[\w.-]+|\b[A-Z]:\\Users\\/;
  const wrong = documents.flatMap(({ path, text }) => text.split('\n').flatMap((content, index) => {
    const found = local.exec(content);
    return found ? [`${path}:${index + 1} names a path of one machine: ${found[0]}`] : [];
  }));
  return { looked: documents.length, wrong };
}

/** docs/dependencies.md has one row for each direct dependency and none besides. */
export function dependenciesListed(root: string, file = 'docs/dependencies.md'): Finding {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string> | undefined>;
  const used = new Set(['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) => Object.keys(manifest[group] ?? {})));
  if (!existsSync(join(root, file))) return { looked: used.size, wrong: [`${file} is missing`] };
  const rows = [...readFileSync(join(root, file), 'utf8').matchAll(/^\| `([^`]+)` \|(.*)\|\s*$/gm)];
  const listed = rows.map((row) => row[1] ?? '');
  return {
    looked: used.size,
    wrong: [
      ...[...used].filter((name) => !listed.includes(name)).map((name) => `${file} does not say why ${name}`),
      ...listed.filter((name) => !used.has(name)).map((name) => `${file} lists ${name}, which package.json does not have`),
      ...listed.filter((name, index) => listed.indexOf(name) !== index).map((name) => `${file} lists ${name} twice`),
      ...rows.filter((row) => (row[2] ?? '').trim().length < 20).map((row) => `${file} gives no reason for ${row[1]}`),
    ],
  };
}
