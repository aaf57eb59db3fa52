import { type Instant, later } from '../domain/calendar/instant.ts';
import type { UnitKey } from '../domain/people/unit.ts';
import type { Clock } from '../ports/clock.ts';
import type { Change, Feed } from '../ports/feed.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { createCoalesced } from './coalesced.ts';
import type { Engine } from './engine.ts';
import { forgetChanges } from './record-changes.ts';
import { createSignal, type Signal } from './signal.ts';

/** A hint from another server may get lost; then this finds the change. In milliseconds. */
const POLL_MS = 2_000;
const FORGET_EVERY_SECONDS = 3_600;
const AT_ONCE = 1_000;

/**
 * The feed of changes. A reader goes by `seq` alone, so a number must never turn up below one that was read.
 *
 * SQLite has one writer: numbers are drawn in the order of the commits. In PostgreSQL two transactions may draw
 * 5 and 6 and commit 6 first; somebody who read up to 6 would never see 5. A lock held until the commit would keep
 * the order, but all writers of all servers would wait for one another's disk. (NOTIFY inside a transaction has such
 * a lock, too.) So a transaction only drops its changes in `arrival`, without a number that counts, and after the
 * commit a short transaction of its own, alone by a lock, moves what has arrived to `feed`, gives the numbers and
 * notifies the other servers. Many commits share one such move, and when a server dies before it, another moves on.
 */
export const openFeed = async (
  engine: Engine,
  clock: Clock,
  changed: Signal<void>,
): Promise<Feed & { close(): Promise<void> }> => {
  const heard = createSignal<readonly Change[]>();
  await engine.mend();
  await engine.sequence();
  let reached = await readLatest(engine);
  let forgetAt: Instant = clock.now();
  let closed = false;

  const advance = createCoalesced(async () => {
    await engine.sequence();
    for (let more = true; more; ) {
      const changes = await readSince(engine, reached, AT_ONCE);
      reached = changes.at(-1)?.seq ?? reached;
      more = changes.length === AT_ONCE;
      if (changes.length > 0) heard.fire(changes);
    }
    const now = clock.now();
    if (now < forgetAt) return;
    forgetAt = later(now, FORGET_EVERY_SECONDS);
    await engine.db.transaction().execute((trx) => forgetChanges(trx, now));
  });
  /** What changed is committed, and the next poll comes back to it: a store that is away for a moment loses nothing. */
  const patiently = (run: () => Promise<void>) => (): void => {
    if (closed) return;
    run().catch((error: unknown) => {
      if (!(error instanceof Unavailable || engine.isCollision(error))) throw error;
    });
  };
  const stopChanged = changed.on(patiently(advance));
  engine.onNews(patiently(advance));
  const polling = setInterval(
    patiently(async () => {
      await advance();
      await engine.mend();
    }),
    POLL_MS,
  );
  polling.unref();

  return {
    latest: async () => {
      await advance.settled();
      return readLatest(engine);
    },
    since: async (seq, limit) => {
      await advance.settled();
      if (seq < (await readForgotten(engine))) return undefined;
      const changes = await readSince(engine, seq, limit);
      if (changes.length > 0 || seq <= (await readLatest(engine))) return changes;
      return undefined;
    },
    listen: (listener) => heard.on(listener),
    close: async () => {
      closed = true;
      clearInterval(polling);
      stopChanged();
      await advance.settled();
    },
  };
};

const readForgotten = async ({ db }: Engine): Promise<number> => {
  const mark = await db.selectFrom('feed_mark').select('forgotten').executeTakeFirstOrThrow();
  return mark.forgotten;
};

const readLatest = async (engine: Engine): Promise<number> => {
  const { db } = engine;
  const last = await db.selectFrom('feed').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last?.seq ?? (await readForgotten(engine));
};

const readSince = async ({ db }: Engine, seq: number, limit: number): Promise<readonly Change[]> => {
  const rows = await db
    .selectFrom('feed')
    .select(['seq', 'list', 'key', 'unit'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ unit, ...row }) => ({ ...row, unit: unit as UnitKey | null }));
};
