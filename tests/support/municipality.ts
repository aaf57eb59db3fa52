import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillLists } from '../../infra/local/fill.ts';
import { localManifest } from '../../infra/local/local-manifest.ts';
import { type Microsoft365, type Microsoft365Options, openMicrosoft365 } from '../../infra/local/microsoft365.ts';
import { type ServerProcess, startServer } from '../../infra/local/server-process.ts';
import { settleIn } from '../../infra/local/settle-in.ts';
import { APPS, SITE } from '../../infra/local/tenant.ts';
import { trust } from './trust.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Municipality = {
  readonly microsoft365: Microsoft365;
  /** Where Tavla answers. */
  readonly address: string;
  /** The environment that its server runs with. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  server(): ServerProcess;
  /** Starts the server again after it was stopped or killed. */
  start(): Promise<void>;
  /** One more server on the same store, at an address of its own. */
  another(): Promise<{ readonly address: string; readonly process: ServerProcess }>;
  /** Asks Tavla's API as somebody signed in through Teams. */
  ask(userId: string, path: string, init?: RequestInit, at?: string): Promise<Response>;
  /** The items of a SharePoint list as Graph has them, by the list's display name. */
  items(list: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
};

export type MunicipalityOptions = {
  /** Extra settings of the server. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly graph?: Microsoft365Options['graph'];
  /** Adds app and tabs to all teams; without it nobody has the app yet. */
  readonly settledIn?: boolean;
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, 'localhost');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

const provision = async (environment: Readonly<Record<string, string>>): Promise<void> => {
  const child = spawn(process.execPath, [join(ROOT, 'bot/sharepoint/provision-command.ts')], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Provisioning ended with ${code}`);
};

const prepareLists = async ({ entra, graph, municipality, administrator }: Microsoft365): Promise<void> => {
  await provision(administrator);
  const audience = 'https://graph.microsoft.com';
  const token = await entra.appToken({ appId: APPS.provisioning.id, audience, roles: ['Sites.FullControl.All'] });
  await fillLists(municipality, {
    graph: graph.address,
    token,
    site: `${SITE.host}:${SITE.path}`,
    today: new Date(),
    progress: () => undefined,
  });
};

/** All of Solvangdal: the local Microsoft 365 in this process, the real server as a process of its own. */
export const openMunicipality = async (options: MunicipalityOptions = {}): Promise<Municipality> => {
  const folder = mkdtempSync(join(tmpdir(), 'tavla-municipality-'));
  const address = `http://localhost:${await freePort()}`;
  const microsoft365 = await openMicrosoft365({
    folder: join(folder, 'local'),
    ports: { teams: 0, entra: 0, graph: 0, connector: 0 },
    server: address,
    ...(options.graph && { graph: options.graph }),
    ...(await localManifest(address)),
  });
  trust(microsoft365.certificates.authorityPem);
  await prepareLists(microsoft365);
  const environment = {
    ...microsoft365.environment,
    STORE: `sqlite:${join(folder, 'tavla.sqlite')}`,
    ...options.environment,
  };
  const logFile = join(folder, 'server.log');
  const open = (more: Readonly<Record<string, string>>, at: string): Promise<ServerProcess> =>
    startServer({ environment: { ...environment, ...more }, address: at, logFile });
  let server = await open({}, address);
  const others: ServerProcess[] = [];
  if (options.settledIn) await settleIn(microsoft365, address, () => undefined);
  /** The administrator's, whose reading does not count against Tavla's own resource units. */
  const graphToken = (): Promise<string> =>
    microsoft365.entra.appToken({ appId: APPS.provisioning.id, audience: 'https://graph.microsoft.com' });
  return {
    microsoft365,
    address,
    environment,
    folder,
    server: () => server,
    start: async () => {
      server = await open({}, address);
    },
    another: async () => {
      const port = await freePort();
      const at = `http://localhost:${port}`;
      const process = await open({ PORT: String(port) }, at);
      others.push(process);
      return { address: at, process };
    },
    ask: async (userId, path, init = {}, at = address) => {
      const token = await microsoft365.entra.userToken({ userId });
      const headers = { 'Content-Type': 'application/json', ...init.headers, Authorization: `Bearer ${token}` };
      return fetch(`${at}${path}`, { ...init, headers });
    },
    items: async (list) => {
      const headers = { Authorization: `Bearer ${await graphToken()}` };
      const rows: Record<string, unknown>[] = [];
      let next: string | undefined =
        `${microsoft365.graph.address}/v1.0/sites/${SITE.host}:${SITE.path}:/lists/${encodeURIComponent(list)}/items?$expand=fields&$top=1000`;
      while (next !== undefined) {
        const page = (await (await fetch(next, { headers })).json()) as {
          readonly value: readonly { readonly fields: Record<string, unknown> }[];
          readonly '@odata.nextLink'?: string;
        };
        rows.push(...page.value.map(({ fields }) => fields));
        next = page['@odata.nextLink'];
      }
      return rows;
    },
    close: async () => {
      await Promise.all([server, ...others].map((one) => one.stop()));
      await microsoft365.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Waits until something is so, looking often at first; throws with `what` when it is not within `seconds`. */
export const until = async <T>(what: string, look: () => Promise<T | undefined | false>, seconds = 20): Promise<T> => {
  for (const [started, pause] = [Date.now(), { ms: 20 }]; ; pause.ms = Math.min(pause.ms * 1.5, 1_000)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() - started > seconds * 1000) throw new Error(`Not within ${seconds} seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause.ms));
  }
};
