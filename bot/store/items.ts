import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Place } from '../ports/outbox.ts';
import type { ListName, Row } from '../ports/rows.ts';
import type { Engine } from './engine.ts';
import { lookupsOf } from './lookups.ts';
import type { Touched } from './record-changes.ts';
import type { ItemTable } from './schema.ts';
import type { Work } from './writer.ts';

export type Item = Selectable<ItemTable>;
export type ItemPatch = Updateable<ItemTable>;

/** Nothing is on its way: what we have is what SharePoint has. */
export const SAVED = {
  base: null,
  pending_since: null,
  due: null,
  attempts: 0,
  late: 0,
  refused: null,
  refused_at: null,
};

/** SharePoint does not have it. */
export const NOT_THERE = { item_id: null, etag: null, placed_at: null, base: null };

/** SharePoint has it there. */
export const placedAt = ({ itemId, etag }: Place, known: Pick<Item, 'placed_at'>, now: Instant) => ({
  item_id: itemId,
  etag,
  placed_at: known.placed_at ?? now,
});

/** A new item that SharePoint does not have yet. */
const aheadItem = (list: ListName, row: Row, now: Instant): Insertable<ItemTable> => ({
  ...itemOf(list, row),
  ...NOT_THERE,
  pending_since: now,
  due: now,
});

/** A new item that came from SharePoint. */
export const cameItem = (list: ListName, row: Row, place: Place, now: Instant): Insertable<ItemTable> => ({
  ...itemOf(list, row),
  ...placedAt(place, NOT_THERE, now),
  pending_since: null,
  due: null,
});

const itemOf = (list: ListName, row: Row) => ({
  list,
  key: row.key,
  body: JSON.stringify(row),
  version: 1,
  ...lookupsOf(list, row),
  base: null,
  attempts: 0,
  late: 0,
  refused: null,
  refused_at: null,
});

/** The item with another row: what to write of it, as far as the row goes. */
export const withRow = (item: Item, row: Row): ItemPatch => ({
  body: JSON.stringify(row),
  version: item.version + 1,
  ...lookupsOf(item.list, row),
});

/** Reads an item to change it: nobody else changes it before this transaction ends. */
export const readItem = async (
  engine: Engine,
  { trx }: Work,
  list: ListName,
  key: string,
): Promise<Item | undefined> => {
  const query = trx.selectFrom('item').selectAll().where('list', '=', list).where('key', '=', key);
  return (engine.dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
};

export const writeItem = async ({ trx }: Work, { list, key }: Pick<Item, 'list' | 'key'>, patch: ItemPatch) => {
  await trx.updateTable('item').set(patch).where('list', '=', list).where('key', '=', key).execute();
};

/** Adds items that SharePoint does not have; those whose key is there already are left alone. Returns how many. */
export const addAhead = async (work: Work, list: ListName, rows: readonly Row[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const items = rows.map((row) => aheadItem(list, row, work.now));
  const { numInsertedOrUpdatedRows } = await work.trx
    .insertInto('item')
    .values(items)
    .onConflict((conflict) => conflict.columns(['list', 'key']).doNothing())
    .executeTakeFirstOrThrow();
  const added = Number(numInsertedOrUpdatedRows ?? 0);
  if (added === 0) return 0;
  work.touch(...items.map(touchedBy));
  work.wake('pending');
  return added;
};

/**
 * Keeps our own change of an item: from now on it is ahead of SharePoint. One that is being carried out keeps its
 * due time, so that no second server takes it meanwhile; one that was refused gets a new chance.
 */
export const changeItem = async (work: Work, item: Item, row: Row): Promise<void> => {
  const ahead = item.pending_since !== null;
  const patch = withRow(item, row);
  await writeItem(work, item, {
    ...patch,
    base: ahead || item.item_id === null ? item.base : item.body,
    pending_since: item.pending_since ?? work.now,
    due: item.due ?? work.now,
    ...unrefused(item),
  });
  work.touch(...touchedByChange(item, patch));
  work.wake('pending');
};

/** Off the unsaved shelf, for another try; to the boards it waits from now on. */
export const unrefused = (item: Item): ItemPatch =>
  item.refused === null ? {} : { refused: null, refused_at: null, attempts: 0, late: 1 };

/** Boards were told that it is not saved, so they are to be told when that ends. */
export const isMarked = (item: Item): boolean => item.late === 1 || item.refused !== null;

type Placed = Pick<Item, 'list' | 'key'> & { readonly unit?: string | null };

export const touchedBy = ({ list, key, unit = null }: Placed): Touched => ({ list, key, unit });

/** An item that moved from one unit to another concerns both boards. */
export const touchedByChange = (item: Item, { unit = null }: ItemPatch): readonly Touched[] =>
  item.unit === unit || item.unit === null
    ? [touchedBy({ ...item, unit })]
    : [touchedBy(item), touchedBy({ ...item, unit })];
