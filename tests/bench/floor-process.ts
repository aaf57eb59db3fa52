import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Floor = { readonly address: string; readonly pid: number; stop(): Promise<void> };

/** Starts a floor as a process of its own; it tells its port when it listens. Its settings go by environment. */
export const startFloor = async (name: string, environment: Readonly<Record<string, string>> = {}): Promise<Floor> => {
  const child: ChildProcess = fork(fileURLToPath(new URL(`floors/${name}.ts`, import.meta.url)), {
    env: { PATH: process.env.PATH, ...environment },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`The floor ${name} ended with ${code}`)));
  });
  return {
    address: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};
