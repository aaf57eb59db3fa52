/** Time for what waits: milliseconds now, and running something later. An argument everywhere, so that tests need not sleep. */
export type Timers = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs it once after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, run: () => void): () => void;
};

/** The longest that Node's own timer can wait. */
const LONGEST = 2 ** 31 - 1;

export const realTimers: Timers = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, milliseconds), LONGEST));
    return () => clearTimeout(timer);
  },
};
