import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Tells the benchmark where this floor listens. */
export const listening = (server: Server): void => {
  server.listen(0, 'localhost', () => process.send?.((server.address() as AddressInfo).port));
};
