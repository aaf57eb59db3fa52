export type Coalesced = {
  /** Runs it; asked while it runs, it runs once more afterwards for all who asked. Resolves when theirs is done. */
  (): Promise<void>;
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>;
};

/** One at a time, however often it is asked for. */
export const createCoalesced = (run: () => Promise<void>): Coalesced => {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  const after = async (before: Promise<void>): Promise<void> => {
    await before.catch(() => undefined);
    next = undefined;
    return start();
  };
  const ask = (): Promise<void> => {
    if (running === undefined && next === undefined) return start();
    next ??= after(running ?? Promise.resolve());
    return next;
  };
  return Object.assign(ask, { settled: async () => void (await (next ?? running)) });
};
