import type { Transaction } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from './engine.ts';
import { recordChanges, type Touched } from './record-changes.ts';
import type { Schema } from './schema.ts';
import type { Signal } from './signal.ts';

/** One write transaction at work. What it announces is heard after commit, and never when it fails. */
export type Work = {
  readonly trx: Transaction<Schema>;
  readonly now: Instant;
  /** Boards hear of it. */
  touch(...touched: readonly Touched[]): void;
  /** Something is to be carried out to SharePoint, or a task became due. */
  wake(what: 'pending' | 'due'): void;
};

export type Write = <T>(work: (work: Work) => Promise<T>) => Promise<T>;

export type Signals = {
  readonly changed: Signal<void>;
  readonly pending: Signal<void>;
  readonly due: Signal<void>;
};

/** How often a transaction is run again that stood in another one's way. */
const TRIES = 5;

/** The one way to write: the change, what is to be carried out, what is to be told and the feed, in one transaction. */
export const createWriter =
  (engine: Engine, clock: Clock, signals: Signals): Write =>
  async (work) => {
    for (let tries = 1; ; tries += 1) {
      const touched: Touched[] = [];
      const woken = new Set<'pending' | 'due'>();
      try {
        const result = await engine.db.transaction().execute(async (trx) => {
          const now = clock.now();
          const wake = (what: 'pending' | 'due'): void => void woken.add(what);
          const done = await work({ trx, now, touch: (...more) => void touched.push(...more), wake });
          await recordChanges(engine, trx, touched, now);
          return done;
        });
        if (touched.length > 0) signals.changed.fire();
        for (const what of woken) signals[what].fire();
        return result;
      } catch (error) {
        if (tries === TRIES || !engine.isCollision(error)) throw error;
      }
    }
  };
