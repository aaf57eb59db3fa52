import { Agent, request } from 'node:http';

export type Listeners = {
  /** Resolves with the milliseconds from now until every one of them has heard this text. */
  hear(text: string): Promise<number>;
  close(): void;
};

/** So many open lines to a feed of server-sent events. Resolves when all are open. */
export const openListeners = async (
  address: string,
  path: string,
  headers: (n: number) => Readonly<Record<string, string>>,
  count: number,
): Promise<Listeners> => {
  const agent = new Agent({ keepAlive: false, maxSockets: count });
  let awaited = '';
  let [missing, told] = [0, (): void => undefined];
  const open = (n: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const call = request(new URL(path, address), { agent, headers: headers(n) }, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`The feed answered ${response.statusCode}`));
        response.on('error', () => undefined);
        response.on('data', (part: Buffer) => {
          if (awaited === '' || !part.includes(awaited)) return;
          missing -= 1;
          if (missing === 0) told();
        });
        response.once('data', () => resolve());
      });
      call.on('error', reject);
      call.end();
    });
  for (let at = 0; at < count; at += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - at) }, (_, n) => open(at + n)));
  return {
    hear: (text) => {
      const started = performance.now();
      [awaited, missing] = [text, count];
      const { promise, resolve } = Promise.withResolvers<number>();
      told = () => resolve(performance.now() - started);
      return promise;
    },
    close: () => agent.destroy(),
  };
};
