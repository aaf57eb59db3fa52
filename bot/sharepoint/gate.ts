import { Unavailable } from '../ports/unavailable.ts';
import type { Timers } from './timers.ts';

/** The one gate that every request to the tenant goes through. */
export type Gate = {
  /**
   * Lets a request of so many resource units through, in order of asking, when there is room for it. False at once
   * when the gate is closed and the caller would rather come again than wait.
   */
  pass(units: number, patient?: boolean): Promise<boolean>;
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
  let last: Promise<unknown> = Promise.resolve();

  const forget = (): void => {
    const start = timers.now() - MINUTE;
    while (used[0] !== undefined && used[0].at <= start) used.shift();
  };

  const refill = (): void => {
    const now = timers.now();
    // A clock that is set back takes nothing away.
    left = Math.min(room, left + (Math.max(0, now - filledAt) * perMinute) / MINUTE);
    filledAt = now;
  };

  const untilOpen = (): number => Math.max(0, closed - timers.now());

  /** Milliseconds until there is room for so many units; 0 when there is. */
  const untilRoom = (units: number): number => {
    refill();
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

  const mustRun = (): void => {
    if (ended) throw new Unavailable('The way to SharePoint is closed: the server is stopping');
  };

  /** At the head of the line; false when the gate closes meanwhile. */
  const admit = async (units: number): Promise<boolean> => {
    for (let wait = untilRoom(units); wait > 0; wait = untilRoom(units)) {
      await pause(wait);
      mustRun();
      if (untilOpen() > 0) return false;
    }
    left -= units;
    forget();
    used.push({ at: timers.now(), units });
    return true;
  };

  const inLine = (units: number): Promise<boolean> => {
    const turn = last.then(() => (untilOpen() > 0 ? false : admit(units)));
    // The next in line goes on even when this one was sent away.
    last = turn.catch(() => undefined);
    return turn;
  };

  const pass = async (units: number, patient = true): Promise<boolean> => {
    for (;;) {
      for (let wait = untilOpen(); wait > 0; wait = untilOpen()) {
        if (!patient) return false;
        await pause(wait);
        mustRun();
      }
      mustRun();
      if (await inLine(units)) return true;
    }
  };

  return {
    pause,
    pass,
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
