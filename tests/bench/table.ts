import type { Line } from './benchmark.ts';

const COLUMNS = ['what', 'figure', 'floor', 'ratio', 'target', 'verdict'] as const;

/** The rows as people read them, with a head, columns under each other. */
export const tableOf = (lines: readonly Line[]): string => {
  const head = Object.fromEntries(COLUMNS.map((column) => [column, column]));
  const rows = [head, ...lines];
  const widths = COLUMNS.map((column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) =>
      COLUMNS.map((column, at) => String(row[column]).padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
