import type { Column } from './column.ts';
import type { Database } from './database.ts';
import { invalidRequest } from './failure.ts';
import { EMPTY_KEY, type IndexKey } from './index-key.ts';
import { type Item, keyOf } from './item.ts';
import type { List } from './list.ts';

/** The look-up table behind indexed columns: kept in step with items, and where uniqueness is decided. All inside a transaction. */
export type Cells = {
  /** After an item was made or changed. Throws 400 when a unique value is taken. */
  put(list: List, item: Item, before?: Item): void;
  drop(list: List, item: Item): void;
  /** Builds a column's cells from its items anew. Throws 400 when values are not unique but must be. */
  rebuild(list: List, column: Column, items: Iterable<Item>): void;
};

const UNIQUE_TAKEN = 'One or more fields with unique constraints already has the provided value.';

export function openCells({ sql }: Database): Cells {
  const insert = sql.prepare('INSERT INTO cells (list, name, key, item) VALUES (?, ?, ?, ?)');
  const remove = sql.prepare('DELETE FROM cells WHERE list = ? AND name = ? AND key = ? AND item = ?');
  const removeColumn = sql.prepare('DELETE FROM cells WHERE list = ? AND name = ?');
  const selectOther = sql.prepare(
    'SELECT item FROM cells WHERE list = ? AND name = ? AND key = ? AND item <> ? LIMIT 1',
  );
  /** Empty values are never compared. */
  const isTaken = (list: List, column: Column, key: IndexKey, item: Item) =>
    column.unique && key !== EMPTY_KEY && selectOther.get(list.key, column.name, key, item.id) !== undefined;

  return {
    put: (list, item, before) => {
      for (const column of list.columns.filter(hasCells)) {
        const key = keyOf(item, column);
        const old = before && keyOf(before, column);
        if (old === key) continue;
        if (isTaken(list, column, key, item)) throw invalidRequest(UNIQUE_TAKEN);
        if (old !== undefined) remove.run(list.key, column.name, old, item.id);
        insert.run(list.key, column.name, key, item.id);
      }
    },
    drop: (list, item) => {
      for (const column of list.columns.filter(hasCells))
        remove.run(list.key, column.name, keyOf(item, column), item.id);
    },
    rebuild: (list, column, items) => {
      removeColumn.run(list.key, column.name);
      if (!hasCells(column)) return;
      for (const item of items) {
        const key = keyOf(item, column);
        if (isTaken(list, column, key, item)) throw invalidRequest('Invalid request');
        insert.run(list.key, column.name, key, item.id);
      }
    },
  };
}

/** Items are in the order of their ID already. */
const hasCells = (column: Column): boolean => column.indexed && column.name !== 'ID';
