import { LIST_NAMES, type ListName } from '../ports/rows.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, listPart, sentence, textPart } from './answer.ts';
import type { Graph } from './graph.ts';
import { LISTS } from './lists.ts';
import { realTimers, type Timers } from './timers.ts';

/** The site that holds the record: where each list's items are. */
export type Site = {
  /** The site's id at Graph. Throws `Unavailable`, also when the site is not there or not granted. */
  id(): Promise<string>;
  /** Path of a list's items. Throws `Unavailable`, also when the list is not there. */
  items(list: ListName): Promise<string>;
  /** Id of the list, as it stands in notifications. */
  listId(list: ListName): Promise<string>;
  /** Looks everything up anew next time: something that was there is gone. */
  forget(): void;
  /** This server has made an item there. */
  made(list: ListName, itemId: string): void;
  /** Items that this server has made since that moment (milliseconds). */
  madeSince(list: ListName, moment: number): readonly string[];
  /** Tavla's own application id, to tell its changes from those of people. */
  readonly appId: string;
};

/** How many of the items made last are remembered for a list: more than are made while a list is read. */
const REMEMBERED = 1_000;

type Found = { readonly id: string; readonly lists: ReadonlyMap<ListName, string> };

type SiteOptions = {
  readonly graph: Graph;
  readonly address: string;
  readonly appId: string;
  readonly timers?: Timers;
};

/** Opens a site by its address (https://<host>/sites/<name>). Nothing is asked until the first need. */
export const openSite = (options: SiteOptions): Site => {
  const { timers = realTimers } = options;
  const made = new Map<ListName, { id: string; at: number }[]>();
  let found: Promise<Found> | undefined;

  const look = (): Promise<Found> => {
    const looking = found ?? findLists(options.graph, options.address);
    found = looking;
    looking.catch(() => {
      if (found === looking) found = undefined;
    });
    return looking;
  };

  const listId = async (list: ListName): Promise<string> => {
    const id = (await look()).lists.get(list);
    if (id !== undefined) return id;
    found = undefined;
    throw new Unavailable(`The site has no list "${LISTS[list].title}": run the provisioning`);
  };

  return {
    appId: options.appId,
    id: async () => (await look()).id,
    listId,
    items: async (list) => `/sites/${(await look()).id}/lists/${await listId(list)}/items`,
    made: (list, itemId) => {
      made.set(list, [...(made.get(list) ?? []), { id: itemId, at: timers.now() }].slice(-REMEMBERED));
    },
    madeSince: (list, moment) => (made.get(list) ?? []).filter(({ at }) => at >= moment).map(({ id }) => id),
    forget: () => {
      found = undefined;
    },
  };
};

/** A path lookup costs a round trip, so it is done once; ids stay when a site or a list is renamed. */
export const findSite = async (graph: Graph, address: string): Promise<string> => {
  const answer = await graph.read(sitePath(address));
  const id = textPart(answer.body, 'id');
  if (answer.meaning === 'done' && id !== undefined) return id;
  throw new Unavailable(siteTrouble(answer, address));
};

const sitePath = (address: string): string => {
  const { hostname, pathname } = new URL(address);
  const path = pathname.replace(/\/+$/, '');
  return path === '' ? `/sites/${hostname}` : `/sites/${hostname}:${path}`;
};

const siteTrouble = (answer: Answer, address: string): string => {
  if (answer.meaning === 'gone') return `There is no SharePoint site at ${address}`;
  if (answer.meaning === 'denied') {
    return `The application has no grant on ${address}: an administrator must give it the role write (Sites.Selected)`;
  }
  return `The SharePoint site ${address} cannot be used: ${sentence(answer)}`;
};

/** A list's name in its address never changes; its title may. */
export type ListHead = { readonly id: string; readonly name: string; readonly displayName: string };

export const readListHeads = async (graph: Graph, siteId: string): Promise<readonly ListHead[]> => {
  const heads: ListHead[] = [];
  let path: string | undefined = `/sites/${siteId}/lists?$select=id,name,displayName`;
  while (path !== undefined) {
    const answer: Answer = await graph.read(path);
    if (answer.meaning !== 'done') throw new Unavailable(`The site's lists cannot be read: ${sentence(answer)}`);
    for (const head of listPart(answer.body, 'value')) {
      const id = textPart(head, 'id');
      if (id !== undefined)
        heads.push({ id, name: textPart(head, 'name') ?? '', displayName: textPart(head, 'displayName') ?? '' });
    }
    path = textPart(answer.body, '@odata.nextLink');
  }
  return heads;
};

export const headOf = (heads: readonly ListHead[], title: string): ListHead | undefined =>
  heads.find((head) => head.name === title) ?? heads.find((head) => head.displayName === title);

const findLists = async (graph: Graph, address: string): Promise<Found> => {
  const id = await findSite(graph, address);
  const heads = await readListHeads(graph, id);
  const lists = new Map<ListName, string>();
  for (const name of LIST_NAMES) {
    const head = headOf(heads, LISTS[name].title);
    if (head !== undefined) lists.set(name, head.id);
  }
  return { id, lists };
};
