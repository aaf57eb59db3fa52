/**
 * One task at a time under a name, over all windows of this browser where it has Web Locks, else in this window.
 */
export const createAlone = (
  name: string,
  locks: LockManager | undefined,
): ((task: () => Promise<void>) => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    const run = (): Promise<void> => (locks === undefined ? task() : locks.request(name, task).then(() => undefined));
    last = last.then(run, run);
    return last;
  };
};
