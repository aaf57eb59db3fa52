import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Line } from './benchmark.ts';
import { beside, counted } from './figures.ts';
import { startFloor } from './floor-process.ts';
import { openListeners } from './listeners.ts';
import { type Asked, load, mustAll } from './load.ts';
import { cpuMs } from './process-use.ts';
import { inRounds } from './rounds.ts';
import { askedOf, openStage } from './stage.ts';
import { openWriters } from './writers.ts';

type Opener = { readonly unit: string; readonly headers: Readonly<Record<string, string>> };

/** B8: everybody opens the board when the huddle begins. */
export const huddle: Benchmark = {
  name: 'B8',
  title: 'Huddle start: many open at once',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage();
    after(stage.close);
    const { pid } = stage.server();
    const file = join(stage.folder, 'cards.json');
    writeFileSync(file, JSON.stringify(await stage.board()));
    const floor = await startFloor('express-json', { FILE: file });
    after(floor.stop);
    const headers = await Promise.all(stage.people.map(stage.bearer));
    const huddlers = (count: number): readonly Opener[] =>
      Array.from({ length: count }, (_, n) => ({ unit: stage.unit, headers: headers[n % headers.length] ?? {} }));
    const timed = async (process: number, act: () => Promise<unknown>) => {
      const [started, before] = [performance.now(), cpuMs(process)];
      await act();
      return { wall: performance.now() - started, cpu: cpuMs(process) - before };
    };
    const read = (all: readonly Asked[]) => async (): Promise<void> => {
      const loaded = await load((n) => all[n] ?? all[0] ?? { address: '', path: '' }, all.length, all.length);
      mustAll(200, loaded);
    };
    const boards = (openers: readonly Opener[]): Asked[] =>
      openers.map((one) => ({
        address: stage.address,
        path: `/api/units/${one.unit}/board`,
        headers: { ...one.headers, 'Accept-Encoding': 'br' },
      }));
    /** All that a first opening asks for: the board, who one is, what is one's own, and the feed. */
    const whole = (openers: readonly Opener[]) => async (): Promise<void> => {
      await read(boards(openers))();
      const [mine, me] = ['/mine', '/api/me'].map((path) =>
        openers.map((one): Asked => {
          const at = path.startsWith('/api') ? path : `/api/units/${one.unit}${path}`;
          return { address: stage.address, path: at, headers: one.headers };
        }),
      );
      const feeds = openListeners(
        stage.address,
        `/api/units/${stage.unit}/feed`,
        (n) => openers[n]?.headers ?? {},
        openers.length,
      );
      await Promise.all([read([...(mine ?? []), ...(me ?? [])])(), feeds.then(({ close }) => close())]);
    };
    const floorRead = (count: number) =>
      read(Array.from({ length: count }, () => ({ address: floor.address, path: '/' })));

    const lines: Line[] = [];
    stage.microsoft365.graph.counters.reset();
    for (const count of [30, 300]) {
      say(`${count} at once`);
      const openers = huddlers(count);
      const rounds = await inRounds(
        () => timed(pid, read(boards(openers))),
        () => timed(floor.pid, floorRead(count)),
      );
      const pick = (key: 'wall' | 'cpu') => rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
      lines.push(
        beside({
          what: `${count} boards read, all have them`,
          unit: 'ms',
          rounds: pick('wall'),
          target: '≤ 1.5×',
          atMost: 1.5,
        }),
        beside({ what: `${count} boards read, CPU`, unit: 'ms', rounds: pick('cpu'), target: '–' }),
      );
      const opened = await inRounds(
        () => timed(pid, whole(openers)),
        () => timed(floor.pid, floorRead(count)),
      );
      const wall = opened.map((round) => ({ ours: round.ours.wall, floor: round.floor.wall }));
      lines.push(beside({ what: `${count} whole openings, 4 requests each`, unit: 'ms', rounds: wall, target: '–' }));
    }
    say('70 boards × 8 people');
    const everywhere = await openWriters(stage, 70, 8);
    const rounds = await inRounds(
      () => timed(pid, read(boards(everywhere))),
      () => timed(floor.pid, floorRead(everywhere.length)),
    );
    const wall = rounds.map((round) => ({ ours: round.ours.wall, floor: round.floor.wall }));
    const asked = Object.values(askedOf(stage)).reduce((sum, one) => sum + one, 0);
    return [
      ...lines,
      beside({
        what: `${everywhere.length} openings of all units' boards`,
        unit: 'ms',
        rounds: wall,
        target: '≤ 1.5×',
        atMost: 1.5,
      }),
      { ...counted('Graph requests in all this', String(asked), '0', asked === 0), ...(asked > 0 && { fails: true }) },
    ];
  },
};
