import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';
import { beside, median, type Round } from './figures.ts';
import { startFloor } from './floor-process.ts';
import { type Asked, load, mustAll } from './load.ts';
import { cpuMs } from './process-use.ts';
import { inRounds } from './rounds.ts';
import { openStage } from './stage.ts';

const CONNECTIONS = 8;
const REQUESTS = 1_500;

type Measured = { readonly cpu: number; readonly middle: number };

/** B4: reading a board of 200 cards over eight connections, and asking whether it has changed. */
export const readBoard: Benchmark = {
  name: 'B4',
  title: 'Read a board of 200 cards, 8 connections',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage();
    after(stage.close);
    const path = `/api/units/${stage.unit}/board`;
    const who = await stage.bearer(stage.people[0] ?? '');
    const packed = { ...who, 'Accept-Encoding': 'br' };
    const answer = await fetch(`${stage.address}${path}`, { headers: who });
    const etag = answer.headers.get('etag') ?? '';
    const file = join(stage.folder, 'board.json');
    writeFileSync(file, await answer.text());
    const [expressFloor, nodeFloor] = await Promise.all([
      startFloor('express-json', { FILE: file }),
      startFloor('bytes', { FILE: file }),
    ]);
    after(expressFloor.stop);
    after(nodeFloor.stop);
    const measure = (pid: number, asked: Asked, status: number) => async (): Promise<Measured> => {
      const before = cpuMs(pid);
      const loaded = await load(asked, REQUESTS, CONNECTIONS);
      mustAll(status, loaded);
      return { cpu: (cpuMs(pid) - before) / REQUESTS, middle: median(loaded.times) };
    };
    const ours = (headers: Readonly<Record<string, string>>, status: number) =>
      measure(stage.server().pid, { address: stage.address, path, headers }, status);
    const floor = ({ pid, address }: typeof nodeFloor, headers: Readonly<Record<string, string>>, status: number) =>
      measure(pid, { address, path: '/', headers }, status);

    say('whole boards');
    const whole = await inRounds(ours(packed, 200), floor(expressFloor, {}, 200));
    say('whole boards beside bare node');
    const bare = await inRounds(ours(packed, 200), floor(nodeFloor, {}, 200));
    say('unchanged boards');
    const same = await inRounds(
      ours({ ...packed, 'If-None-Match': etag }, 304),
      floor(nodeFloor, { 'If-None-Match': '"floor"' }, 304),
    );
    const pick = (key: keyof Measured, rounds: readonly { ours: Measured; floor: Measured }[]): readonly Round[] =>
      rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
    return [
      beside({
        what: 'read, CPU, floor express',
        unit: 'ms',
        rounds: pick('cpu', whole),
        target: '≤ 0.5×',
        atMost: 0.5,
      }),
      beside({ what: 'read, wall p50, floor express', unit: 'ms', rounds: pick('middle', whole), target: '–' }),
      beside({ what: 'read, CPU, floor bare node', unit: 'ms', rounds: pick('cpu', bare), target: '–' }),
      beside({ what: '304, CPU, floor bare node', unit: 'ms', rounds: pick('cpu', same), target: '≤ 2×', atMost: 2 }),
      beside({ what: '304, wall p50, floor bare node', unit: 'ms', rounds: pick('middle', same), target: '–' }),
    ];
  },
};
