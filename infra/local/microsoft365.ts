/**
 * Microsoft 365 on your own machine: sign-in, Graph with SharePoint, and Teams, over one directory.
 * Lives here: opening the three together, and the settings with which a server finds them instead of the real ones.
 * The one rule: no part of this is in the server, and the server cannot tell the difference.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Certificates, openCertificates } from './certificates.ts';
import type { Directory } from './directory.ts';
import { type Entra, openEntra } from './entra/entra.ts';
import { type Graph, type GraphOptions, openGraph } from './graph/graph.ts';
import { cast } from './solvangdal/cast.ts';
import { type Solvangdal, solvangdal } from './solvangdal/solvangdal.ts';
import { openTeams, type Teams } from './teams/teams.ts';
import { APPS, SITE, TEAMS_APP_ID } from './tenant.ts';

export type Ports = {
  readonly teams: number;
  readonly entra: number;
  readonly graph: number;
  readonly connector: number;
};

export type Microsoft365Options = {
  /** Everything is kept here. */
  readonly folder: string;
  /** 0 takes a free one. */
  readonly ports: Ports;
  /** Where Tavla's server will be, e.g. http://localhost:3978. */
  readonly server: string;
  /** The filled app manifest and its language files by tag. */
  readonly manifest: unknown;
  readonly languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** More than Solvangdal's own settings for Graph: switches, delays. */
  readonly graph?: Pick<GraphOptions, 'switches' | 'notificationDelay' | 'seed'>;
};

export type Microsoft365 = {
  readonly certificates: Certificates;
  readonly municipality: Solvangdal;
  readonly entra: Entra;
  readonly graph: Graph;
  readonly teams: Teams;
  /** The environment of a server that lives here. */
  readonly environment: Readonly<Record<string, string>>;
  /** The same for the administrator's commands: the registration that may make lists. */
  readonly administrator: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

const municipalityAt = (server: string): Solvangdal =>
  solvangdal({
    botId: APPS.bot.id,
    appId: APPS.app.id,
    secrets: { bot: APPS.bot.secret, app: APPS.app.secret },
    address: server,
  });

const withAdministrator = (directory: Directory): Directory => ({
  ...directory,
  apps: [
    ...directory.apps,
    {
      clientId: APPS.provisioning.id,
      displayName: 'Klargjøring',
      secret: APPS.provisioning.secret,
      graphRoles: ['Sites.FullControl.All'],
    },
  ],
});

/** Starts all three. What was there before in `folder` is there again. */
export const openMicrosoft365 = async (options: Microsoft365Options): Promise<Microsoft365> => {
  const { folder, ports, server } = options;
  mkdirSync(folder, { recursive: true });
  const municipality = municipalityAt(server);
  const directory = withAdministrator(municipality.directory);
  const certificates = await openCertificates(folder);
  const common = { folder, directory, certificate: certificates };
  const entra = await openEntra({ ...common, port: ports.entra });
  const graph = await openGraph({ ...common, entra, port: ports.graph, site: SITE, ...options.graph });
  graph.grant(APPS.app.id, 'write');
  const teams = await openTeams({
    ...common,
    entra,
    port: ports.teams,
    connectorPort: ports.connector,
    manifest: options.manifest,
    languages: options.languages,
    botEndpoint: `${server}/api/messages`,
    graphPages: graph.pages,
    offered: cast.map(({ id, introduction }) => ({ userId: id, part: introduction.nb })),
    iconFile: fileURLToPath(new URL('../../manifest/icons/color.png', import.meta.url)),
  });
  const environment = {
    TAVLA_ADDRESS: server,
    PORT: new URL(server).port,
    HOST: 'localhost',
    TENANT_ID: directory.tenant.id,
    APP_ID: APPS.app.id,
    APP_SECRET: APPS.app.secret,
    BOT_ID: APPS.bot.id,
    BOT_SECRET: APPS.bot.secret,
    TEAMS_APP_ID,
    SHAREPOINT_SITE: graph.siteUrl,
    PULL_SECONDS: '3',
    AUTHORITY: entra.address,
    GRAPH_ADDRESS: graph.address,
    BOT_METADATA: entra.botMetadata,
    SERVICE_HOSTS: new URL(teams.serviceUrl).host,
    FRAME_ANCESTORS: teams.address,
    DEVIATION_LINK: 'https://avvik.solvangdal.example/',
    WHISTLEBLOWING_LINK: 'https://varsling.solvangdal.example/',
    NODE_EXTRA_CA_CERTS: certificates.authorityFile,
  };
  return {
    certificates,
    municipality,
    entra,
    graph,
    teams,
    environment,
    administrator: { ...environment, APP_ID: APPS.provisioning.id, APP_SECRET: APPS.provisioning.secret },
    close: async () => {
      await teams.close();
      await graph.close();
      await entra.close();
    },
  };
};
