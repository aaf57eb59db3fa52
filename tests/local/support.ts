/**
 * A local sign-in and a local Graph for one test file: fresh folder, free ports, a small directory, everything granted.
 * Lives here: openTestGraph and what tests say to it. `const room = await openTestGraph()` … `await room.close()`.
 * The one rule: nothing is faked; requests go over https, the bearer is a real token, and the CA is really trusted.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { type Certificates, openCertificates } from '../../infra/local/certificates.ts';
import type { Directory, DirectoryUser } from '../../infra/local/directory.ts';
import { type Entra, openEntra } from '../../infra/local/entra/entra.ts';
import { type Graph, type GraphOptions, openGraph } from '../../infra/local/graph/graph.ts';

/** The application under test: Sites.Selected with the role `manage` on the site, unless a test asks for less. */
export const APP = '11111111-aaaa-4aaa-8aaa-000000000001';
/** An administrator's application that holds Sites.FullControl.All. */
export const ADMIN = '11111111-aaaa-4aaa-8aaa-000000000002';
/** An application that nobody has granted anything. */
export const STRANGER = '11111111-aaaa-4aaa-8aaa-000000000003';
export const BOT = '11111111-aaaa-4aaa-8aaa-000000000004';
export const SECRET = 'a secret for the test';
export const TENANT = '99999999-aaaa-4aaa-8aaa-000000000009';
export const TEAM = '22222222-aaaa-4aaa-8aaa-000000000001';
const SITE = { host: 'solvangdal.sharepoint.com', path: '/sites/forbedring', displayName: 'Forbedring' };

const user = (number: number, displayName: string): DirectoryUser => ({
  id: `33333333-aaaa-4aaa-8aaa-00000000000${number}`,
  displayName,
  mail: `${displayName.split(' ')[0]?.toLowerCase()}@solvangdal.example`,
  userPrincipalName: `${displayName.split(' ')[0]?.toLowerCase()}@solvangdal.example`,
  jobTitle: 'Medarbeider',
  language: 'nb-NO',
});

export const ANA = user(1, 'Ana Solvik');
export const BEN = user(2, 'Ben Dalen');
export const HEGE = user(3, 'Hege HR');

export const DIRECTORY: Directory = {
  tenant: { id: TENANT, name: 'Solvangdal kommune', domain: 'solvangdal.example' },
  users: [ANA, BEN, HEGE],
  teams: [
    {
      id: TEAM,
      internalId: '19:general@thread.tacv2',
      displayName: 'Hjemmetjenesten nord',
      channels: [{ id: '19:general@thread.tacv2', displayName: 'Generelt' }],
      members: [
        { userId: ANA.id, owner: true },
        { userId: BEN.id, owner: false },
      ],
    },
  ],
  apps: [
    {
      clientId: APP,
      displayName: 'Tavla',
      secret: SECRET,
      idUri: `api://localhost:3978/${APP}`,
      graphRoles: [
        'Sites.Selected',
        'TeamMember.Read.All',
        'GroupMember.Read.All',
        'User.ReadBasic.All',
        'TeamsActivity.Send',
      ],
    },
    { clientId: ADMIN, displayName: 'Administrator', secret: SECRET, graphRoles: ['Sites.FullControl.All'] },
    { clientId: STRANGER, displayName: 'Fremmed', secret: SECRET, graphRoles: ['Sites.Selected'] },
    { clientId: BOT, displayName: 'Tavla bot', secret: SECRET, graphRoles: [] },
  ],
};

export type Told = {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when there was none. */
  readonly body: Body;
  readonly text: string;
};
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape are read member by member in tests
type Body = any;

export type Asking = {
  readonly app?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly raw?: string;
};

export type TestGraph = {
  readonly graph: Graph;
  readonly entra: Entra;
  readonly certificate: Certificates;
  readonly directory: Directory;
  readonly folder: string;
  /** The application's site, as paths begin: /sites/<id>. */
  readonly site: string;
  /** One request below /v1.0, or to a whole address, as an application; APP unless said. Never throws on a status. */
  ask(method: string, path: string, asking?: Asking): Promise<Told>;
  /** A fresh list with a unique indexed Key, an indexed State and Size, and a Note; gives its path. Its name is `title`. */
  makeList(title?: string, columns?: readonly object[]): Promise<string>;
  /** Closes both and opens them again on the same folder (and new ports). */
  reopen(): Promise<TestGraph>;
  close(): Promise<void>;
};

export type TestGraphOptions = Pick<GraphOptions, 'switches' | 'seed' | 'now' | 'notificationDelay'> & {
  readonly directory?: Directory;
};

/** Delta pages are even and nothing is throttled unless a test says so; everything else is as in `npm start`. */
export async function openTestGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const folder = await mkdtemp(join(tmpdir(), 'tavla-graph-'));
  const room = await openOn(folder, options);
  room.graph.grant(APP, 'manage');
  return room;
}

async function openOn(folder: string, options: TestGraphOptions): Promise<TestGraph> {
  const { directory = DIRECTORY, switches, ...rest } = options;
  const certificate = await openCertificates(join(folder, 'certificates'));
  trust(certificate);
  const now = options.now ? { now: options.now } : {};
  const entra = await openEntra({ folder: join(folder, 'entra'), directory, certificate, ...now });
  const graph = await openGraph({
    folder: join(folder, 'graph'),
    directory,
    entra,
    certificate,
    site: SITE,
    notificationDelay: [3_600_000, 3_600_000],
    ...rest,
    switches: { deltaVaries: false, unitsPerMinute: 0, ...switches },
  });
  const stop = async () => {
    await graph.close();
    await entra.close();
  };
  const tokens = new Map<string, Promise<string>>();
  /** Kept for half an hour of the room's clock, as tokens live for one. */
  const tokenOf = (app: string) => {
    const key = `${app} ${Math.floor((options.now ?? Date.now)() / 1_800_000)}`;
    const token = tokens.get(key) ?? entra.appToken({ appId: app, audience: graph.address });
    tokens.set(key, token);
    return token;
  };
  const site = `/sites/${graph.siteId}`;

  async function ask(method: string, path: string, asking: Asking = {}): Promise<Told> {
    const { app = APP, headers = {}, body, raw } = asking;
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(path.startsWith('https:') ? path : `${graph.address}/v1.0${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await tokenOf(app)}`,
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: readJson(text) };
  }

  async function makeList(title = 'Forslag', columns: readonly object[] = COLUMNS): Promise<string> {
    const { body } = await ask('POST', `${site}/lists`, { body: { displayName: title, columns } });
    return `${site}/lists/${body.id}`;
  }

  return {
    graph,
    entra,
    certificate,
    directory,
    folder,
    site,
    ask,
    makeList,
    reopen: async () => {
      await stop();
      return openOn(folder, options);
    },
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const COLUMNS = [
  { name: 'Key', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'State', text: {}, indexed: true },
  { name: 'Size', number: {}, indexed: true },
  { name: 'Note', text: { allowMultipleLines: true, textType: 'plain' } },
];

/** In this process every client, fetch included, trusts the authority from now on (Node 24). A process of its own takes NODE_EXTRA_CA_CERTS. */
function trust(certificate: Certificates): void {
  const trusted = tls.getCACertificates('default');
  if (!trusted.includes(certificate.authorityPem)) tls.setDefaultCACertificates([...trusted, certificate.authorityPem]);
}

function readJson(text: string): Body {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
