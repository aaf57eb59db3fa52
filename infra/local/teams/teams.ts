/**
 * Microsoft Teams in little, and the Bot Connector behind it: what people see and do, and how a bot takes part.
 * Lives here: conversations, messages, cards, tabs, installations; the page in the browser; the REST service for the bot.
 * The one rule: what goes over the wire to the bot and to a tab has exactly the real form, and it knows nothing of them.
 */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler } from 'express';
import type { Certificates } from '../certificates.ts';
import type { Directory } from '../directory.ts';
import { listen } from '../listening.ts';
import { createActivities } from './activities.ts';
import { createApi } from './api/api.ts';
import type { Offer } from './api/people.ts';
import { type AppManifest, readManifest } from './app-manifest.ts';
import { createBotLink } from './bot-link.ts';
import { createConnector } from './connector/connector.ts';
import { createControl } from './control.ts';
import { createFaults } from './faults.ts';
import { createInstalls, type InstallTarget } from './installs.ts';
import { createLive } from './live.ts';
import { createMessages } from './messages.ts';
import { createNotices, type Notice } from './notices.ts';
import { servePage } from './page-files.ts';
import { install } from './person/install.ts';
import { createPlaces } from './places.ts';
import { createPreferences, type Language } from './preferences.ts';
import type { TeamsSignIn } from './sign-in.ts';
import { openStore } from './store.ts';
import { createTabs, type Tab } from './tabs.ts';
import { createTenant } from './tenant.ts';
import type { World } from './world.ts';

export type TeamsOptions = {
  /** Where teams.sqlite lies. */
  readonly folder: string;
  readonly directory: Directory;
  readonly entra: TeamsSignIn;
  readonly certificate: Certificates;
  /** The page's; 0 takes a free one. */
  readonly port: number;
  readonly connectorPort: number;
  /** The filled app manifest. */
  readonly manifest: unknown;
  /** Its language files by tag: nb, nn, en. */
  readonly languages?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Where activities go, e.g. http://localhost:3978/api/messages. */
  readonly botEndpoint: string;
  /** Shown at /sharepoint. */
  readonly graphPages?: RequestHandler;
  /** Whom the start page offers, with what they are here; people with different titles unless said. */
  readonly offered?: readonly Offer[];
  /** The app's colour icon, a PNG file; without it the name's first letter on the accent colour. */
  readonly iconFile?: string;
  /** The folder of the built page, dist/teams unless said. */
  readonly page?: string;
  /** How long an invoke may take; Teams documents 5000. */
  readonly invokeMilliseconds?: number;
  /** The clock, in milliseconds. */
  readonly now?: () => number;
};

export type Teams = {
  /** The page: http://localhost:<port>. */
  readonly address: string;
  /** https://localhost:<connectorPort>/emea/ */
  readonly serviceUrl: string;
  /** How the bot knows a person: 29:…. */
  account(userId: string): string;
  /** Adds the app as this person would. Nothing happens where it is already. */
  install(target: InstallTarget, byUserId: string): Promise<void>;
  /** Adds or (with its id) changes a tab. */
  addTab(tab: Omit<Tab, 'id'> & { readonly id?: string }): Tab;
  tabsOf(conversationId: string): readonly Tab[];
  /** A line in somebody's activity feed. */
  notify(notice: Pick<Notice, 'userId' | 'text' | 'preview' | 'link'>): void;
  /** Sends activities elsewhere from now on. */
  pointAt(botEndpoint: string): void;
  close(): Promise<void>;
};

const BUILT_PAGE = fileURLToPath(new URL('../../../dist/teams', import.meta.url));
const INVOKE_MILLISECONDS = 5000;

/** Starts the page and the connector. What was there before in `folder` is there again. */
export async function openTeams(options: TeamsOptions): Promise<Teams> {
  const { directory, entra, manifest: source, now = Date.now } = options;
  let serviceUrl = '';
  const manifest = readManifest(source, options.languages?.nb);
  const store = openStore(options.folder);
  const tenant = createTenant(directory, manifest.botId);
  const preferences = createPreferences(store, tenant);
  const world: World = {
    manifest,
    tenant,
    preferences,
    places: createPlaces(store, tenant, now),
    messages: createMessages(store, now),
    installs: createInstalls(store, now),
    tabs: createTabs(store),
    notices: createNotices(store, now),
    live: createLive(),
    activities: createActivities({ tenant, manifest, preferences, serviceUrl: () => serviceUrl, now }),
    faults: createFaults(),
    bot: createBotLink({
      signIn: entra,
      botId: manifest.botId,
      endpoint: options.botEndpoint,
      serviceUrl: () => serviceUrl,
      invokeMilliseconds: options.invokeMilliseconds ?? INVOKE_MILLISECONDS,
    }),
    now,
  };

  const connectorApp = express().disable('x-powered-by');
  connectorApp.use('/control', createControl(world));
  connectorApp.use(
    '/emea',
    createConnector(world, entra, () => serviceUrl),
  );
  const connector = await listen(options.certificate, options.connectorPort, connectorApp);
  serviceUrl = `${connector.address}/emea/`;

  const page = await listenPlain(options.port, createPage(world, options));
  return {
    address: page.address,
    serviceUrl,
    account: tenant.account,
    install: (target, byUserId) => install(world, byUserId, placeOf(world, target)),
    addTab: (wanted) => {
      const tab = world.tabs.save(wanted);
      world.live.tell({ kind: 'changed' });
      return tab;
    },
    tabsOf: world.tabs.of,
    notify: (notice) => {
      world.notices.add({ ...notice, kind: 'app', from: manifest.name });
      world.live.tell({ kind: 'changed' });
    },
    pointAt: world.bot.pointAt,
    close: async () => {
      await Promise.all([connector.close(), page.close()]);
      store.close();
    },
  };
}

function createPage(world: World, options: TeamsOptions): express.Express {
  const app = express().disable('x-powered-by');
  const { graphPages, languages, manifest, iconFile, offered = [] } = options;
  const appIn = (language: Language): AppManifest => readManifest(manifest, languages?.[language.slice(0, 2)]);
  app.use('/control', createControl(world));
  const sharePoint = graphPages !== undefined;
  if (iconFile !== undefined) app.get('/api/icon', (_request, response) => response.sendFile(resolve(iconFile)));
  const shows = { sharePoint, icon: iconFile !== undefined };
  app.use('/api', createApi({ world, signIn: options.entra, appIn, shows, offered }));
  if (graphPages) app.use('/sharepoint', graphPages);
  app.use(servePage(options.page ?? BUILT_PAGE, world.manifest));
  return app;
}

/** Where the app is told that it was added: the General channel, the chat, the person's chat with it. */
function placeOf(world: World, { kind, id }: InstallTarget) {
  const conversation = {
    team: () => world.tenant.team(id)?.internalId ?? id,
    chat: () => id,
    personal: () => world.tenant.personalChat(id),
  }[kind]();
  const place = world.places.find(conversation);
  if (place === undefined) throw new Error(`There is no ${kind} ${id} to add the app to.`);
  return place;
}

async function listenPlain(port: number, answer: RequestListener) {
  const server = createServer(answer);
  server.listen(port, 'localhost');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return { address: `http://localhost:${taken}`, close: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  return new Promise((done, failed) => {
    server.close((error) => (error ? failed(error) : done()));
    server.closeAllConnections();
  });
}
