import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from './benchmark.ts';
import { beside } from './figures.ts';
import { memoryMb } from './process-use.ts';
import { inRounds } from './rounds.ts';
import { openStage } from './stage.ts';

const MAIN = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));
const FLOOR = fileURLToPath(new URL('floors/express-json.ts', import.meta.url));
const QUIET = '--disable-warning=ExperimentalWarning';
const LOOK_MS = 5;

type Started = { readonly firstMs: number; readonly memory: number };
type Headers = Readonly<Record<string, string>>;

/** The moment the address first answers well, looking every few milliseconds. */
const firstAnswer = async (url: string, headers: Headers): Promise<void> => {
  for (;;) {
    const answer = await fetch(url, { headers }).catch((error: unknown) => {
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
};

/** B12: from starting the process to the first board, with a store on disk; and the memory then. */
export const start: Benchmark = {
  name: 'B12',
  title: 'Start to first board from disk, and memory',
  run: async ({ say, after }) => {
    say('opening Solvangdal');
    const stage = await openStage();
    after(stage.close);
    const file = join(stage.folder, 'board.json');
    writeFileSync(file, JSON.stringify(await stage.board()));
    const who = await stage.bearer(stage.people[0] ?? '');
    const units = stage.microsoft365.municipality.units.map(({ code }) => code);
    const everywhere =
      stage.microsoft365.municipality.roles.find(({ scope }) => scope === 'municipality')?.person ?? '';
    const overseer = await stage.bearer(everywhere);
    await stage.server().stop();
    const close = async (child: ChildProcess): Promise<void> => {
      child.kill();
      await once(child, 'exit');
    };
    let allBoards = 0;
    const ours = async (): Promise<Started> => {
      const env = { PATH: process.env.PATH, ...stage.environment };
      const started = performance.now();
      const child = spawn(process.execPath, [QUIET, MAIN], { env, stdio: 'ignore' });
      await firstAnswer(`${stage.address}/api/units/${stage.unit}/board`, who);
      const firstMs = performance.now() - started;
      const memory = memoryMb(child.pid ?? 0);
      for (const unit of units) {
        const answer = await fetch(`${stage.address}/api/units/${unit}/board`, { headers: overseer });
        await answer.arrayBuffer();
      }
      allBoards = memoryMb(child.pid ?? 0);
      await close(child);
      return { firstMs, memory };
    };
    const floor = async (): Promise<Started> => {
      const started = performance.now();
      const child = fork(FLOOR, { env: { PATH: process.env.PATH, FILE: file }, execArgv: [QUIET] });
      const [port] = await once(child, 'message');
      await firstAnswer(`http://localhost:${port}/`, {});
      const firstMs = performance.now() - started;
      const memory = memoryMb(child.pid ?? 0);
      await close(child);
      return { firstMs, memory };
    };
    say('starting and stopping');
    const rounds = await inRounds(ours, floor);
    await stage.start();
    const pick = (key: keyof Started) => rounds.map((round) => ({ ours: round.ours[key], floor: round.floor[key] }));
    const memory = pick('memory');
    const withAll = memory.map((round) => ({ ours: allBoards, floor: round.floor }));
    /** 25 kB for each active unit. */
    const plus = (units.length * 25) / 1000;
    return [
      beside({ what: 'start to first board', unit: 'ms', rounds: pick('firstMs'), target: '≤ 1.5×', atMost: 1.5 }),
      beside({ what: 'memory with the first board', unit: 'MB', rounds: memory, target: '≤ 1.5×', atMost: 1.5 }),
      beside({
        what: 'memory with 70 boards',
        unit: 'MB',
        rounds: withAll,
        target: '≤ 1.5× + 25 kB a unit',
        atMost: 1.5,
        plus,
      }),
    ];
  },
};
