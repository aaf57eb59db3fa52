import { type Instant, instantOf } from '../domain/calendar/instant.ts';
import type { Log } from '../ports/log.ts';
import type { Merge, Outbox, Pending, Place } from '../ports/outbox.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, listPart, noAnswer, sentence } from './answer.ts';
import type { Call } from './cost.ts';
import type { Graph } from './graph.ts';
import { createCall, type Item, itemFrom, itemPath, lookUpPath, patchCall, placeFrom } from './item.ts';
import { differences, readableRow } from './list.ts';
import { LISTS } from './lists.ts';
import type { Meaning } from './meaning.ts';
import type { Site } from './site.ts';
import type { Timers } from './timers.ts';
import { createTroubles } from './troubles.ts';

export type CarryDeps = {
  readonly graph: Graph;
  readonly site: Site;
  readonly outbox: Outbox;
  readonly merge: Merge;
  readonly timers: Timers;
  readonly log: Log;
  /** Between 0 and 1, for the spread of repeated tries. */
  readonly random: () => number;
};

/** First wait after a failed try and the longest, in seconds; doubled in between. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 300;

type Settle = (pending: Pending, answer: Answer) => Promise<void>;
type Ready = { readonly pending: Pending; readonly call: Call };

/** Carries claimed items to SharePoint and tells the outbox what became of each. Never throws for what Graph does. */
export const createCarry = (deps: CarryDeps) => {
  const { graph, site, outbox, merge, timers, log, random } = deps;
  const troubles = createTroubles();

  const saved = async (pending: Pending, place: Place): Promise<void> => {
    troubles.settle(pending, timers.now());
    await outbox.saved(pending, place);
  };

  const later = async (pending: Pending, seconds = backoff(pending.attempts, random)): Promise<void> => {
    const due = Math.max(timers.now() + seconds * 1000, graph.counters().closedUntil);
    await outbox.later(pending, roundedUp(due));
  };

  const toShelf = async (pending: Pending, reason: string): Promise<void> => {
    troubles.forget(pending);
    log.warn({ list: pending.list, key: pending.key }, 'SharePoint does not take an item');
    await outbox.refused(pending, reason);
  };

  const waits = async (pending: Pending, answer: Answer): Promise<void> => {
    log.warn({ list: pending.list, status: answer.status, code: answer.code }, 'An item waits for SharePoint');
    await later(pending);
  };

  /** Later, unless the item has had its chances while others went through. */
  const laterOrShelf =
    (kind: 'denied' | 'failed'): Settle =>
    async (pending, answer) => {
      troubles.note(pending, kind, timers.now());
      await (troubles.isHopeless(pending) ? toShelf(pending, sentence(answer)) : waits(pending, answer));
    };

  const lookUp = async (pending: Pending): Promise<Item | 'none' | 'noList'> => {
    const list = LISTS[pending.list];
    const answer = await graph.read(lookUpPath(await site.items(pending.list), pending.key, list), 'come again');
    if (answer.meaning === 'gone') return 'noList';
    if (answer.meaning !== 'done') throw new Unavailable(`An item cannot be looked up: ${sentence(answer)}`);
    const [first] = listPart(answer.body, 'value');
    return first === undefined ? 'none' : (itemFrom(first, site.appId) ?? 'none');
  };

  /** SharePoint has the item in a form that we did not know of: theirs and ours become one. */
  const mergeWith = async (pending: Pending, { place, fields, editor }: Item): Promise<void> => {
    const theirs = readableRow(LISTS[pending.list], fields, pending.base ?? pending.row);
    const {
      row,
      history,
      notices = [],
    } = merge(pending.list, { base: pending.base, ours: pending.row, theirs, editor });
    troubles.forget(pending);
    // Changed again meanwhile: then the item is in line once more, and this merge is made anew.
    await outbox.merged(pending, { row, base: theirs, place, history, notices });
  };

  /** Also after a refusal without a code: the key may be taken by an earlier try of ours whose answer was lost. */
  const adoptOrShelf: Settle = async (pending, answer) => {
    const item = await lookUp(pending);
    if (item === 'noList') return listIsGone(pending, answer);
    if (item !== 'none') return mergeWith(pending, item);
    const times = troubles.note(pending, 'refused', timers.now());
    return troubles.isHopeless(pending) ? toShelf(pending, sentence(answer)) : later(pending, 2 ** (times - 1));
  };

  const lookNextTime: Settle = async (pending, answer) => {
    if (answer.status === 500) return laterOrShelf('failed')(pending, answer);
    troubles.note(pending, 'unsure', timers.now());
    return waits(pending, answer);
  };

  /** Throttled means not done; 503 may also come from a gateway behind which it was done. */
  const whenOpen: Settle = (pending, answer) =>
    answer.status === 503 ? lookNextTime(pending, answer) : waits(pending, answer);

  const listIsGone: Settle = async (pending, answer) => {
    site.forget();
    await waits(pending, answer);
  };

  const created: Settle = async (pending, answer) => {
    const place = placeFrom(answer.body);
    if (place === undefined) return lookNextTime(pending, answer);
    site.made(pending.list, place.itemId);
    await saved(pending, place);
  };

  const AFTER_CREATE: Record<Meaning, Settle> = {
    done: created,
    refused: adoptOrShelf,
    conflict: adoptOrShelf,
    denied: laterOrShelf('denied'),
    unsigned: waits,
    gone: listIsGone,
    resync: adoptOrShelf,
    locked: waits,
    busy: whenOpen,
    unsure: lookNextTime,
    broken: lookNextTime,
  };

  const patched: Settle = async (pending, answer) => {
    const etag = placeFrom(answer.body)?.etag ?? etagOf(answer);
    if (etag !== undefined && pending.itemId !== null) return saved(pending, { itemId: pending.itemId, etag });
    return reread(pending, answer);
  };

  const reread: Settle = async (pending, answer) => {
    const list = LISTS[pending.list];
    const path = itemPath(await site.items(pending.list), pending.itemId ?? '', list);
    const again = await graph.read(path, 'come again');
    const item = again.meaning === 'done' ? itemFrom(again.body, site.appId) : undefined;
    if (item !== undefined) return mergeWith(pending, item);
    return again.meaning === 'gone' ? itemIsGone(pending, again) : waits(pending, answer);
  };

  const itemIsGone: Settle = async (pending, answer) => {
    const item = await lookUp(pending);
    if (item === 'noList') return listIsGone(pending, answer);
    return item === 'none' ? toShelf(pending, GONE) : mergeWith(pending, item);
  };

  const mayBeFault: Settle = (pending, answer) =>
    answer.status === 500 ? laterOrShelf('failed')(pending, answer) : waits(pending, answer);

  const AFTER_PATCH: Record<Meaning, Settle> = {
    done: patched,
    refused: (pending, answer) => toShelf(pending, sentence(answer)),
    conflict: reread,
    denied: laterOrShelf('denied'),
    unsigned: waits,
    gone: itemIsGone,
    resync: reread,
    locked: waits,
    busy: waits,
    unsure: mayBeFault,
    broken: reread,
  };

  const settle: Settle = (pending, answer) =>
    (pending.itemId === null ? AFTER_CREATE : AFTER_PATCH)[answer.meaning](pending, answer);

  /** What to ask for an item; undefined when it is settled without. */
  const prepare = async (pending: Pending): Promise<Call | undefined> => {
    const list = LISTS[pending.list];
    const items = await site.items(pending.list);
    if (pending.itemId === null || pending.etag === null) {
      const earlier = troubles.isUnsure(pending) ? await lookUp(pending) : 'none';
      if (typeof earlier === 'string') return createCall(items, list.toFields(pending.row));
      await mergeWith(pending, earlier);
      return undefined;
    }
    const place = { itemId: pending.itemId, etag: pending.etag };
    const changes = pending.base === null ? list.toFields(pending.row) : differences(list, pending.base, pending.row);
    if (Object.keys(changes).length > 0) return patchCall(items, place, changes);
    await saved(pending, place);
    return undefined;
  };

  /** One item's trouble is its own: it waits, and the others go on. */
  const guarded = async <T>(pending: Pending, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof Unavailable)) throw cause;
      log.warn({ list: pending.list, error: cause }, 'An item waits for SharePoint');
      await later(pending);
      return undefined;
    }
  };

  /** One round trip: alone when there is one, else as a batch, which costs the same units. */
  const ask = (ready: readonly Ready[]): Promise<readonly Answer[]> => {
    const [first, ...others] = ready.map(({ call }) => call);
    if (first === undefined) return Promise.resolve([]);
    if (others.length > 0) return graph.batch([first, ...others], 'come again');
    return graph.send(first, 'come again').then((answer) => [answer]);
  };

  return async (claimed: readonly Pending[]): Promise<void> => {
    const prepared = await Promise.all(
      claimed.map(async (pending) => ({ pending, call: await guarded(pending, () => prepare(pending)) })),
    );
    const ready = prepared.filter((one): one is Ready => one.call !== undefined);
    const asked = ask(ready);
    await Promise.all(
      ready.map(({ pending }, index) =>
        guarded(pending, async () => settle(pending, (await asked)[index] ?? noAnswer(undefined))),
      ),
    );
  };
};

const GONE = 'The item was deleted in SharePoint';

/** The answer to a change of fields carries the new version in the values or in a header. */
const etagOf = (answer: Answer): string | undefined => {
  const inBody = (answer.body as { '@odata.etag'?: unknown } | undefined)?.['@odata.etag'];
  return typeof inBody === 'string' ? inBody : answer.etag;
};

/** `attempts` were made before this one. Between half and the whole of the doubled wait, so that servers do not march in step. */
const backoff = (attempts: number, random: () => number): number =>
  Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempts) * (0.5 + random() / 2);

const roundedUp = (milliseconds: number): Instant => instantOf(Math.ceil(milliseconds / 1000) * 1000);
