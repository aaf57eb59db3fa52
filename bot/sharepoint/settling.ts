import { type Instant, instantOf } from '../domain/calendar/instant.ts';
import type { Log } from '../ports/log.ts';
import type { Merge, Outbox, Pending, Place } from '../ports/outbox.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { type Answer, listPart, sentence } from './answer.ts';
import type { Graph } from './graph.ts';
import { type Item, itemFrom, lookUpPath } from './item.ts';
import { readableRow } from './list.ts';
import { LISTS } from './lists.ts';
import type { Site } from './site.ts';
import type { Timers } from './timers.ts';
import type { Ask } from './together.ts';
import { createTroubles } from './troubles.ts';

export type SettlingDeps = {
  readonly graph: Graph;
  readonly site: Site;
  readonly outbox: Outbox;
  readonly merge: Merge;
  readonly timers: Timers;
  readonly log: Log;
  /** Between 0 and 1, for the spread of repeated tries. */
  readonly random: () => number;
};

/** An item under way, and the way to ask for it. */
export type Errand = { readonly pending: Pending; readonly ask: Ask };

/** What becomes of an item after an answer. */
export type Settle = (errand: Errand, answer: Answer) => Promise<void>;

/** First wait after a failed try and the longest, in seconds; doubled in between. */
const FIRST_WAIT = 1;
const LONGEST_WAIT = 300;

/** The ways in which a try to carry an item can end; each tells the outbox. */
export const createSettling = (deps: SettlingDeps) => {
  const { graph, site, outbox, merge, timers, log, random } = deps;
  const troubles = createTroubles();

  const saved = async ({ pending }: Errand, place: Place): Promise<void> => {
    troubles.settle(pending, timers.now());
    await outbox.saved(pending, place);
  };

  /** Due again after so many seconds, but not before the gate opens. */
  const later = async ({ pending }: Errand, seconds = backoff(pending.attempts, random)): Promise<void> => {
    const due = Math.max(timers.now() + seconds * 1000, graph.counters().closedUntil);
    await outbox.later(pending, roundedUp(due));
  };

  const toShelf = async ({ pending }: Errand, reason: string): Promise<void> => {
    troubles.forget(pending);
    log.warn({ list: pending.list, key: pending.key }, 'SharePoint does not take an item');
    await outbox.refused(pending, reason);
  };

  const waits: Settle = (errand) => later(errand);

  /** Later, unless the item has had its chances while others went through. */
  const laterOrShelf =
    (kind: 'denied' | 'failed'): Settle =>
    async (errand, answer) => {
      troubles.note(errand.pending, kind, timers.now());
      await (troubles.isHopeless(errand.pending) ? toShelf(errand, sentence(answer)) : later(errand));
    };

  /** The list itself is not where it was. */
  const listIsGone: Settle = async (errand) => {
    site.forget();
    await later(errand);
  };

  const lookUp = async ({ pending: { list, key }, ask }: Errand): Promise<Item | 'none' | 'noList'> => {
    const answer = await ask({ method: 'GET', path: lookUpPath(await site.items(list), key, LISTS[list]) });
    if (answer.meaning === 'gone') return 'noList';
    if (answer.meaning !== 'done') throw new Unavailable(`An item cannot be looked up: ${sentence(answer)}`);
    const [first] = listPart(answer.body, 'value');
    return first === undefined ? 'none' : (itemFrom(first, site.appId) ?? 'none');
  };

  /** SharePoint has the item in a form that we did not know of: theirs and ours become one. */
  const mergeWith = async ({ pending }: Errand, { place, fields, editor }: Item): Promise<void> => {
    const { base, row: ours } = pending;
    const theirs = readableRow(LISTS[pending.list], fields, base ?? ours);
    const { row, history, notices = [] } = merge(pending.list, { base, ours, theirs, editor });
    troubles.forget(pending);
    // Changed again meanwhile: then the item is in line once more, and this merge is made anew.
    await outbox.merged(pending, { row, base: theirs, place, history, notices });
  };

  return { troubles, saved, later, toShelf, waits, laterOrShelf, listIsGone, lookUp, mergeWith };
};

export type Settling = ReturnType<typeof createSettling>;

/** `attempts` were made before this one. Between half and the whole of the doubled wait, so that servers do not march in step. */
const backoff = (attempts: number, random: () => number): number =>
  Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempts) * (0.5 + random() / 2);

/** Instants are whole seconds; an earlier one would be due too soon. */
const roundedUp = (milliseconds: number): Instant => instantOf(Math.ceil(milliseconds / 1000) * 1000);
