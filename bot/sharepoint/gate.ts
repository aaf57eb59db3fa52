import { Unavailable } from '../ports/unavailable.ts';
import type { Timers } from './timers.ts';

/** The one gate that every request to the tenant goes through. */
export type Gate = {
  /** Lets a request of so many resource units through, in order of asking, when there is room for it. */
  pass(units: number): Promise<void>;
  /** Nobody passes before that moment (milliseconds): Microsoft asks to stop all requests, not only the one. */
  closeUntil(moment: number): void;
  /** The moment at which the gate opens again, or 0 when it is open. */
  closedUntil(): number;
  /** Units of the last minute. */
  lastMinute(): number;
  /** Waits so long, or until the end. */
  pause(milliseconds: number): Promise<void>;
  /** Sends everybody away who still waits. */
  end(): void;
};

const MINUTE = 60_000;

type Options = {
  readonly timers: Timers;
  /** Units a minute that are used in the long run. */
  readonly perMinute: number;
  /** Units a minute that the tenant allows; the difference may be used at once after a quiet time. */
  readonly limit: number;
};

/**
 * A token bucket: `limit - perMinute` units at once and `perMinute` units a minute, so that no minute, wherever it
 * begins, holds more than `limit`. And a stop for as long as a throttled answer says, however long that is.
 */
export const createGate = ({ timers, perMinute, limit }: Options): Gate => {
  const room = Math.max(1, limit - perMinute);
  const used: { at: number; units: number }[] = [];
  const waiting = new Set<() => void>();
  let left = room;
  let filledAt = timers.now();
  let closed = 0;
  let ended = false;
  let last: Promise<void> = Promise.resolve();

  const forget = (): void => {
    const start = timers.now() - MINUTE;
    while (used[0] !== undefined && used[0].at <= start) used.shift();
  };

  const refill = (): void => {
    const now = timers.now();
    left = Math.min(room, left + ((now - filledAt) * perMinute) / MINUTE);
    filledAt = now;
  };

  /** Milliseconds until a request of so many units may pass; 0 when it may. */
  const missing = (units: number): number => {
    refill();
    const stop = closed - timers.now();
    if (stop > 0) return stop;
    return Math.max(0, Math.ceil(((Math.min(units, room) - left) * MINUTE) / perMinute));
  };

  const pause = async (milliseconds: number): Promise<void> => {
    if (ended) return;
    await new Promise<void>((resolve) => {
      const callOff = timers.after(milliseconds, () => wake());
      const wake = (): void => {
        callOff();
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
    });
  };

  const admit = async (units: number): Promise<void> => {
    for (let wait = missing(units); wait > 0 && !ended; wait = missing(units)) await pause(wait);
    if (ended) throw new Unavailable('The way to SharePoint is closed: the server is stopping');
    left -= units;
    forget();
    used.push({ at: timers.now(), units });
  };

  return {
    pause,
    pass: (units) => {
      const turn = last.then(() => admit(units));
      // The next in line goes on even when this one was sent away.
      last = turn.catch(() => undefined);
      return turn;
    },
    closeUntil: (moment) => {
      closed = Math.max(closed, moment);
    },
    closedUntil: () => (closed > timers.now() ? closed : 0),
    lastMinute: () => {
      forget();
      return used.reduce((sum, { units }) => sum + units, 0);
    },
    end: () => {
      ended = true;
      for (const wake of waiting) wake();
    },
  };
};
