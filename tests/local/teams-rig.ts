import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Certificates, openCertificates } from '../../infra/local/certificates.ts';
import type { Directory, DirectoryUser } from '../../infra/local/directory.ts';
import { type Entra, openEntra } from '../../infra/local/entra/entra.ts';
import { openTeams, type Teams, type TeamsOptions } from '../../infra/local/teams/teams.ts';
import { type AtTeams, atTeams } from '../support/teams-client.ts';

const user = (n: number, displayName: string, jobTitle: string): DirectoryUser => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  displayName,
  mail: `user${n}@example.org`,
  userPrincipalName: `user${n}@example.org`,
  jobTitle,
  language: 'nb-NO',
});

export const ana = user(1, 'Ana Berg', 'Sykepleier');
export const ben = user(2, 'Ben Dahl', 'Helsefagarbeider');
export const liv = user(3, 'Liv Haug', 'Avdelingsleder');
/** Is in no team. */
export const nils = user(4, 'Nils Ukjent', 'Vikar');

const channel = (name: string, displayName: string) => ({ id: `19:${name}@thread.tacv2`, displayName });
export const general = channel('north', 'Generelt');
export const board = channel('northboard', 'Forbedring');
export const BOT_ID = '00000000-0000-4000-8000-00000000b071';
export const APP_ID = '00000000-0000-4000-8000-0000000a99aa';
export const MANIFEST_ID = '00000000-0000-4000-8000-0000000a9900';

export const directory: Directory = {
  tenant: { id: '00000000-0000-4000-8000-00000000aaaa', name: 'Solvangdal kommune', domain: 'example.org' },
  users: [ana, ben, liv, nils],
  teams: [
    {
      id: '00000000-0000-4000-8000-000000009001',
      internalId: general.id,
      displayName: 'Elvetun sykehjem avd. 1',
      channels: [general, board],
      members: [ana, ben, liv].map(({ id }) => ({ userId: id, owner: id === liv.id })),
    },
  ],
  apps: [
    { clientId: APP_ID, displayName: 'Echo', secret: 'app', idUri: `api://localhost/${APP_ID}`, graphRoles: [] },
    { clientId: BOT_ID, displayName: 'Echo bot', secret: 'bot', graphRoles: [] },
  ],
};

/** A small app whose tab is served from `host`. */
export const manifest = (host = 'localhost:1') => ({
  manifestVersion: '1.30',
  version: '1.0.0',
  id: MANIFEST_ID,
  name: { short: 'Echo', full: 'Echo for tests' },
  description: { short: 'Repeats what it hears', full: 'Repeats what it hears' },
  developer: { name: 'Tests' },
  accentColor: '#0F6CBD',
  configurableTabs: [{ configurationUrl: `http://${host}/config`, scopes: ['team', 'groupChat'] }],
  staticTabs: [{ entityId: 'home', name: 'Home', contentUrl: `http://${host}/tab?from=home`, scopes: ['personal'] }],
  bots: [
    {
      botId: BOT_ID,
      scopes: ['personal', 'team', 'groupChat'],
      commandLists: [{ scopes: ['personal'], commands: [{ title: 'card', description: 'Shows a card' }] }],
    },
  ],
  composeExtensions: [
    {
      commands: [
        { id: 'make', type: 'action', title: 'Make one', context: ['message', 'compose'], fetchTask: true },
        { id: 'find', type: 'query', title: 'Find one', parameters: [{ name: 'words', title: 'Words' }] },
      ],
    },
  ],
  validDomains: [host],
});

export type Rig = {
  readonly teams: Teams;
  readonly entra: Entra;
  readonly certificates: Certificates;
  readonly client: AtTeams;
  readonly folder: string;
  /** What the bot got, oldest first. */
  received(): Promise<readonly Received[]>;
  fetchBot(path: string, body?: object): Promise<Record<string, unknown>>;
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Calls the connector as the bot would, or with another bearer token. */
  connector(method: string, path: string, body?: object, bearer?: string): Promise<ConnectorAnswer>;
  /** Stops Teams and starts it again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type ConnectorAnswer = {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Record<string, unknown>;
};

export type Received = Record<string, unknown> & {
  readonly type: string;
  readonly conversation: { readonly id: string };
};

/** The sign-in, Teams and a bot that repeats, on free ports. */
export async function openRig(more: Partial<TeamsOptions> = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'tavla-teams-'));
  const certificates = await openCertificates(join(folder, 'tls'));
  const entra = await openEntra({ folder, directory, certificate: certificates });
  const bot = await startBot(entra, certificates);
  const botAddress = `http://127.0.0.1:${bot.port}`;
  const open = () =>
    openTeams({
      folder,
      directory,
      entra,
      certificate: certificates,
      port: 0,
      connectorPort: 0,
      manifest: manifest(),
      botEndpoint: `${botAddress}/api/messages`,
      ...more,
    });
  let teams = await open();
  let client = atTeams(teams.address);
  const fetchBot = async (path: string, body?: object) => {
    const response = await fetch(`${botAddress}${path}`, {
      ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return response.json();
  };
  return {
    entra,
    certificates,
    folder,
    get teams() {
      return teams;
    },
    get client() {
      return client;
    },
    received: async () => Object.values(await fetchBot('/received')) as Received[],
    fetchBot,
    control: async (method, path, body) => {
      const response = await fetch(`${teams.address}/control${path}`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return response.json();
    },
    connector: async (method, path, body, bearer) => {
      const audience = 'https://api.botframework.com';
      const token = bearer ?? (await entra.appToken({ appId: BOT_ID, audience }));
      return callConnector(`${teams.serviceUrl}${path}`, method, certificates, token, body);
    },
    restart: async () => {
      await teams.close();
      teams = await open();
      client = atTeams(teams.address);
    },
    close: async () => {
      bot.child.kill();
      await Promise.all([teams.close(), entra.close(), once(bot.child, 'exit')]);
      await rm(folder, { recursive: true });
    },
  };
}

async function callConnector(
  address: string,
  method: string,
  { authorityPem }: Certificates,
  token: string,
  body: object | undefined,
): Promise<ConnectorAnswer> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const call = request(address, { method, ca: authorityPem, headers, agent: false });
  call.end(body && JSON.stringify(body));
  const [response]: IncomingMessage[] = await once(call, 'response');
  if (response === undefined) throw new Error('No response.');
  const text = (await response.toArray()).join('');
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'],
    body: text === '' ? {} : JSON.parse(text),
  };
}

async function startBot(entra: Entra, certificates: Certificates): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('teams-echo-bot.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: certificates.authorityFile,
      NODE_OPTIONS: '--no-warnings',
      BOT_ID,
      BOT_SECRET: 'bot',
      TENANT_ID: directory.tenant.id,
      AUTHORITY: entra.address,
      BOT_METADATA: entra.botMetadata,
    },
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, port: Number(line) };
}
