/**
 * `npm run bench`: all benchmarks, or those that are named (`npm run bench -- B4 B9`). Prints a table for each.
 * Ends with 1 when a count is above what was agreed (costs.ts), and never because of a time.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { coldOpen } from './b1-cold-open.ts';
import { warmOpen } from './b2-warm-open.ts';
import { weight } from './b3-weight.ts';
import { readBoard } from './b4-read-board.ts';
import { submit } from './b5-submit.ts';
import { live } from './b6-live.ts';
import { fanOut } from './b7-fan-out.ts';
import { huddle } from './b8-huddle.ts';
import { graphCost } from './b9-graph-cost.ts';
import { growth } from './b11-growth.ts';
import { start } from './b12-start.ts';
import { botTurn } from './b13-bot-turn.ts';
import { toSharePoint } from './b14-to-sharepoint.ts';
import { twoServers } from './b16-two-servers.ts';
import type { Benchmark, Course } from './benchmark.ts';
import { tableOf } from './table.ts';

const BENCHMARKS: readonly Benchmark[] = [
  coldOpen,
  warmOpen,
  weight,
  readBoard,
  submit,
  live,
  fanOut,
  huddle,
  graphCost,
  growth,
  start,
  botTurn,
  toSharePoint,
  twoServers,
];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const stop = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const chosen = (names: readonly string[]): readonly Benchmark[] => {
  if (names.length === 0) return BENCHMARKS;
  return names.map(
    (name) =>
      BENCHMARKS.find((one) => one.name.toLowerCase() === name.toLowerCase()) ??
      stop(
        `There is no benchmark ${name}. There are: ${BENCHMARKS.map((one) => `${one.name} ${one.title}`).join(', ')}`,
      ),
  );
};

if (process.platform !== 'linux') stop('The benchmarks read CPU time from /proc: run them on Linux.');
const built = spawnSync(process.execPath, ['infra/build.ts'], { cwd: ROOT, stdio: 'inherit' });
if (built.status !== 0) stop('The build failed; the lines above say why.');

const closers: (() => Promise<unknown>)[] = [];
const closeAll = async (): Promise<void> => {
  for (const close of closers.splice(0)) await close();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closeAll().finally(() => process.exit(1)));
}

let failed = false;
for (const { name, title, run } of chosen(process.argv.slice(2))) {
  const course: Course = {
    say: (what) => void process.stderr.write(`${name}: ${what} …\n`),
    after: (close) => void closers.unshift(close),
  };
  const lines = await run(course).finally(closeAll);
  failed ||= lines.some(({ fails }) => fails);
  process.stdout.write(`\n${name} ${title}\n${tableOf(lines)}\n`);
}
if (failed) process.stdout.write('\nA count is above what was agreed in tests/bench/costs.ts.\n');
process.exit(failed ? 1 : 0);
