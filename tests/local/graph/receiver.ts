import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A receiver of change notifications: answers the handshake, keeps what it is told, fails when a test wants it to. */
export type Receiver = {
  readonly url: string;
  readonly told: { readonly path: string; readonly body: Told }[];
  /** Resolves at the next notification that comes. */
  next(): Promise<void>;
  /** Statuses for the next notifications; 202 when there are none left. */
  readonly answers: number[];
  /** Wrong answers to the handshake. */
  handshake: 'right' | 'wrong text' | 'wrong type';
  close(): Promise<void>;
};

type Told = { readonly value: readonly Readonly<Record<string, unknown>>[] };

export async function openReceiver(): Promise<Receiver> {
  const receiver: Pick<Receiver, 'told' | 'answers' | 'handshake'> = { told: [], answers: [], handshake: 'right' };
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://receiver.invalid');
    const token = url.searchParams.get('validationToken');
    if (token !== null) {
      const type = state.handshake === 'wrong type' ? 'application/json' : 'text/plain';
      response.writeHead(200, { 'Content-Type': type }).end(state.handshake === 'wrong text' ? 'no' : token);
      return;
    }
    void read(request).then((body) => {
      receiver.told.push({ path: url.pathname, body });
      arrivals.emit('told');
      response.writeHead(receiver.answers.shift() ?? 202).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: Receiver = Object.assign(receiver, {
    url: `http://localhost:${(server.address() as AddressInfo).port}/notify`,
    next: async () => {
      await once(arrivals, 'told');
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
  return state;
}

const read = async (request: IncomingMessage): Promise<Told> => JSON.parse(await text(request));
