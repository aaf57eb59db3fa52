import type { Directory } from '../directory.ts';
import type { Access, Role } from './access.ts';
import type { Activities } from './activities.ts';
import type { Actor } from './actor.ts';
import type { Call } from './call.ts';
import type { Delta } from './delta.ts';
import { GraphFailure, notFound } from './failure.ts';
import type { Shapes } from './item-shape.ts';
import type { Items } from './items.ts';
import type { List, Site } from './list.ts';
import type { Lists } from './lists.ts';
import type { Notifier } from './notifier.ts';
import type { Query } from './query.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Switches } from './switches.ts';

/** What the routes work with, each opened once by graph.ts. */
export type Parts = {
  readonly directory: Directory;
  readonly switches: Switches;
  readonly now: () => number;
  readonly lists: Lists;
  readonly items: Items;
  readonly shapes: Shapes;
  readonly query: Query;
  readonly delta: Delta;
  readonly access: Access;
  readonly subscriptions: Subscriptions;
  readonly notifier: Notifier;
  readonly activities: Activities;
  /** Application permissions are app-only here, so the app is who acts. */
  readonly actorOf: (call: Call) => Actor;
};

/** The site that a path names, if the app may do what `role` says there. Throws 404, 403 and 423, in this order. */
export function openSite(
  parts: Parts,
  call: Call,
  id: string,
  role: Role,
  place: { list?: List; item?: number } = {},
): Site {
  const site = findSite(parts, id);
  parts.access.need(call.app, role, { site, ...place });
  checkLock(parts);
  return site;
}

export function findSite({ lists }: Parts, id: string): Site {
  const wanted = id.toLowerCase();
  const site = lists
    .sites()
    .find(
      (one) => one.id.toLowerCase() === wanted || (wanted.includes(',') && one.id.toLowerCase().endsWith(`,${wanted}`)),
    );
  if (!site) throw notFound('Requested site could not be found');
  return site;
}

/** A list of the site, if the app may do what `role` says with it: by the site's grant or by the list's own. */
export function openList(
  parts: Parts,
  call: Call,
  { site: siteId = '', list: listId = '' }: Readonly<Record<string, string>>,
  role: Role,
): List {
  const site = findSite(parts, siteId);
  const list = parts.lists
    .ofSite(site)
    .find((one) => one.id === listId.toLowerCase() || one.displayName.toLowerCase() === listId.toLowerCase());
  parts.access.need(call.app, role, { site, ...(list && { list }) });
  checkLock(parts);
  return list ?? parts.lists.find(site, listId);
}

function checkLock({ switches }: Parts): void {
  if (!switches.siteLocked) return;
  throw new GraphFailure(
    423,
    'notAllowed',
    'Access to this site has been blocked. Please contact the administrator to resolve this problem.',
    {
      inner: 'resourceLocked',
    },
  );
}
