/**
 * The composition root: the only place that knows every room.
 * Lives here: opening the two copies, wiring the verbs to their ports, opening the doors; closing goes the other way.
 * The one rule: no decision of the product's is made here.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { millisecondsOf } from './domain/calendar/instant.ts';
import type { Clock, Keys } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import { LIST_NAMES } from './ports/rows.ts';
import { Unavailable } from './ports/unavailable.ts';
import { createCredential } from './sharepoint/credential.ts';
import { openGraph } from './sharepoint/graph.ts';
import { createMerge } from './sharepoint/merge.ts';
import { createNotifications } from './sharepoint/notifications.ts';
import { createPull } from './sharepoint/pull.ts';
import { createPush } from './sharepoint/push.ts';
import { createRoster } from './sharepoint/roster.ts';
import { openSite } from './sharepoint/site.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createTeams } from './teams/bot.ts';
import type { BotCredentials, TeamsConfig } from './teams/teams-config.ts';
import { startTimer } from './timer/timer.ts';
import { createVerbs } from './verbs/verbs.ts';
import { openWeb } from './web/server.ts';
import { createSignIn } from './web/sign-in.ts';

/** What differs from one run to another beyond configuration. */
export type World = { readonly log: Log; readonly clock: Clock; readonly keys: Keys; readonly random: () => number };

export type App = {
  readonly address: string;
  /** Reads every list from the beginning, whatever the working copy holds; what still waits to be carried stays. */
  rebuild(): Promise<void>;
  /** Closes the doors, lets what is under way end, closes the copies. */
  close(): Promise<void>;
};

const TAB_FOLDER = fileURLToPath(new URL('../dist/tab', import.meta.url));

const botCredentials = (config: Config): BotCredentials => {
  if (config.BOT_MANAGED_IDENTITY !== undefined) return { kind: 'managedIdentity' };
  if (config.BOT_CERTIFICATE_FILE !== undefined) {
    return { kind: 'certificate', pem: readFileSync(config.BOT_CERTIFICATE_FILE, 'utf8') };
  }
  return { kind: 'secret', secret: config.BOT_SECRET ?? '' };
};

const teamsConfig = (config: Config): TeamsConfig => ({
  botId: config.BOT_ID,
  tenantId: config.TENANT_ID,
  credentials: botCredentials(config),
  authority: config.AUTHORITY,
  metadata: config.BOT_METADATA,
  tokenIssuer: config.BOT_TOKEN_ISSUER,
  serviceHosts: config.SERVICE_HOSTS,
  teamsAppId: config.TEAMS_APP_ID,
  address: config.TAVLA_ADDRESS,
  links: { deviation: config.DEVIATION_LINK, whistleblowing: config.WHISTLEBLOWING_LINK },
});

/** The record: push, pull and what hints at changes, all on one gate to Graph. */
const openRecord = (config: Config, store: Store, { log, clock, keys, random }: World) => {
  const credential = createCredential({
    tenantId: config.TENANT_ID,
    appId: config.APP_ID,
    authority: config.AUTHORITY,
    managedIdentity: config.APP_MANAGED_IDENTITY,
    certificateFile: config.APP_CERTIFICATE_FILE,
    secret: config.APP_SECRET,
  });
  const graph = openGraph({ address: config.GRAPH_ADDRESS, credential });
  // Graph signs what we write with whoever asked: our own changes must not come back as somebody else's.
  const appId = config.APP_MANAGED_IDENTITY ?? config.APP_ID;
  const site = openSite({ graph, address: config.SHAREPOINT_SITE, appId });
  const merge = createMerge({ clock, keys });
  const push = createPush({ graph, site, outbox: store.outbox, merge, log, random });
  const pull = createPull({ graph, site, inbox: store.inbox, merge, keys, log });
  const address = config.NOTIFICATION_ADDRESS;
  const secret = config.NOTIFICATION_SECRET;
  const notifications = address === '' ? undefined : createNotifications({ graph, site, address, secret, log });
  return { graph, site, push, pull, notifications, roster: createRoster({ graph, log }) };
};

/** How long Graph may have been silent before we say that we are not ready, in milliseconds. */
const SILENCE_MS = 5 * 60_000;

/** How long what is under way to Graph may take when Tavla closes, in milliseconds; what is left goes out after the start. */
const PATIENCE_MS = 5_000;

/** Opens Tavla; resolves when it listens. Throws with a sentence when it cannot. */
export const createApp = async (config: Config, world: World): Promise<App> => {
  const { log, clock, keys } = world;
  const store = await openStore(config.STORE, { clock, keys, language: config.LANGUAGE });
  const record = openRecord(config, store, world);
  const verbs = createVerbs({
    ...store,
    clock,
    keys,
    memberships: store.people,
    roster: record.roster,
    unread: { unreadable: () => record.pull.problems() },
    timeZone: config.TIME_ZONE,
  });
  const teams = createTeams({ config: teamsConfig(config), verbs, ports: { ...store, clock, keys }, log });
  const signIn = createSignIn({
    authority: config.AUTHORITY,
    tenantId: config.TENANT_ID,
    appId: config.APP_ID,
    address: config.TAVLA_ADDRESS,
  });
  const web = await openWeb(
    {
      host: config.HOST,
      port: config.PORT,
      tabFolder: TAB_FOLDER,
      language: config.LANGUAGE,
      timeZone: config.TIME_ZONE,
      frameAncestors: config.FRAME_ANCESTORS,
      requestsPerMinute: config.REQUESTS_PER_MINUTE,
    },
    {
      verbs,
      feed: store.feed,
      clock,
      log,
      signIn,
      messages: (request, response) => teams.messages(request, response),
      takeNotification: (body) => {
        for (const list of record.notifications?.listsIn(body) ?? []) record.pull.hint(list);
      },
      checks: {
        store: () => store.health(),
        graph: async () => {
          await record.site.id();
          const { wellAt } = record.graph.counters();
          const silent = millisecondsOf(clock.now()) - wellAt > SILENCE_MS;
          if (silent) throw new Unavailable('Graph has not answered well for five minutes');
        },
        keys: () => signIn.ready(),
        bot: () => teams.ready(),
      },
    },
  );
  // The port is ours, so no other server of this store is alive that had leased anything in it.
  await store.takeBack();
  record.push.start();
  record.pull.start({ everySeconds: config.PULL_SECONDS });
  record.notifications?.start();
  const timer = startTimer({
    tasks: store.tasks,
    notices: teams.notices,
    memberships: store.people,
    verbs,
    clock,
    log,
  });
  return {
    address: web.address,
    rebuild: async () => {
      for (const list of LIST_NAMES) await record.pull.rebuild(list);
    },
    close: async () => {
      // What waits for Graph may be told to wait for minutes; whoever stops us does not wait that long.
      const impatient = setTimeout(record.graph.close, PATIENCE_MS);
      await web.close();
      await timer.close();
      record.notifications?.stop();
      await record.push.drain();
      clearTimeout(impatient);
      record.graph.close();
      await record.pull.stop();
      await store.close();
    },
  };
};
