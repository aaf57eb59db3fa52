import type { Column } from './column.ts';
import type { FieldValues } from './field-values.ts';
import { type IndexKey, indexKey } from './index-key.ts';

export type Item = {
  readonly id: number;
  readonly guid: string;
  /** Number of the version and of the ETag: 1, 2, 3 … */
  readonly revision: number;
  /** Place in the order of all changes of all lists. */
  readonly change: number;
  readonly deleted: boolean;
  readonly created: string;
  readonly modified: string;
  /** identitySet as JSON. */
  readonly createdBy: string;
  readonly modifiedBy: string;
  readonly fields: FieldValues;
};

/** An item's row in the file. */
export type ItemRow = {
  id: number;
  guid: string;
  revision: number;
  change: number;
  deleted: number;
  created: string;
  modified: string;
  created_by: string;
  modified_by: string;
  fields: string;
};

export const toItem = (row: ItemRow): Item => ({
  id: row.id,
  guid: row.guid,
  revision: row.revision,
  change: row.change,
  deleted: row.deleted === 1,
  created: row.created,
  modified: row.modified,
  createdBy: row.created_by,
  modifiedBy: row.modified_by,
  fields: JSON.parse(row.fields),
});

export const etagOf = ({ guid, revision }: Item): string => `"${guid},${revision}"`;

/** A column's value: one of the item's own, or Created, Modified and ID of the item. */
export function cellValue(item: Item, column: Column): unknown {
  if (column.name === 'Created') return item.created;
  if (column.name === 'Modified') return item.modified;
  return column.name === 'ID' ? item.id : item.fields[column.name];
}

/** What the item is looked up and sorted by in a column. */
export const keyOf = (item: Item, column: Column): IndexKey => indexKey(column, cellValue(item, column));
