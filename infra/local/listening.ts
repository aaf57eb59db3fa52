import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificates } from './certificates.ts';

export type Listening = {
  /** https://localhost:<port>, without a closing slash. */
  readonly address: string;
  readonly port: number;
  /** Stops at once: open connections are cut. */
  close(): Promise<void>;
};

/** Starts an https server on this machine only. Port 0 takes a free one. Throws Node's EADDRINUSE when the port is taken. */
export async function listen(
  certificate: Certificates,
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listening> {
  const server = createServer({ key: certificate.server.key, cert: certificate.server.cert }, answer);
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const taken = (server.address() as AddressInfo).port;
  return { address: `https://localhost:${taken}`, port: taken, close: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  return new Promise((done, failed) => {
    server.close((error) => (error ? failed(error) : done()));
    server.closeAllConnections();
  });
}

/** The whole body as text. Throws when it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > limit) throw new TooLong(limit);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export class TooLong extends Error {
  constructor(limit: number) {
    super(`The body is longer than ${limit} bytes.`);
  }
}
