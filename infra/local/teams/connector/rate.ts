/** So many calls in so many milliseconds. */
type Window = { readonly calls: number; readonly milliseconds: number };

/** Per bot and thread, for sending and for making conversations. Changes and deletions are not named among the limits. */
export const SEND: readonly Window[] = [
  { calls: 7, milliseconds: 1_000 },
  { calls: 8, milliseconds: 2_000 },
  { calls: 60, milliseconds: 30_000 },
  { calls: 1_800, milliseconds: 3_600_000 },
];

/** Per bot and thread, for members and conversations. */
export const READ: readonly Window[] = [
  { calls: 14, milliseconds: 1_000 },
  { calls: 16, milliseconds: 2_000 },
  { calls: 120, milliseconds: 30_000 },
  { calls: 3_600, milliseconds: 3_600_000 },
];

export type Rate = {
  /** Counts a call; or the seconds to wait, in which case it is not counted. */
  count(key: string): number | undefined;
};

/** A sliding window per key. */
export function createRate(windows: readonly Window[], now: () => number): Rate {
  const longest = Math.max(...windows.map(({ milliseconds }) => milliseconds));
  const calls = new Map<string, number[]>();
  return {
    count: (key) => {
      const recent = (calls.get(key) ?? []).filter((at) => at > now() - longest);
      calls.set(key, recent);
      const waits = windows.map((window) => wait(recent, window, now()));
      const longestWait = Math.max(...waits);
      if (longestWait > 0) return Math.ceil(longestWait / 1000);
      recent.push(now());
      return undefined;
    },
  };
}

/** Milliseconds until the oldest call of a full window leaves it. */
function wait(calls: readonly number[], window: Window, now: number): number {
  const oldest = calls.at(-window.calls);
  return oldest === undefined ? 0 : Math.max(0, oldest + window.milliseconds - now);
}
