/**
 * Adds the service of docs/add-a-service.md to a clean copy of the project, by its code blocks alone, and proves it there:
 * nothing else changed, types hold, generated and own tests pass, and a citizen gets an answer through gateway and sandbox.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyBlocks, copyProject, snapshot } from './clean-copy.ts';
import { readMarkdown } from './markdown.ts';

const root = join(import.meta.dirname, '../..');
const folder = 'src/services/library-card';
const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--disable-warning=ExperimentalWarning'];
let passed = 0;
let failed = 0;

function check(name: string, wrong: string | null): void {
  if (wrong === null) passed += 1;
  else failed += 1;
  process.stdout.write(`${wrong === null ? 'ok  ' : 'FAIL'}  ${name}${wrong === null ? '' : `: ${wrong}`}\n`);
}

/** Runs a program in the copy. @returns null when it went well, otherwise the end of what it said */
function run(copy: string, args: readonly string[]): { wrong: string | null; output: string } {
  const done = spawnSync(process.execPath, [...flags, ...args], { cwd: copy, encoding: 'utf8', timeout: 120_000, env: { ...process.env, NODE_ENV: 'test' } });
  const output = `${done.stdout}${done.stderr}`;
  return { wrong: done.status === 0 ? null : output.split('\n').slice(-60).join('\n'), output };
}

const copy = copyProject(root);
try {
  const before = snapshot(copy);
  const { blocks } = readMarkdown(readFileSync(join(root, 'docs/add-a-service.md'), 'utf8'));
  applyBlocks(copy, blocks);

  const after = snapshot(copy);
  const changed = [...after].filter(([path, digest]) => before.get(path) !== digest).map(([path]) => path);
  const outside = changed.filter((path) => !path.startsWith(`${folder}/`) && path !== 'src/gateway/registry.ts');
  check('nothing outside the new folder and the registry changed', outside.length === 0 ? null : outside.join(', '));
  check('the new folder did not exist and has its files now', ['contract.ts', 'department.ts', 'sandbox.ts', 'README.md'].every((name) => changed.includes(`${folder}/${name}`) && !before.has(`${folder}/${name}`)) ? null : changed.join(', '));
  const lines = (where: string) => readFileSync(join(where, 'src/gateway/registry.ts'), 'utf8').split('\n');
  const added = lines(copy).filter((line) => !lines(root).includes(line));
  check('the registry got one line and lost none', added.length === 1 && lines(copy).length === lines(root).length + 1 ? null : added.join(' / '));

  const config = join(copy, 'tsconfig.service.json');
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include: [folder, 'src/gateway/registry.ts', 'global.d.ts'], exclude: ['**/pages/**'] }));
  check('types hold', run(copy, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', config]).wrong);
  check('the import rules hold', run(copy, ['node_modules/eslint/bin/eslint.js', folder, 'src/gateway/registry.ts']).wrong);
  check('openapi.json is generated with the new path', run(copy, ['src/gateway/openapi/generate.ts']).wrong
    ?? (readFileSync(join(copy, 'docs/openapi.json'), 'utf8').includes('/library-card/status') ? null : 'the path is not in it'));

  const jest = run(copy, ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects=unit', '--testPathPatterns=test/contract/generated|library-card', '--testNamePattern=libraryCard|the library card|cases are as many', '--json', '--outputFile=jest.json']);
  const report = existsSync(join(copy, 'jest.json'))
    ? (JSON.parse(readFileSync(join(copy, 'jest.json'), 'utf8')) as { testResults: { message: string; assertionResults: { fullName: string; status: string }[] }[] })
    : null;
  const ran = report?.testResults.flatMap((one) => one.assertionResults).filter((one) => /libraryCard|the library card/.test(one.fullName) && one.status !== 'pending') ?? [];
  for (const one of ran) check(one.fullName, one.status === 'passed' ? null : 'failed');
  if (ran.length < 8) check('the generated tests cover the new operation', `${ran.length} tests ran\n${jest.output.slice(-2000)}`);
  else check('the generated tests cover the new operation', ran.some((one) => one.status === 'failed') ? jest.output.slice(-4000) : null);

  const asked = run(copy, ['test/docs/ask-new-service.ts']);
  check('a citizen with consent gets the answer end to end', asked.wrong);
  if (asked.wrong === null) process.stdout.write(asked.output);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.stdout.write(`\nadd a service: ${passed} passed, ${failed} failed, 0 skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;
