import { sql } from 'kysely';
import { type Instant, later } from '../domain/calendar/instant.ts';
import type { Clock, Keys } from '../ports/clock.ts';
import type { Outbox, Pending } from '../ports/outbox.ts';
import type { Engine } from './engine.ts';
import { type Item, type ItemPatch, isMarked, placedAt, readItem, SAVED, touchedBy, writeItem } from './items.ts';
import { keepMerged } from './merging.ts';
import { rowOf } from './rows.ts';
import type { Signals, Work, Write } from './writer.ts';

/** How long a change may be on its way before boards say that it waits, in seconds. */
const LATE_SECONDS = 10;

type Deps = {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly write: Write;
  readonly signals: Signals;
};

/** Neither changed here nor renewed from SharePoint since it was taken to be carried out. */
const isAsTaken = (item: Item, pending: Pending): boolean =>
  item.version === pending.version && item.etag === pending.etag;

export const createOutbox = (deps: Deps): Outbox => {
  const { engine, clock, write, signals } = deps;

  /** Reads the item and writes what is decided about it, unless it is gone or not ahead any more. */
  const settle = ({ list, key }: Pending, decide: (item: Item, work: Work) => ItemPatch | undefined): Promise<void> =>
    write(async (work) => {
      const item = await readItem(engine, work, list, key);
      if (item === undefined || item.pending_since === null) return;
      const patch = decide(item, work);
      if (patch === undefined) return;
      await writeItem(work, item, patch);
      if (patch.due != null && patch.due <= work.now) work.wake('pending');
    });

  return {
    claim: async (limit, leaseSeconds) => {
      const now = clock.now();
      const claimed = await engine.db
        .with('picked', (cte) => {
          const due = cte.selectFrom('item').select(['list', 'key']).where('due', '<=', now);
          const first = due.orderBy('due').orderBy('key').limit(limit);
          return engine.dialect === 'postgres' ? first.forUpdate().skipLocked() : first;
        })
        .updateTable('item')
        .from('picked')
        .whereRef('item.list', '=', 'picked.list')
        .whereRef('item.key', '=', 'picked.key')
        .set({ due: later(now, leaseSeconds), attempts: sql`item.attempts + 1` })
        .returning(['item.list', 'item.key', 'version', 'body', 'base', 'item_id', 'etag', 'attempts', 'pending_since'])
        .execute();
      return claimed.toSorted(inOrder).map(pendingOf);
    },
    saved: (pending, place) =>
      settle(pending, (item, work) => {
        // SharePoint's newer news came in meanwhile: what we wrote is older, and the item stays ahead of it.
        if (item.etag !== pending.etag) return { due: work.now };
        const placed = placedAt(place, item, work.now);
        if (isMarked(item)) work.touch(touchedBy(item));
        if (item.version === pending.version) return { ...placed, ...SAVED };
        return { ...placed, ...SAVED, base: JSON.stringify(pending.row), pending_since: work.now, due: work.now };
      }),
    merged: (pending, merge) =>
      write(async (work) => {
        const item = await readItem(engine, work, pending.list, pending.key);
        if (item === undefined || item.pending_since === null) return 'changedMeanwhile';
        if (!isAsTaken(item, pending)) {
          await writeItem(work, item, { due: work.now });
          work.wake('pending');
          return 'changedMeanwhile';
        }
        await keepMerged(work, deps.keys, item, merge);
        return 'kept';
      }),
    later: (pending, at) => settle(pending, (item) => (isTurnOf(item, pending) ? { due: at } : undefined)),
    refused: (pending, reason) =>
      settle(pending, (item, work) => {
        if (!isAsTaken(item, pending)) return { due: work.now };
        work.touch(touchedBy(item));
        return { refused: reason, refused_at: work.now, due: null };
      }),
    onPending: (listener) => signals.pending.on(listener),
    nextDue: async () => {
      const next = await engine.db
        .selectFrom('item')
        .select('due')
        .where('due', 'is not', null)
        .orderBy('due')
        .limit(1)
        .executeTakeFirst();
      return next?.due == null ? undefined : (next.due as Instant);
    },
    markLate: () =>
      write(async (work) => {
        const marked = await work.trx
          .updateTable('item')
          .set({ late: 1 })
          .where('due', 'is not', null)
          .where('late', '=', sql.lit(0))
          .where('pending_since', '<', later(work.now, -LATE_SECONDS))
          .returning(['list', 'key', 'unit'])
          .execute();
        work.touch(...marked);
        return marked.length;
      }),
  };
};

/** Claiming raises the count by one: whoever took it later has a higher one. */
const isTurnOf = (item: Item, pending: Pending): boolean => item.attempts === pending.attempts + 1;

type Claimed = Pick<
  Item,
  'list' | 'key' | 'version' | 'body' | 'base' | 'item_id' | 'etag' | 'attempts' | 'pending_since'
>;

const inOrder = (a: Claimed, b: Claimed): number => {
  const [first, second] = [a, b].map(({ pending_since, key }) => `${pending_since} ${key}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
};

const pendingOf = ({ list, key, version, body, base, item_id, etag, attempts }: Claimed): Pending => ({
  list,
  key,
  version,
  row: rowOf(body),
  base: base === null ? null : rowOf(base),
  itemId: item_id,
  etag,
  attempts: attempts - 1,
});
