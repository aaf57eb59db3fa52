/**
 * The door through which time comes in.
 * Lives here: what happens because it is due: notices to deliver, teams whose members are to be read anew.
 * The one rule: what is due is claimed with a lease, so that two servers never do it twice, and a crash gives it back.
 */
import { instantOf, later, millisecondsOf } from '../domain/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Notices } from '../ports/notices.ts';
import type { Memberships } from '../ports/people.ts';
import type { Task, Tasks } from '../ports/tasks.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Verbs } from '../verbs/verbs.ts';

const LEASE_SECONDS = 60;
const AT_ONCE = 10;
/** Waiting after a failed try: a minute, doubled each time, an hour at most; given up after about two days. */
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3600;
const TRIES = 50;
/** Members of a team are read anew this often, a few teams at a time. */
const MEMBERS_SECONDS = 3600;
const TEAMS_AT_ONCE = 5;
/** Something may have become due in another server, or a lease run out. */
const TICK_MS = 15_000;

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

/** Starts the clockwork: at once when something becomes due here, and every few seconds for what others left. */
export const startTimer = (deps: TimerDeps): Timer => {
  const { tasks, memberships, verbs, clock, log } = deps;
  const deliver = createDelivery(deps);
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const deliverDue = async (): Promise<void> => {
    for (;;) {
      const claimed = await tasks.claim(AT_ONCE, LEASE_SECONDS);
      await Promise.all(claimed.map(deliver));
      if (claimed.length < AT_ONCE || closed) return;
    }
  };

  const readMembers = async (): Promise<void> => {
    const before = instantOf(millisecondsOf(clock.now()) - MEMBERS_SECONDS * 1000);
    for (const unit of await memberships.stale(before, TEAMS_AT_ONCE)) {
      if (closed) return;
      await verbs.person.refreshMembers(unit);
    }
  };

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ error }, 'What is due could not be done now');
    }
  };

  const round = async (): Promise<void> => {
    do {
      again = false;
      await guarded(deliverDue);
    } while (again && !closed);
    await guarded(readMembers);
  };

  const wake = (): void => {
    if (closed) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = round().finally(() => {
      running = undefined;
      if (again) wake();
    });
  };

  const stop = tasks.onDue(wake);
  const tick = setInterval(wake, TICK_MS);
  wake();
  return {
    drain: async () => {
      wake();
      while (running !== undefined) await running;
    },
    close: async () => {
      closed = true;
      stop();
      clearInterval(tick);
      await running;
    },
  };
};
