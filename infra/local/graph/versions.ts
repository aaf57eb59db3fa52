import type { Database } from './database.ts';
import type { FieldValues } from './field-values.ts';
import type { Item } from './item.ts';
import type { List } from './list.ts';

export type Version = {
  readonly revision: number;
  readonly modified: string;
  readonly modifiedBy: string;
  readonly fields: FieldValues;
};

/** What items were: one version a write. */
export type Versions = {
  keep(list: List, item: Item): void;
  /** Newest first. */
  of(list: List, item: number): Version[];
  drop(list: List, item: number): void;
};

/** SharePoint keeps a bounded number of versions; a tenant's policy says how many. */
const KEPT = 50;

type VersionRow = { revision: number; modified: string; modified_by: string; fields: string };

export function openVersions({ sql }: Database): Versions {
  const insert = sql.prepare(
    'INSERT INTO versions (list, item, revision, modified, modified_by, fields) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = sql.prepare(
    'SELECT revision, modified, modified_by, fields FROM versions WHERE list = ? AND item = ? ORDER BY revision DESC',
  );
  const remove = sql.prepare('DELETE FROM versions WHERE list = ? AND item = ? AND revision <= ?');
  return {
    keep: (list, { id, revision, modified, modifiedBy, fields }) => {
      insert.run(list.key, id, revision, modified, modifiedBy, JSON.stringify(fields));
      if (revision > KEPT) remove.run(list.key, id, revision - KEPT);
    },
    of: (list, item) => select.all(list.key, item).map((row) => toVersion(row as VersionRow)),
    drop: (list, item) => {
      remove.run(list.key, item, Number.MAX_SAFE_INTEGER);
    },
  };
}

const toVersion = (row: VersionRow): Version => ({
  revision: row.revision,
  modified: row.modified,
  modifiedBy: row.modified_by,
  fields: JSON.parse(row.fields),
});
