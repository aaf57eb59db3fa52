import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Board, Card, Me } from '../../bot/domain/board/board.ts';
import { publicCard } from '../../bot/domain/board/public-card.ts';
import type { Suggestion } from '../../bot/domain/suggestion/suggestion.ts';
import { createDevice, type Shelf } from '../../tab/api/device.ts';
import { ana, day, key, liv, north, suggestion } from '../support/cast.ts';

/** A browser's storage; `room` is how many characters it takes. */
export const shelf = (room = Number.POSITIVE_INFINITY): Shelf => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
    setItem(name, value) {
      const others = [...kept].filter(([other]) => other !== name).reduce((sum, [, text]) => sum + text.length, 0);
      if (others + value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(name, value);
    },
  };
};

export const device = (room?: number) => createDevice(shelf(room));

/** The n-th card of Elvetun 1, apart from what is said. */
export const card = (n: number, but: Partial<Suggestion> = {}): Card =>
  publicCard({ ...suggestion({ key: key(n), ...but }), sync: 'saved' });

export const board = (seq: number, ...cards: readonly Card[]): Board => ({
  unit: north,
  seq,
  today: day('2026-11-24'),
  cards,
  names: { [ana.id]: ana.name },
});

/** What the server says of Liv, who leads Elvetun 1. */
export const me: Me = {
  id: liv.id,
  name: liv.name,
  language: 'nb',
  grants: liv.grants,
  mayRepair: false,
  units: [{ key: north.key, name: north.name, area: north.area, member: true }],
};

export type Heard = { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] };

/** A server on the loopback that answers as told, and remembers what it was asked. */
export const openServer = async (
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
) => {
  const heard: Heard[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    transport: (path: string, init: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
