/**
 * `npm run size [-- --check]`: sizes of the three built packages beside their budgets, and their largest files.
 * With `--check` a missed budget or a missing build makes the exit code 1.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFirstLoad, readMiniPackage, type SizedFile } from './packages.ts';

const kb = 1024;
/** Limits of ours, well below what the hosts take (2 MB a package). Bytes. */
const budgets = { main: 700 * kb, subPackage: 300 * kb, total: 3 * 1024 * kb, script: 200 * kb, style: 30 * kb } as const;
const largestShown = 6;

interface Row {
  readonly what: string;
  readonly bytes: number | null;
  readonly budget: number;
}

const dist = join(import.meta.dirname, '../../dist');
const rows: Row[] = [];
const largest: string[] = [];
const missing: string[] = [];

const text = (bytes: number): string => `${(bytes / kb).toFixed(1)} KB`;

function noteLargest(host: string, unit: string, files: readonly SizedFile[]): void {
  const top = [...files].sort((a, b) => b.bytes - a.bytes).slice(0, largestShown);
  largest.push(`${host}: ${top.map((one) => `${one.path} ${text(one.bytes)}`).join(', ')}${unit}`);
}

function lacks(host: string): void {
  missing.push(`dist/${host} is not built: npm run build -- --host ${host}`);
  rows.push({ what: `${host}, not built`, bytes: null, budget: 0 });
}

for (const host of ['weapp', 'alipay']) {
  const folder = join(dist, host);
  if (!existsSync(join(folder, 'app.json'))) {
    lacks(host);
    continue;
  }
  const built = readMiniPackage(folder);
  rows.push({ what: `${host}, main package`, bytes: built.main, budget: budgets.main });
  for (const [root, bytes] of Object.entries(built.subPackages)) rows.push({ what: `${host}, ${root}`, bytes, budget: budgets.subPackage });
  rows.push({ what: `${host}, all together`, bytes: built.total, budget: budgets.total });
  noteLargest(host, '', built.files);
}

if (existsSync(join(dist, 'h5/index.html'))) {
  const first = readFirstLoad(join(dist, 'h5'));
  rows.push({ what: 'h5, first load, script, gzip', bytes: first.script, budget: budgets.script });
  rows.push({ what: 'h5, first load, style, gzip', bytes: first.style, budget: budgets.style });
  noteLargest('h5', ' (first load, gzip)', first.files);
} else lacks('h5');

const kept = (row: Row): boolean => row.bytes !== null && row.bytes <= row.budget;
const width = Math.max(...rows.map((row) => row.what.length));
for (const row of rows) {
  const size = row.bytes === null ? '-' : text(row.bytes);
  const share = row.bytes === null ? '' : `${Math.round((row.bytes / row.budget) * 100)} %`;
  process.stdout.write(`${row.what.padEnd(width)}  ${size.padStart(11)}  of ${(row.bytes === null ? '-' : text(row.budget)).padStart(9)}  ${share.padStart(5)}  ${kept(row) ? 'met' : 'MISSED'}\n`);
}
process.stdout.write(`\nLargest files\n${largest.map((one) => `  ${one}\n`).join('')}`);
for (const one of missing) process.stdout.write(`${one}\n`);
const failed = rows.filter((row) => !kept(row)).length;
process.stdout.write(`\nsize: ${rows.length - failed} passed, ${failed} failed, 0 skipped\n`);
if (failed > 0 && process.argv.includes('--check')) process.exitCode = 1;
