import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));
/** How long a server may take until it answers, in milliseconds. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 50;

export type ServerProcess = {
  readonly pid: number;
  /** Resolves with the exit code, or undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  /** The last lines that it wrote to standard error. */
  complaint(): string;
  /** Asks it to close in good order. */
  stop(): Promise<void>;
  /** Ends it at whatever instruction it is. */
  kill(): Promise<void>;
};

export type ServerOptions = {
  readonly environment: Readonly<Record<string, string>>;
  /** Where it answers, e.g. http://localhost:3978. */
  readonly address: string;
  /** Its log is added to this file. */
  readonly logFile: string;
};

const answers = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(`${address}/health`)).ok;
  } catch (error) {
    if (error instanceof TypeError || (typeof error === 'object' && error !== null && 'cause' in error)) return false;
    throw error;
  }
};

/** Starts the server as a process of its own; resolves when it answers. Throws with its complaint when it does not. */
export const startServer = async ({ environment, address, logFile }: ServerOptions): Promise<ServerProcess> => {
  mkdirSync(dirname(logFile), { recursive: true });
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    // Compiled code is kept between starts: a third of the time until the first board.
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(tmpdir(), 'tavla-compiled'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log);
  let said = '';
  child.stderr?.on('data', (part: Buffer) => {
    said = (said + part.toString()).slice(-4000);
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : undefined));
  let over = false;
  void ended.then(() => {
    over = true;
    log.end();
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  for (const started = Date.now(); !(await answers(address)); ) {
    if (over) throw new Error(said.trim() || `The server ended at once; see ${logFile}.`);
    if (Date.now() - started > PATIENCE_MS) {
      await end('SIGKILL');
      throw new Error(`The server did not answer within ${PATIENCE_MS / 1000} seconds; see ${logFile}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return {
    pid: child.pid ?? 0,
    ended,
    complaint: () => said.trim(),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};
