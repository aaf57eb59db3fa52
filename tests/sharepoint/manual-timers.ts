import { instantOf } from '../../bot/domain/calendar/instant.ts';
import type { Clock } from '../../bot/ports/clock.ts';
import type { Timers } from '../../bot/sharepoint/timers.ts';

/** Time that stands still until a test moves it. */
export type ManualTimers = Timers & {
  readonly clock: Clock;
  /** Moves time on and runs, in order, what became due; lets promises settle between two of them. */
  advance(milliseconds: number): Promise<void>;
  /** Lets time jump from one plan to the next until the work is done, while the network takes its real time. */
  through<T>(work: Promise<T>): Promise<T>;
  /** How many are still to run. */
  waiting(): number;
};

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const manualTimers = (start = Date.UTC(2026, 10, 24, 9)): ManualTimers => {
  let now = start;
  let next = 0;
  const plans = new Map<number, { at: number; run: () => void }>();
  const firstDue = (until: number) =>
    [...plans].filter(([, { at }]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
  return {
    now: () => now,
    clock: { now: () => instantOf(now) },
    after: (milliseconds, run) => {
      const id = next++;
      plans.set(id, { at: now + Math.max(0, milliseconds), run });
      return () => void plans.delete(id);
    },
    advance: async (milliseconds) => {
      const until = now + milliseconds;
      await breathe();
      for (let due = firstDue(until); due !== undefined; due = firstDue(until)) {
        const [id, { at, run }] = due;
        plans.delete(id);
        now = Math.max(now, at);
        run();
        await breathe();
      }
      now = until;
      await breathe();
    },
    through: async (work) => {
      let done = false;
      const end = work.finally(() => {
        done = true;
      });
      end.catch(() => undefined);
      while (!done) {
        await breathe();
        const next = done ? undefined : firstDue(Number.POSITIVE_INFINITY);
        if (next === undefined) continue;
        const [id, { at, run }] = next;
        plans.delete(id);
        now = Math.max(now, at);
        run();
      }
      return end;
    },
    waiting: () => plans.size,
  };
};
