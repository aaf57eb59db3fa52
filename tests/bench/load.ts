import { Agent, request } from 'node:http';

/** One request; where it differs from time to time, a function makes the nth. */
export type Asked = {
  readonly address: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Loaded = {
  /** Milliseconds of each answer, from asking to its last byte. */
  readonly times: readonly number[];
  readonly wallMs: number;
  readonly statuses: Readonly<Record<number, number>>;
  readonly bytes: number;
};

const once = (agent: Agent, { address, path, method = 'GET', headers = {}, body }: Asked) =>
  new Promise<{ status: number; bytes: number }>((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const call = request(new URL(path, address), { agent, method, headers: { ...headers, ...length } }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });

/** Asks so many times over so many kept connections, each asking again when it was answered and `pauseMs` have passed. */
export const load = async (
  asked: Asked | ((n: number) => Asked),
  total: number,
  connections: number,
  pauseMs = 0,
): Promise<Loaded> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  let [bytes, next] = [0, 0];
  const started = performance.now();
  const connection = async (): Promise<void> => {
    while (next < total) {
      const n = next;
      next += 1;
      const one = typeof asked === 'function' ? asked(n) : asked;
      const from = performance.now();
      const answer = await once(agent, one);
      times.push(performance.now() - from);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      bytes += answer.bytes;
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return { times, wallMs: performance.now() - started, statuses, bytes };
};

/** Throws unless every answer had that status: a fast refusal is no figure. */
export const mustAll = (status: number, { statuses }: Loaded): void => {
  const others = Object.keys(statuses).filter((one) => Number(one) !== status);
  if (others.length > 0) throw new Error(`Expected ${status} only, got ${JSON.stringify(statuses)}`);
};
