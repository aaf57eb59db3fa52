import { submission } from './b5-submit.ts';
import type { Benchmark } from './benchmark.ts';
import { ACTIONS, requestsOf } from './costs.ts';
import { counted, median, spread } from './figures.ts';
import { load, mustAll } from './load.ts';
import { measureCosts } from './measure-costs.ts';
import { cpuMs } from './process-use.ts';
import { ROUNDS } from './rounds.ts';
import { openStage, type Stage } from './stage.ts';

const SIZES = [0, 2_000, 20_000];
const READS = 800;
/** Changes, each followed by a reading, so that the board is made anew every time. */
const REBUILDS = 40;

type Costs = { readonly read: number; readonly anew: number; readonly bytes: number };

/** CPU of a read, and of a change with the read after it; bytes of a board. */
const measure = async (stage: Stage): Promise<Costs> => {
  const { pid } = stage.server();
  const [, ...staff] = stage.people;
  const headers = { ...(await stage.bearer(stage.people[0] ?? '')), 'Accept-Encoding': 'br' };
  const asked = { address: stage.address, path: `/api/units/${stage.unit}/board`, headers };
  let before = cpuMs(pid);
  const loaded = await load(asked, READS, 4);
  mustAll(200, loaded);
  const read = (cpuMs(pid) - before) / READS;
  const writers = await Promise.all(
    staff.map(async (person) => ({ unit: stage.unit, person, headers: await stage.bearer(person) })),
  );
  before = cpuMs(pid);
  for (let n = 0; n < REBUILDS; n += 1) {
    const { writer, body } = submission(writers, n);
    const json = { ...writer.headers, 'Content-Type': 'application/json' };
    const send = { address: stage.address, path: '/api/suggestions', method: 'POST', headers: json, body };
    mustAll(200, await load(send, 1, 1));
    mustAll(200, await load(asked, 1, 1));
  }
  return { read, anew: (cpuMs(pid) - before) / REBUILDS, bytes: loaded.bytes / READS };
};

/** B11: what finished work in a unit costs those who look at its board: nothing. */
export const growth: Benchmark = {
  name: 'B11',
  title: `Growth: ${SIZES.join(' / ')} finished suggestions in the unit`,
  run: async ({ say, after }) => {
    const stages: Stage[] = [];
    for (const finished of SIZES) {
      say(`a unit with ${finished} finished suggestions`);
      const stage = await openStage({ finished, environment: { PULL_SECONDS: '3' } });
      after(stage.close);
      stages.push(stage);
    }
    say('measuring in turns');
    const measured: Costs[][] = stages.map(() => []);
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [at, stage] of stages.entries()) {
        const costs = await measure(stage);
        if (round >= 0) measured[at]?.push(costs);
      }
    }
    say('counting');
    const counts: string[] = [];
    for (const stage of stages) {
      const { costs } = await measureCosts(stage);
      counts.push(ACTIONS.map((action) => `${requestsOf(costs[action])}/${costs[action].units}`).join(' '));
    }
    const of = (at: number, key: keyof Costs): readonly number[] => (measured[at] ?? []).map((costs) => costs[key]);
    const line = (what: string, key: keyof Costs, unit: string) => {
      const [none, most] = [of(0, key), of(SIZES.length - 1, key)];
      const slope = median(most) / median(none);
      return {
        ...counted(what, SIZES.map((_, at) => spread(of(at, key), unit)).join('; '), '≤ 1.05×', slope <= 1.05),
        ratio: `${slope.toFixed(2)}×`,
      };
    };
    return [
      line('CPU of a read', 'read', 'ms'),
      line('CPU of a submission and the board made anew', 'anew', 'ms'),
      line('bytes of a board', 'bytes', 'B'),
      counted(
        'Graph requests/units: open, reopen, submit, move, poll',
        counts.join('; '),
        'the same',
        new Set(counts).size === 1,
      ),
    ];
  },
};
