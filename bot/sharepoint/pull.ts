import type { Keys } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Inbox, Merge } from '../ports/outbox.ts';
import { LIST_NAMES, type ListName } from '../ports/rows.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Graph } from './graph.ts';
import { createReader } from './incoming.ts';
import { createProblems, type Problem } from './problems.ts';
import { createReading } from './reading.ts';
import type { Site } from './site.ts';
import { realTimers, type Timers } from './timers.ts';

/** Brings what changed in SharePoint into the working copy. */
export type Pull = {
  /**
   * Reads a list once: everything the first time, afterwards what changed. Returns how many rows changed; undefined
   * when another server reads it. Throws `Unavailable`.
   */
  once(list: ListName): Promise<number | undefined>;
  /** Reads all lists now and then each so often. */
  start(options: { readonly everySeconds: number }): void;
  /** Somebody says that the list changed: it is read soon. */
  hint(list: ListName): void;
  /** Reads a list from the beginning, whatever is known of it. */
  rebuild(list: ListName): Promise<number | undefined>;
  /** Rows in SharePoint that cannot be read, by place and column. */
  problems(): readonly Problem[];
  stop(): Promise<void>;
};

export type PullDeps = {
  readonly graph: Graph;
  readonly site: Site;
  readonly inbox: Inbox;
  readonly merge: Merge;
  readonly keys: Keys;
  readonly log: Log;
  readonly timers?: Timers;
};

/** Renewed with each page; a server that died is followed by another after this. */
const LEASE_SECONDS = 60;
/** A burst of notifications is one reading. */
const HINT_MS = 200;

export const createPull = (deps: PullDeps): Pull => {
  const { graph, site, inbox, merge, keys, log, timers = realTimers } = deps;
  const problems = createProblems();
  const leased = new Set<ListName>();
  const stay = async (list: ListName): Promise<boolean> => {
    const isOurs = await inbox.lease(list, LEASE_SECONDS);
    if (isOurs) leased.add(list);
    else leased.delete(list);
    return isOurs;
  };
  const read = createReader({ graph, site, keys, problems });
  const reading = createReading({ graph, site, inbox, merge, read, problems, log, timers, stay });
  const under = new Map<ListName, Promise<number | undefined>>();
  const planned = new Map<ListName, () => void>();
  const hinted = new Set<ListName>();
  const troubles = new Map<ListName, string>();
  let every = 0;

  const reads = async (list: ListName, work: () => Promise<number>): Promise<number | undefined> => {
    return (await stay(list)) ? work() : undefined;
  };

  /** One reading of a list at a time; whoever asks meanwhile gets the one after. */
  const inTurn = (list: ListName, work: () => Promise<number>): Promise<number | undefined> => {
    const before = under.get(list) ?? Promise.resolve(undefined);
    const turn = before.catch(() => undefined).then(() => reads(list, work));
    under.set(list, turn);
    return turn.finally(() => {
      if (under.get(list) === turn) under.delete(list);
    });
  };

  const once = (list: ListName): Promise<number | undefined> => inTurn(list, () => reading.on(list));

  const plan = (list: ListName, milliseconds: number): void => {
    planned.get(list)?.();
    planned.set(
      list,
      timers.after(milliseconds, () => void tick(list)),
    );
  };

  /** The same trouble is said once, not every few seconds. */
  const complain = (list: ListName, error: unknown): void => {
    if (!(error instanceof Unavailable)) log.error({ list, error }, 'Reading a list failed');
    else if (troubles.get(list) !== error.message) {
      troubles.set(list, error.message);
      log.warn({ list, error }, 'A list cannot be read; it is tried again and again');
    }
  };

  const tick = async (list: ListName): Promise<void> => {
    if (every === 0) return;
    hinted.delete(list);
    try {
      await once(list);
      if (troubles.delete(list)) log.info({ list }, 'A list can be read again');
    } catch (error) {
      complain(list, error);
    }
    if (every > 0) plan(list, hinted.has(list) ? HINT_MS : every);
  };

  return {
    once,
    start: ({ everySeconds }) => {
      every = everySeconds * 1000;
      for (const list of LIST_NAMES) plan(list, 0);
    },
    hint: (list) => {
      hinted.add(list);
      if (every > 0) plan(list, HINT_MS);
    },
    rebuild: (list) => inTurn(list, () => reading.anew(list)),
    problems: problems.all,
    stop: async () => {
      every = 0;
      for (const callOff of planned.values()) callOff();
      planned.clear();
      await Promise.allSettled(under.values());
      // Another server need not wait for the leases to run out.
      for (const list of leased) await inbox.lease(list, 0);
    },
  };
};
