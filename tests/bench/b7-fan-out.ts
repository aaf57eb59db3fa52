import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Line } from './benchmark.ts';
import { beside } from './figures.ts';
import { startFloor } from './floor-process.ts';
import { openListeners } from './listeners.ts';
import { openMoves } from './moves.ts';
import { cpuMs, memoryMb } from './process-use.ts';
import { inRounds } from './rounds.ts';
import { openStage } from './stage.ts';

/** Distinct people behind the tabs. */
const PEOPLE = 20;

/** B7: one change to everybody who looks at the board. */
export const fanOut: Benchmark = {
  name: 'B7',
  title: 'Fan-out of one change to 200 and 2,000 tabs',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage();
    after(stage.close);
    const moves = await openMoves(stage);
    const people = await Promise.all(stage.people.slice(0, PEOPLE).map(stage.bearer));
    const file = join(stage.folder, 'cards.json');
    writeFileSync(file, JSON.stringify(await stage.board()));
    const lines: Line[] = [];
    for (const tabs of [200, 2_000]) {
      say(`${tabs} tabs`);
      const floor = await startFloor('sse', { FILE: file });
      after(floor.stop);
      const { pid } = stage.server();
      const empty = { ours: memoryMb(pid), floor: memoryMb(floor.pid) };
      const path = `/api/units/${stage.unit}/feed`;
      const ours = await openListeners(stage.address, path, (n) => people[n % people.length] ?? {}, tabs);
      const theirs = await openListeners(floor.address, '/feed', () => ({}), tabs);
      const full = { ours: memoryMb(pid), floor: memoryMb(floor.pid) };
      const measure = async (process: number, hear: Promise<number>, send: () => Promise<unknown>) => {
        const before = cpuMs(process);
        await send();
        return { wall: await hear, cpu: cpuMs(process) - before };
      };
      let count = 0;
      const rounds = await inRounds(
        () => {
          const { key, send } = moves.next();
          return measure(pid, ours.hear(key), send);
        },
        () => {
          count += 1;
          const body = JSON.stringify({ key: `change ${tabs} ${count}.`, text: 'x'.repeat(400) });
          return measure(floor.pid, theirs.hear(`change ${tabs} ${count}.`), () =>
            fetch(`${floor.address}/change`, { method: 'POST', body }),
          );
        },
        7,
      );
      ours.close();
      theirs.close();
      const pick = (key: 'wall' | 'cpu') => rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
      const each = {
        ours: ((full.ours - empty.ours) / tabs) * 1000,
        floor: ((full.floor - empty.floor) / tabs) * 1000,
      };
      lines.push(
        beside({ what: `${tabs} tabs, all have it`, unit: 'ms', rounds: pick('wall'), target: '≤ 1.5×', atMost: 1.5 }),
        beside({ what: `${tabs} tabs, server’s CPU`, unit: 'ms', rounds: pick('cpu'), target: '–' }),
        beside({ what: `${tabs} tabs, memory a tab`, unit: 'kB', rounds: [each], target: '≤ 2×', atMost: 2 }),
      );
    }
    return lines;
  },
};
