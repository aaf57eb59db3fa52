import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PORTS = 5;

/** What `npm start` runs, as a newcomer has it: everything, kept in one folder. */
export type Started = {
  /** What it printed after "Open". */
  readonly address: string;
  /** All that it said. */
  readonly said: () => string;
  /** Ctrl+C; resolves with the exit code. */
  readonly stop: () => Promise<number>;
};

/** Starts all of it in `folder`, at `first` and the four ports after it; resolves when it says where to look. */
export const startAll = async (folder: string, first: number): Promise<Started> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(ROOT, 'infra/local/start.ts')], {
    cwd: ROOT,
    env: { ...process.env, TAVLA_LOCAL_PORT: String(first), TAVLA_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit');
  const opened = new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer): void => {
      said += part.toString();
      const address = /Open\s+(\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`It ended before it was open:\n${said}`)));
  });
  const address = await opened;
  return {
    address,
    said: () => said,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = await ended;
      return Number(code);
    },
  };
};

const isFree = async (port: number): Promise<boolean> => {
  const probe = createServer();
  const free = new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => resolve(true));
  });
  if (!(await free)) return false;
  probe.close();
  await once(probe, 'close');
  return true;
};

/** The first of five free ports in a row. */
export const freePorts = async (from = 6000 + (process.pid % 3000) * 10): Promise<number> => {
  const row = Array.from({ length: PORTS }, (_, index) => from + index);
  for (const port of row) if (!(await isFree(port))) return freePorts(port + 1);
  return from;
};
