import { join } from 'node:path';
import { ulid } from 'ulid';
import type { Benchmark } from './benchmark.ts';
import { beside, median, quantile, type Round } from './figures.ts';
import { type Floor, startFloor } from './floor-process.ts';
import { type Loaded, load, mustAll } from './load.ts';
import { cpuMs } from './process-use.ts';
import { inRounds } from './rounds.ts';
import { openStage } from './stage.ts';
import { openWriters, type Writer } from './writers.ts';

const REQUESTS = 150;
const CONNECTIONS = 4;
/** Between two people who submit on an ordinary day much more passes; this lets what follows the one end before the other. */
const PAUSE_MS = 20;
/** Longer than this benchmark: nothing is carried meanwhile. */
const AWAY_SECONDS = 3_600;

type Measured = { readonly cpu: number; readonly middle: number; readonly worst: number };

/** A submission of somebody of some unit; every one is another suggestion. */
export const submission = (writers: readonly Writer[], n: number) => {
  const writer = writers[n % writers.length];
  if (writer === undefined) throw new Error('Nobody writes');
  const once = ulid();
  // No digits in the words: the gate takes some for a telephone number, as it should.
  const mark = once.toLowerCase().replace(/\d/g, (digit) => 'kmpstvwxyz'[Number(digit)] ?? '');
  const text = `Forslag ${mark}: kan vi merke hyllene på lageret, så alle finner fram?`;
  const body = JSON.stringify({ once, unit: writer.unit, text, showName: true, confirmed: false });
  return { writer, body };
};

const measured = (pid: number, before: number, loaded: Loaded): Measured => ({
  cpu: (cpuMs(pid) - before) / REQUESTS,
  middle: median(loaded.times),
  worst: quantile(loaded.times, 0.99),
});

/** B5: a submission acknowledged when it is durable, beside appending it to a file and forcing that to the disk. */
export const submit: Benchmark = {
  name: 'B5',
  title: 'Submit acknowledged after durable intent',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage();
    after(stage.close);
    const writers = await openWriters(stage, 60, 8);
    // Graph is away, so that what is measured is the acknowledgement and not what follows it; B14 has that.
    stage.microsoft365.graph.faults.add({ kind: 'throttled', retryAfter: AWAY_SECONDS });
    const floor: Floor = await startFloor('express-append', { FILE: join(stage.folder, 'appended') });
    after(floor.stop);
    const json = { 'Content-Type': 'application/json' };
    const run = (connections: number, pauseMs: number): Promise<readonly { ours: Measured; floor: Measured }[]> =>
      inRounds(
        async () => {
          const { pid } = stage.server();
          const before = cpuMs(pid);
          const asked = (n: number) => {
            const { writer, body } = submission(writers, n);
            return {
              address: stage.address,
              path: '/api/suggestions',
              method: 'POST',
              headers: { ...json, ...writer.headers },
              body,
            };
          };
          const loaded = await load(asked, REQUESTS, connections, pauseMs);
          mustAll(200, loaded);
          return measured(pid, before, loaded);
        },
        async () => {
          const before = cpuMs(floor.pid);
          const asked = (n: number) => ({
            address: floor.address,
            path: '/',
            method: 'POST',
            headers: json,
            body: submission(writers, n).body,
          });
          const loaded = await load(asked, REQUESTS, connections, pauseMs);
          mustAll(200, loaded);
          return measured(floor.pid, before, loaded);
        },
      );
    say('one by one');
    const single = await run(1, PAUSE_MS);
    say('four at a time');
    const several = await run(CONNECTIONS, 0);
    const pick = (key: keyof Measured, rounds: typeof single): readonly Round[] =>
      rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
    return [
      beside({ what: 'one by one, CPU', unit: 'ms', rounds: pick('cpu', single), target: '≤ 2×', atMost: 2 }),
      beside({
        what: 'one by one, p50',
        unit: 'ms',
        rounds: pick('middle', single),
        target: '≤ 2× + 1 ms',
        atMost: 2,
        plus: 1,
      }),
      beside({ what: 'one by one, p99', unit: 'ms', rounds: pick('worst', single), target: '–' }),
      beside({ what: 'four at a time without pause, CPU', unit: 'ms', rounds: pick('cpu', several), target: '–' }),
      beside({ what: 'four at a time without pause, p50', unit: 'ms', rounds: pick('middle', several), target: '–' }),
    ];
  },
};
