/** One line of the bench: what was measured, beside what, against which budget. */
export interface Row {
  readonly what: string;
  readonly product: string;
  readonly anchor: string;
  readonly budget: string;
  /** Null when it could not be measured here; `note` says why. */
  readonly met: boolean | null;
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2;
}

/** Prints the rows as a Markdown table, so that a run can be put into docs/budgets.md as it is. @returns how many were missed */
export function printTable(rows: readonly Row[]): number {
  const verdict = ({ met, note }: Row): string => `${met === null ? 'skipped' : met ? 'met' : 'MISSED'}${note ? ` (${note})` : ''}`;
  process.stdout.write('\n| what | product | anchor | budget | |\n| --- | --- | --- | --- | --- |\n');
  for (const row of rows) process.stdout.write(`| ${row.what} | ${row.product} | ${row.anchor} | ${row.budget} | ${verdict(row)} |\n`);
  const missed = rows.filter((row) => row.met === false).length;
  const skipped = rows.filter((row) => row.met === null).length;
  process.stdout.write(`\nbench: ${rows.length - missed - skipped} passed, ${missed} failed, ${skipped} skipped\n`);
  return missed;
}
