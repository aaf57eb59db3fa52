import type { Certificates } from '../../infra/local/certificates.ts';
import { listen, readBody } from '../../infra/local/listening.ts';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly [property: string]: unknown };
};

export type Recorder = {
  /** localhost:<port> */
  readonly host: string;
  readonly serviceUrl: string;
  readonly calls: Call[];
  /** What the next calls are answered with, in order; 200 when there is none. */
  readonly statuses: number[];
  /** What happens while the next calls wait for their answer, in order. */
  readonly meanwhile: (() => Promise<unknown>)[];
  close(): Promise<void>;
};

/** A Bot Connector that takes everything, writes it down, and refuses when it is told to. */
export const openRecorder = async (certificate: Certificates): Promise<Recorder> => {
  const calls: Call[] = [];
  const statuses: number[] = [];
  const meanwhile: Recorder['meanwhile'] = [];
  let ids = 0;
  const server = await listen(certificate, 0, async (request, response) => {
    const text = await readBody(request, 1_000_000);
    const { method = '', url = '', headers } = request;
    calls.push({ method, path: url, authorization: headers.authorization, body: text === '' ? {} : JSON.parse(text) });
    ids += 1;
    await meanwhile.shift()?.();
    response.statusCode = statuses.shift() ?? 200;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(response.statusCode < 400 ? { id: `out-${ids}` } : { error: { code: 'Refused', message: 'x' } }),
    );
  });
  const host = `localhost:${server.port}`;
  return { host, serviceUrl: `https://${host}/emea/`, calls, statuses, meanwhile, close: server.close };
};
