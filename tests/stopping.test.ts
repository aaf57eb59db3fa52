import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { instantOf } from '../bot/domain/calendar/instant.ts';
import { openStore } from '../bot/store/open-store.ts';
import { localManifest } from '../infra/local/local-manifest.ts';
import { openMicrosoft365 } from '../infra/local/microsoft365.ts';
import { startServer } from '../infra/local/server-process.ts';
import { UNITS } from './support/cast.ts';
import { trust } from './support/trust.ts';
import { fromSharePoint } from './support/web.ts';

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, 'localhost');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

test('a server that Microsoft has told to stay away for an hour stops when it is asked to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tavla-stopping-'));
  const address = `http://localhost:${await freePort()}`;
  const microsoft365 = await openMicrosoft365({
    folder: join(folder, 'local'),
    ports: { teams: 0, entra: 0, graph: 0, connector: 0 },
    server: address,
    ...(await localManifest(address)),
  });
  trust(microsoft365.certificates.authorityPem);
  const STORE = `sqlite:${join(folder, 'tavla.sqlite')}`;
  // Units whose members are to be read: somebody waits at the gate.
  const store = await openStore(STORE, { clock: { now: () => instantOf(Date.now()) }, keys: { next: ulid } });
  await fromSharePoint(store, 'Units', UNITS);
  await store.close();
  const { graph } = microsoft365;
  graph.faults.add({ kind: 'throttled', retryAfter: 3600 });
  const environment = { ...microsoft365.environment, STORE };
  const server = await startServer({ environment, address, logFile: join(folder, 'server.log') });
  while (graph.counters.read().requests === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await server.stop();
  expect([await server.ended, server.complaint()]).toEqual([0, '']);
  await microsoft365.close();
  rmSync(folder, { recursive: true });
}, 20_000);
