import { later } from '../domain/calendar/instant.ts';
import type { Clock, Keys } from '../ports/clock.ts';
import type { Inbox, Incoming, IsOlder, Merge } from '../ports/outbox.ts';
import type { ListName, Row } from '../ports/rows.ts';
import type { Engine } from './engine.ts';
import { cameItem, type Item, NOT_THERE, touchedBy, unrefused, writeItem } from './items.ts';
import { keepMerged } from './merging.ts';
import { isSameRow, rowOf } from './rows.ts';
import type { Work, Write } from './writer.ts';

type Deps = { readonly engine: Engine; readonly clock: Clock; readonly keys: Keys; readonly write: Write };
type Arrived = Extract<Incoming, { kind: 'row' }>;

export const createInbox = (deps: Deps): Inbox => {
  const { engine, clock, write } = deps;
  const { db } = engine;
  /** Whose leases are this server's. */
  const holder = deps.keys.next();

  return {
    link: async (list) => {
      const found = await db.selectFrom('delta_link').select('link').where('list', '=', list).executeTakeFirst();
      return found?.link;
    },
    take: (list, page, link, merge, isOlder = () => false) =>
      write(async (work) => {
        const changed = await takePage(work, deps, list, latestOf(page), { merge, isOlder });
        if (link !== null) await rememberLink(work, list, link);
        return changed;
      }),
    keepOnly: (list, itemIds, began) =>
      write(async (work) => {
        const there = work.trx.selectFrom('item').select('item_id').where('list', '=', list);
        const placed = there.where('item_id', 'is not', null);
        const known = await (began === undefined ? placed : placed.where('placed_at', '<', began)).execute();
        const gone = known.map(({ item_id }) => item_id ?? '').filter((itemId) => !itemIds.has(itemId));
        let removed = 0;
        for (let start = 0; start < gone.length; start += AT_ONCE)
          removed += await takeDeleted(work, engine, list, gone.slice(start, start + AT_ONCE));
        return removed;
      }),
    lease: async (list, seconds) => {
      const now = clock.now();
      const mine = { holder, until: later(now, seconds) };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('lease')
        .values({ name: list, ...mine })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet(mine)
            .where(({ or, eb }) => or([eb('lease.holder', '=', holder), eb('lease.until', '<=', now)])),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
};

/** Parameters that one statement surely takes. */
const AT_ONCE = 500;

/** A page may name an item twice; only the last word about it counts. */
const latestOf = (page: readonly Incoming[]): readonly Incoming[] => [
  ...new Map(page.map((incoming) => [itemIdOf(incoming), incoming])).values(),
];

const itemIdOf = (incoming: Incoming): string => (incoming.kind === 'row' ? incoming.place.itemId : incoming.itemId);

const takePage = async (
  work: Work,
  { engine, keys }: Deps,
  list: ListName,
  page: readonly Incoming[],
  { merge, isOlder }: { readonly merge: Merge; readonly isOlder: IsOlder },
): Promise<number> => {
  const isNews = (item: Item, etag: string): boolean =>
    item.etag !== etag && (item.etag === null || !isOlder(etag, item.etag));
  const rows = page.filter((incoming) => incoming.kind === 'row');
  const known = await knownItems(
    work,
    engine,
    list,
    rows.map(({ row }) => row.key),
  );
  const fresh = new Map(rows.filter(({ row }) => !known.has(row.key)).map((arrived) => [arrived.row.key, arrived]));
  let changed = await insertCame(work, list, [...fresh.values()]);
  for (const arrived of rows) {
    const item = known.get(arrived.row.key);
    if (item !== undefined && isNews(item, arrived.place.etag))
      changed += Number(await takeRow(work, keys, item, arrived, merge));
  }
  const gone = page.filter((incoming) => incoming.kind === 'deleted').map(({ itemId }) => itemId);
  return changed + (await takeDeleted(work, engine, list, gone));
};

const knownItems = async (
  { trx }: Work,
  engine: Engine,
  list: ListName,
  names: readonly string[],
): Promise<ReadonlyMap<string, Item>> => {
  const items = new Map<string, Item>();
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const query = trx
      .selectFrom('item')
      .selectAll()
      .where('list', '=', list)
      .where('key', 'in', names.slice(start, start + AT_ONCE))
      // Always in this order, so that two transactions do not wait for each other crosswise.
      .orderBy('key');
    const found = await (engine.dialect === 'postgres' ? query.forUpdate() : query).execute();
    for (const item of found) items.set(item.key, item);
  }
  return items;
};

const insertCame = async (work: Work, list: ListName, arrived: readonly Arrived[]): Promise<number> => {
  for (let start = 0; start < arrived.length; start += AT_ONCE) {
    const items = arrived.slice(start, start + AT_ONCE).map(({ row, place }) => cameItem(list, row, place, work.now));
    await work.trx.insertInto('item').values(items).execute();
    work.touch(...items.map(touchedBy));
  }
  return arrived.length;
};

/** What came for an item that we know. Ours is the base unless it is ahead; then `merge` sees all three. */
const takeRow = async (work: Work, keys: Keys, item: Item, { row, place, editor }: Arrived, merge: Merge) => {
  const ours = rowOf(item.body);
  const base = item.pending_since === null ? ours : baseOf(item);
  const untouchedThere = base !== null && isSameRow(base, row);
  const merged = untouchedThere ? { row: ours, history: [] } : merge(item.list, { base, ours, theirs: row, editor });
  return keepMerged(work, keys, item, { ...merged, base: row, place });
};

const baseOf = ({ base }: Item): Row | null => (base === null ? null : rowOf(base));

/**
 * Removes items that are gone from SharePoint. One that is ahead stays, as one that SharePoint never had: it is
 * carried there anew, because what was accepted here is not lost by a deletion there.
 */
const takeDeleted = async (work: Work, engine: Engine, list: ListName, itemIds: readonly string[]): Promise<number> => {
  if (itemIds.length === 0) return 0;
  const query = work.trx
    .selectFrom('item')
    .selectAll()
    .where('list', '=', list)
    .where('item_id', 'in', [...itemIds]);
  const items = await (engine.dialect === 'postgres' ? query.orderBy('key').forUpdate() : query).execute();
  const ahead = items.filter(({ pending_since }) => pending_since !== null);
  const settled = items.filter(({ pending_since }) => pending_since === null);
  for (const item of ahead) {
    await writeItem(work, item, { ...NOT_THERE, ...unrefused(item), due: item.due ?? work.now });
    if (item.refused !== null) work.touch(touchedBy(item));
    work.wake('pending');
  }
  if (settled.length === 0) return 0;
  const names = settled.map(({ key }) => key);
  await work.trx.deleteFrom('item').where('list', '=', list).where('key', 'in', names).execute();
  work.touch(...settled.map(touchedBy));
  return settled.length;
};

const rememberLink = async ({ trx }: Work, list: ListName, link: string): Promise<void> => {
  await trx
    .insertInto('delta_link')
    .values({ list, link })
    .onConflict((conflict) => conflict.column('list').doUpdateSet({ link }))
    .execute();
};
