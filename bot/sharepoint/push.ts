import { millisecondsOf } from '../domain/calendar/instant.ts';
import type { Log } from '../ports/log.ts';
import type { Merge, Outbox } from '../ports/outbox.ts';
import { BATCH_MAX } from './batch.ts';
import { createCarry, type Round } from './carry.ts';
import type { Graph } from './graph.ts';
import type { Site } from './site.ts';
import { realTimers, type Timers } from './timers.ts';

/** Carries what the working copy has ahead of SharePoint, as soon as there is something. */
export type Push = {
  start(): void;
  /** One round: claims what is due and carries it. Returns how many items it took. */
  once(): Promise<number>;
  /** Begins nothing more and waits for what is under way; safe to end the process after it. */
  drain(): Promise<void>;
  stop(): void;
};

export type PushDeps = {
  readonly graph: Graph;
  readonly site: Site;
  readonly outbox: Outbox;
  readonly merge: Merge;
  readonly log: Log;
  readonly timers?: Timers;
  readonly random?: () => number;
};

/** Longer than a request may take; after a crash the items are free again. Two at the same item do no harm, only work. */
const LEASE_SECONDS = 40;
/** Rounds at the same time: what comes in while one is under way need not wait for its end. */
const LANES = 3;
/** Boards say after ten seconds that something waits; so this often it is looked at while something does. */
const LATE_CHECK_MS = 5_000;
const AFTER_FAULT_MS = 5_000;
/** When nothing gets through at all, rounds are spread out: first wait and longest, doubled in between. */
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;
/** Another server may hold what is due here. */
const SHORTEST_WAIT_MS = 250;
/** What another server leaves behind when it dies is heard from nobody; so it is looked for. */
const LOOK_MS = 10_000;

export const createPush = (deps: PushDeps): Push => {
  const { graph, outbox, log, timers = realTimers, random = Math.random } = deps;
  const carry = createCarry({ ...deps, timers, random });
  const lanes = new Set<Promise<void>>();
  let rest = { until: 0, length: 0 };
  let running = false;
  let again = false;
  let deafen = (): void => undefined;
  let callOff = (): void => undefined;

  const once = async (): Promise<number> => {
    await outbox.markLate();
    if (opens() > timers.now()) return 0;
    const claimed = await outbox.claim(BATCH_MAX, LEASE_SECONDS);
    if (claimed.length > 0) takeRest(await carry(claimed));
    return claimed.length;
  };

  /** Until then nothing is claimed: no lease is to run out at a closed gate, and no tries are wasted on a Graph that is down. */
  const opens = (): number => Math.max(graph.counters().closedUntil, rest.until);

  const takeRest = (round: Round): void => {
    const length = round === 'went' ? 0 : Math.min(LONGEST_REST_MS, rest.length * 2 || FIRST_REST_MS);
    rest = { length, until: timers.now() + length };
  };

  /** Rounds until nothing is due; then the clock is set for what will be. */
  const lane = async (): Promise<void> => {
    // Should this take long, the next lane looks after what comes in or gets late meanwhile.
    sleep(LATE_CHECK_MS);
    try {
      while (running && (await once()) > 0);
      if (running && !again) await sleepUntilDue();
    } catch (error) {
      log.error({ error }, 'Carrying to SharePoint failed and starts again');
      sleep(AFTER_FAULT_MS);
    }
  };

  const sleepUntilDue = async (): Promise<void> => {
    const due = await outbox.nextDue();
    if (due === undefined) {
      if (lanes.size <= 1) sleep(LOOK_MS);
      return;
    }
    const until = Math.max(millisecondsOf(due), opens()) - timers.now();
    sleep(Math.min(Math.max(until, SHORTEST_WAIT_MS), LATE_CHECK_MS));
  };

  const sleep = (milliseconds: number): void => {
    callOff();
    if (running) callOff = timers.after(milliseconds, wake);
  };

  const wake = (): void => {
    again = true;
    while (running && again && lanes.size < LANES) {
      again = false;
      const started = lane().finally(() => {
        lanes.delete(started);
        if (again) wake();
      });
      lanes.add(started);
    }
  };

  const stop = (): void => {
    running = false;
    deafen();
    callOff();
  };

  return {
    start: () => {
      if (running) return;
      running = true;
      deafen = outbox.onPending(wake);
      wake();
    },
    once,
    drain: async () => {
      stop();
      await Promise.all(lanes);
    },
    stop,
  };
};
