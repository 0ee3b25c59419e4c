/** `npm run docs:check [-- --write]`: what the documents say is true. `--write` renews the generated parts first. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiFollows, optionsFollow } from './generated.ts';
import { readMarkdown } from './markdown.ts';
import { blocksParse, commandsExist, dependenciesListed, linksLead, nothingLocal, type Document, type Finding } from './rules.ts';

const root = join(import.meta.dirname, '../..');

/** Markdown files that belong to the project: git's list where there is one, otherwise all outside of what is installed or built. */
function markdownFiles(): string[] {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' });
  const names = listed.status === 0
    ? listed.stdout.split('\n').filter(Boolean)
    : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.md') && !/(^|\/)(node_modules|dist|\.data|\.git)\//.test(one));
  return [...new Set(names)].filter((one) => existsSync(join(root, one))).sort();
}

const documents: Document[] = markdownFiles().map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, ...readMarkdown(text) };
});

const findings: (readonly [string, Finding])[] = [
  ['generated: table of options', optionsFollow(root, process.argv.includes('--write'))],
  ['generated: openapi.json', await openapiFollows(root)],
  ['links lead somewhere', linksLead(root, documents)],
  ['commands exist', commandsExist(root, documents)],
  ['code blocks parse', blocksParse(documents)],
  ['no path of one machine', nothingLocal(documents)],
  ['a reason for each dependency', dependenciesListed(root)],
];

let failed = 0;
let passed = 0;
for (const [name, { looked, wrong }] of findings) {
  failed += wrong.length;
  passed += Math.max(0, looked - wrong.length);
  process.stdout.write(`${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${name}: ${looked} looked at\n${wrong.map((one) => `      ${one}\n`).join('')}`);
}
process.stdout.write(`\ndocs: ${passed} passed, ${failed} failed, 0 skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;
