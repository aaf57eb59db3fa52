/**
 * The door through which time comes in.
 * Lives here: what happens because it is due: notices to deliver, teams whose members are to be read anew.
 * The one rule: what is due is claimed with a lease, so that two servers never do it twice, and a crash gives it back.
 */
import { type Instant, instantOf, later, millisecondsOf } from '../domain/calendar/instant.ts';
import type { Unit, UnitKey } from '../domain/people/unit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Notices } from '../ports/notices.ts';
import type { Memberships } from '../ports/people.ts';
import type { Task, Tasks } from '../ports/tasks.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Verbs } from '../verbs/verbs.ts';

/**
 * A notice takes up to 8 seconds for each message in Teams (the connector's patience), one after another: one for every
 * card that was posted, and again when the suggestion changed meanwhile. This is room for thirty-seven, where three are
 * many; what a crash leaves behind is told this much later at most.
 */
const LEASE_SECONDS = 300;
const AT_ONCE = 10;
/** Waiting after a failed try: a minute, doubled each time, an hour at most; given up after about two days. */
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3600;
const TRIES = 50;
/** Members of a team are read anew this often, a few teams at a time. */
const MEMBERS_SECONDS = 3600;
const TEAMS_AT_ONCE = 5;
const REST_SECONDS = 600;
/** Something may have become due in another server, a lease run out, or a unit come in from SharePoint. */
const TICK_MS = 5_000;

export type TimerDeps = {
  readonly tasks: Tasks;
  readonly notices: Notices;
  readonly memberships: Memberships;
  readonly verbs: Verbs;
  readonly clock: Clock;
  readonly log: Log;
};

export type Timer = {
  /** Does all that is due now; for tests and for the end of a start. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

const waitAfter = (attempts: number): number => Math.min(FIRST_WAIT_SECONDS * 2 ** attempts, LONGEST_WAIT_SECONDS);

const createDelivery =
  ({ tasks, notices, clock, log }: TimerDeps) =>
  async (task: Task): Promise<void> => {
    try {
      const delivery = await notices.deliver(task.notice);
      if (delivery === 'delivered') await tasks.done(task.id);
      else await tasks.giveUp(task.id, 'unreachable');
    } catch (error) {
      if (!(error instanceof Unavailable)) log.error({ error, notice: task.notice.kind }, 'A notice could not be made');
      else log.warn({ notice: task.notice.kind, attempts: task.attempts }, 'A notice waits for Teams');
      if (task.attempts >= TRIES) await tasks.giveUp(task.id, 'tried for too long');
      else await tasks.later(task.id, later(clock.now(), waitAfter(task.attempts)));
    }
  };

/** Runs `work` when woken, never twice at a time; a wake while it runs makes it run once more. */
const createLoop = (work: () => Promise<void>) => {
  let running: Promise<void> | undefined;
  let again = false;
  const wake = (): void => {
    if (running !== undefined) {
      again = true;
      return;
    }
    running = work().finally(() => {
      running = undefined;
      if (!again) return;
      again = false;
      wake();
    });
  };
  const settled = async (): Promise<void> => {
    while (running !== undefined) await running;
  };
  return { wake, settled };
};

/** Starts the clockwork: at once when something becomes due here, and every few seconds for what others left. */
export const startTimer = (deps: TimerDeps): Timer => {
  const { tasks, memberships, verbs, clock, log } = deps;
  const deliver = createDelivery(deps);
  let closed = false;

  const deliverDue = async (): Promise<void> => {
    while (!closed) {
      const claimed = await tasks.claim(AT_ONCE, LEASE_SECONDS);
      await Promise.all(claimed.map(deliver));
      if (claimed.length < AT_ONCE) return;
    }
  };

  /** Teams that could not be read rest for a while, so that they never stand in the way of the others. */
  const resting = new Map<UnitKey, Instant>();

  const readTeam = async (unit: Unit): Promise<void> => {
    try {
      await verbs.person.refreshMembers(unit);
      resting.delete(unit.key);
    } catch (error) {
      resting.set(unit.key, later(clock.now(), REST_SECONDS));
      log.warn({ error, unit: unit.key }, 'The members of a team could not be read');
    }
  };

  const readMembers = async (): Promise<void> => {
    while (!closed) {
      const now = clock.now();
      const before = instantOf(millisecondsOf(now) - MEMBERS_SECONDS * 1000);
      const stale = await memberships.stale(before, TEAMS_AT_ONCE + resting.size);
      const units = stale.filter(({ key }) => (resting.get(key) ?? now) <= now).slice(0, TEAMS_AT_ONCE);
      if (units.length === 0) return;
      await Promise.all(units.map(readTeam));
    }
  };

  const guarded = (work: () => Promise<void>) => async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ error }, 'What is due could not be done now');
    }
  };

  const loops = [createLoop(guarded(deliverDue)), createLoop(guarded(readMembers))];
  const wakeAll = (): void => {
    for (const { wake } of loops) wake();
  };
  const settled = async (): Promise<void> => {
    await Promise.all(loops.map((loop) => loop.settled()));
  };
  const stop = tasks.onDue(wakeAll);
  const tick = setInterval(wakeAll, TICK_MS);
  wakeAll();
  return {
    drain: async () => {
      wakeAll();
      await settled();
    },
    close: async () => {
      closed = true;
      stop();
      clearInterval(tick);
      await settled();
    },
  };
};
