/** Does the work once for all who ask under one key at the same time: they share what comes of it, also a failure. */
export const createTogether = <T>(): ((key: string, work: () => Promise<T>) => Promise<T>) => {
  const running = new Map<string, Promise<T>>();
  return (key, work) => {
    const now = running.get(key);
    if (now !== undefined) return now;
    const mine = work().finally(() => running.delete(key));
    running.set(key, mine);
    return mine;
  };
};
