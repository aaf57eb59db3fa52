/**
 * The local SharePoint behind Microsoft Graph: sites, lists, items, changes, notifications, people, activity notices.
 * Lives here: every row of what Graph is known to do, and its bad days as switches and faults.
 * The one rule: it answers as the real one does, never as its caller would like; what is unproved is a switch.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Certificates } from '../certificates.ts';
import type { Directory, DirectoryUser } from '../directory.ts';
import type { Entra } from '../entra/entra.ts';
import { listen } from '../listening.ts';
import { openAccess } from './access.ts';
import { openActivities } from './activities.ts';
import { activityRoutes } from './activity-routes.ts';
import type { Actor } from './actor.ts';
import { createChance } from './chance.ts';
import { answerControl, type Controls } from './control.ts';
import { openDatabase } from './database.ts';
import { createDelta } from './delta.ts';
import { createFaults } from './faults.ts';
import { createFront } from './front.ts';
import { itemRoutes } from './item-routes.ts';
import { createShapes } from './item-shape.ts';
import { openItems } from './items.ts';
import type { List } from './list.ts';
import { listRoutes } from './list-routes.ts';
import { openLists } from './lists.ts';
import { createMeter } from './meter.ts';
import { createNotifier } from './notifier.ts';
import { createPages, type Pages } from './pages/pages.ts';
import type { Parts } from './parts.ts';
import { peopleRoutes } from './people-routes.ts';
import { permissionRoutes } from './permission-routes.ts';
import { createPerson, type Person } from './person.ts';
import { createQuery } from './query.ts';
import { createService } from './service.ts';
import { siteRoutes } from './site-routes.ts';
import { subscriptionRoutes } from './subscription-routes.ts';
import { openSubscriptions } from './subscriptions.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { openUserRows } from './user-rows.ts';

export type GraphOptions = {
  readonly folder: string;
  readonly directory: Directory;
  readonly entra: Pick<Entra, 'verifyAppToken'>;
  readonly certificate: Certificates;
  readonly port?: number;
  /** The site for the lists, e.g. { host: 'solvangdal.sharepoint.com', path: '/sites/forbedring', displayName: 'Forbedring' }. */
  readonly site: { readonly host: string; readonly path: string; readonly displayName: string };
  readonly switches?: Partial<Switches>;
  /** Where the row of chances begins. */
  readonly seed?: number;
  /** Least and most milliseconds from a change to its notification; a second or two unless said. */
  readonly notificationDelay?: readonly [number, number];
  readonly now?: () => number;
};

export type Graph = Controls & {
  /** The server's SHAREPOINT_SITE. */
  readonly siteUrl: string;
  readonly siteId: string;
  /** Another site on the tenant, e.g. one that nobody was let into. Gives its id. */
  addSite(site: { host: string; path: string; displayName: string }): string;
  /** SharePoint's pages in the hands of a person of the directory. */
  asPerson(userId: string): Person;
  /** The lists as pages, for any server on this machine: express's `app.use('/sharepoint', graph.pages)` or a bare http handler. */
  readonly pages: Pages;
  close(): Promise<void>;
};

export async function openGraph(options: GraphOptions): Promise<Graph> {
  const {
    folder,
    directory,
    entra,
    certificate,
    port = 0,
    seed = 1,
    notificationDelay = [300, 2000],
    now = Date.now,
  } = options;
  const switches = { ...defaultSwitches(), ...options.switches };
  const database = openDatabase(folder);
  const chance = createChance(seed);
  const faults = createFaults(createChance);
  const lists = openLists(database, now);
  const subscriptions = openSubscriptions(database, now);
  const notifier = createNotifier({
    subscriptions,
    tenantId: directory.tenant.id,
    faults,
    chance,
    now,
    delay: notificationDelay,
  });
  const items = openItems({ database, lists, switches, chance, now, changed: notifier.changed });
  const site = lists.addSite(options.site);
  const userRows = openUserRows(site, directory, lists, items);
  const shapes = createShapes({ lists, items, userRows });
  const parts: Parts = {
    directory,
    switches,
    now,
    lists,
    items,
    shapes,
    subscriptions,
    notifier,
    query: createQuery({ database, items, switches }),
    delta: createDelta({ items, shapes, switches, chance, now }),
    access: openAccess(database),
    activities: openActivities(database, now),
    actorOf: ({ app }): Actor => ({ kind: 'app', id: app.appId, displayName: app.appName }),
  };
  const meter = createMeter(() => switches.unitsPerMinute, now);
  const routes = [
    siteRoutes,
    permissionRoutes,
    listRoutes,
    itemRoutes,
    subscriptionRoutes,
    peopleRoutes,
    activityRoutes,
  ].flatMap((make) => make(parts));
  const service = createService({ routes, meter, faults, switches, lists, delta: parts.delta });
  const front = createFront({ entra, service, lists, chance, root: () => `${server.address}/v1.0` });
  const pages = createPages(parts, site);
  const server = await listen(certificate, port, (request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/v1.0/')) return front(request, response);
    return request.url?.startsWith('/control/') ? answerControl(graph, request, response) : pages(request, response);
  }

  const graph: Graph = {
    address: server.address,
    siteUrl: `https://${site.host}${site.path}`,
    siteId: site.id,
    faults,
    switches,
    counters: { read: meter.read, reset: meter.reset },
    activities: parts.activities,
    grant: (appId, role) => {
      const name = directory.apps.find(({ clientId }) => clientId === appId)?.displayName ?? '';
      for (const old of parts.access.grants({ site }).filter(({ app }) => app === appId))
        parts.access.revoke({ site }, old.id);
      return parts.access.grant({ site }, appId, name, [role]);
    },
    addSite: (other) => lists.addSite(other).id,
    asPerson: (userId) => createPerson(parts, site, findUser(directory, userId)),
    forgetChanges: (title) => {
      const forgotten: readonly List[] = title === undefined ? lists.ofSite(site) : [lists.find(site, title)];
      for (const list of forgotten) lists.change(list, { deltaEpoch: list.deltaEpoch + 1 }, SHAREPOINT);
    },
    subscriptions: subscriptions.all,
    notifications: {
      deliver: notifier.deliver,
      waiting: notifier.waiting,
      remind: async (id) => {
        const subscription = subscriptions.all().find((one) => one.id === id);
        if (subscription) await notifier.remind(subscription);
        return subscription !== undefined;
      },
    },
    pages,
    close: async () => {
      notifier.close();
      await server.close();
      database.close();
    },
  };
  return graph;
}

const SHAREPOINT: Actor = { kind: 'app', id: '00000003-0000-0ff1-ce00-000000000000', displayName: 'SharePoint' };

function findUser(directory: Directory, userId: string): DirectoryUser {
  const user = directory.users.find(({ id }) => id === userId);
  if (!user) throw new Error(`The directory holds no user ${userId}.`);
  return user;
}
