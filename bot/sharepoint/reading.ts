import type { Log } from '../ports/log.ts';
import type { Inbox, Incoming, Merge } from '../ports/outbox.ts';
import type { ListName } from '../ports/rows.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, listPart, sentence, textPart } from './answer.ts';
import type { Graph } from './graph.ts';
import type { Reader } from './incoming.ts';
import { expandFields, isOlder } from './item.ts';
import { LISTS } from './lists.ts';
import type { Problems } from './problems.ts';
import type { Site } from './site.ts';
import type { Timers } from './timers.ts';

type Deps = {
  readonly graph: Graph;
  readonly site: Site;
  readonly inbox: Inbox;
  readonly merge: Merge;
  readonly read: Reader;
  readonly problems: Problems;
  readonly log: Log;
  readonly timers: Timers;
  /** Keeps the list for this server; false when another one has taken it. */
  readonly stay: (list: ListName) => Promise<boolean>;
};

/** Rows in a page: Graph takes up to 5,000, but with their values larger pages get slow. */
const PAGE = 500;
/** A write may show in queries and delta some seconds later. */
const SHOWS_AFTER_MS = 60_000;

/** How a run over pages ended: with the link to go on from, or with the answer that stopped it. */
type End = { readonly link: string; readonly changed: number } | { readonly stopped: Answer };

/** Reads one list into the working copy, from where the last reading ended or from the beginning. Returns changed rows. */
export const createReading = ({ graph, site, inbox, merge, read, problems, log, stay, timers }: Deps) => {
  /**
   * Follows the links verbatim; only a delta link is an end, however short a page is. It is kept with the last page,
   * but not in a full reading, which collects the ids that it has seen and is not over yet.
   */
  const follow = async (list: ListName, items: string, start: string, seen?: Set<string>): Promise<End> => {
    let changed = 0;
    for (let path = start; ; ) {
      const answer = await graph.read(path);
      if (answer.meaning !== 'done') return { stopped: answer };
      const link = textPart(answer.body, '@odata.deltaLink');
      const onward = link ?? textPart(answer.body, '@odata.nextLink');
      if (onward === undefined || !graph.isHome(onward))
        return { stopped: { ...answer, meaning: 'broken', code: 'badLink' } };
      const page = await read(list, items, listPart(answer.body, 'value'));
      changed += await take(list, latest(page), seen === undefined ? (link ?? null) : null);
      for (const id of idsIn(answer.body)) seen?.add(id);
      if (link !== undefined) return { link, changed };
      path = onward;
    }
  };

  /** A quiet poll writes only when the link is a new one. */
  const take = async (list: ListName, page: readonly Incoming[], link: string | null): Promise<number> => {
    if (page.length === 0 && (link === null || link === (await inbox.link(list)))) return 0;
    const changed = await inbox.take(list, page, link, merge, isOlder);
    if (link === null) await stay(list);
    return changed;
  };

  /** Everything there is, by delta; afterwards what SharePoint no longer has is removed. */
  const whole = async (list: ListName, items: string, start?: string): Promise<number> => {
    problems.clear(list);
    const [seen, began] = [new Set<string>(), timers.now()];
    const first = start ?? `${items}/delta?${expandFields(LISTS[list])}&$top=${PAGE}`;
    const end = await follow(list, items, first, seen);
    if ('stopped' in end) return start === undefined ? paged(list, items, end.stopped) : whole(list, items);
    return end.changed + (await conclude(list, seen, began, end.link));
  };

  /**
   * Delta itself is broken (a page with an error inside after a deletion): the list is read by unsorted pages, which
   * works at any size, and delta goes on from a link that was taken before.
   */
  const paged = async (list: ListName, items: string, because: Answer): Promise<number> => {
    if (because.meaning === 'gone') site.forget();
    if (because.meaning !== 'broken' && because.meaning !== 'resync') throw unreadable(list, because);
    log.warn({ list, code: because.code }, 'Delta does not work for a list; it is read page by page');
    const now = await graph.read(`${items}/delta?token=latest&${expandFields(LISTS[list])}`);
    const link = textPart(now.body, '@odata.deltaLink');
    if (now.meaning !== 'done' || link === undefined || !graph.isHome(link)) throw unreadable(list, now);
    const [seen, began] = [new Set<string>(), timers.now()];
    let changed = 0;
    let path: string | undefined = `${items}?${expandFields(LISTS[list])}&$top=${PAGE}`;
    while (path !== undefined) {
      const answer: Answer = await graph.read(path);
      if (answer.meaning !== 'done') throw unreadable(list, answer);
      const page = latest(await read(list, items, listPart(answer.body, 'value')));
      for (const id of idsIn(answer.body)) seen.add(id);
      path = textPart(answer.body, '@odata.nextLink');
      changed += await take(list, page, null);
    }
    return changed + (await conclude(list, seen, began, link));
  };

  /**
   * After a full reading: removes what is gone, and only then keeps the link, so that a reading that was cut short is
   * made again. What Tavla made while the list was read, or just before, may not have shown in it.
   */
  const conclude = async (list: ListName, seen: ReadonlySet<string>, began: number, link: string): Promise<number> => {
    const stays = new Set([...seen, ...site.madeSince(list, began - SHOWS_AFTER_MS)]);
    const removed = await inbox.keepOnly(list, stays);
    await take(list, [], link);
    return removed;
  };

  const onward = async (list: ListName, items: string, link: string): Promise<number> => {
    const end = await follow(list, items, link);
    if ('link' in end) return end.changed;
    const { stopped } = end;
    if (stopped.meaning === 'resync') {
      log.info({ list, code: stopped.code }, 'A list is read anew: its delta link was too old');
      return whole(list, items, stopped.location);
    }
    if (stopped.meaning === 'denied' || stopped.meaning === 'locked') throw unreadable(list, stopped);
    if (stopped.meaning === 'gone') site.forget();
    const once = stopped.meaning === 'broken' ? await follow(list, items, link) : end;
    if ('link' in once) return once.changed;
    log.warn({ list, status: stopped.status, code: stopped.code }, 'A list is read anew: its delta link does not work');
    return whole(list, await site.items(list));
  };

  return {
    anew: async (list: ListName): Promise<number> => whole(list, await site.items(list)),
    on: async (list: ListName): Promise<number> => {
      const link = await inbox.link(list);
      const items = await site.items(list);
      return link === undefined ? whole(list, items) : onward(list, items, link);
    },
  };
};

const unreadable = (list: ListName, answer: Answer): Unavailable =>
  new Unavailable(`The list ${LISTS[list].title} cannot be read: ${sentence(answer)}`);

const idsIn = (body: unknown): readonly string[] =>
  listPart(body, 'value').flatMap((item) => textPart(item, 'id') ?? []);

/** The same item may stand in a page twice: the last is how it is. */
const latest = (page: readonly Incoming[]): readonly Incoming[] => {
  const byId = new Map<string, Incoming>();
  for (const incoming of page) {
    const id = incoming.kind === 'row' ? incoming.place.itemId : incoming.itemId;
    byId.delete(id);
    byId.set(id, incoming);
  }
  return [...byId.values()];
};
