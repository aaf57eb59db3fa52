import { randomUUID } from 'node:crypto';
import { type Actor, identitySet } from './actor.ts';
import type { Chance } from './chance.ts';
import type { Column } from './column.ts';
import type { Database } from './database.ts';
import { GraphFailure, invalidRequest, notFound } from './failure.ts';
import { defaultOf, type FieldChange, type FieldValues, readFields, type WriteContext } from './field-values.ts';
import { EMPTY_KEY, indexKey } from './index-key.ts';
import type { List, Lists } from './lists.ts';
import { inSeconds } from './site-time.ts';
import type { Switches } from './switches.ts';

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

export type Version = {
  readonly revision: number;
  readonly modified: string;
  readonly modifiedBy: string;
  readonly fields: FieldValues;
};

export type Items = {
  /** Throws 404 when there is none, or it is deleted. */
  get(list: List, id: string | number): Item;
  create(list: List, fields: Readonly<Record<string, unknown>>, actor: Actor): Item;
  /** Changes the named columns only. `ifMatch` is the header as it came; throws 412 when it names another state. */
  update(
    list: List,
    id: string | number,
    fields: Readonly<Record<string, unknown>>,
    actor: Actor,
    ifMatch?: string,
  ): Item;
  remove(list: List, id: string | number, actor: Actor, ifMatch?: string): void;
  /** Newest first. */
  versions(list: List, id: string | number): Version[];
  restore(list: List, id: string | number, revision: number, actor: Actor): void;
  /** Living items after `after` by id. */
  page(list: List, after: number, most: number): Item[];
  /** Items and tombstones changed after `change`, oldest change first. */
  changedSince(list: List, change: number, most: number): Item[];
  byIds(list: List, ids: readonly number[]): Item[];
  count(list: List): number;
  lastChange(): number;
  /** Rebuilds what is looked up by a column, after it was indexed or dropped. Throws 400 when values are not unique. */
  reindex(list: List, column: Column): void;
  /** Takes a dropped column's values out of every item. */
  forget(list: List, column: Column): void;
};

const UNIQUE_TAKEN = 'One or more fields with unique constraints already has the provided value.';
/** SharePoint keeps a bounded number of versions; a tenant's policy says how many. */
const KEPT_VERSIONS = 50;

type ItemRow = {
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

export type ItemsNeeds = {
  readonly database: Database;
  readonly lists: Lists;
  readonly switches: Switches;
  readonly chance: Chance;
  readonly now: () => number;
  /** After the transaction, once per change. */
  readonly changed: (list: List) => void;
};

export function openItems({ database, lists, switches, chance, now, changed }: ItemsNeeds): Items {
  const { sql, transaction } = database;
  const selectItem = sql.prepare('SELECT * FROM items WHERE list = ? AND id = ?');
  const selectPage = sql.prepare('SELECT * FROM items WHERE list = ? AND id > ? AND deleted = 0 ORDER BY id LIMIT ?');
  const selectChanged = sql.prepare('SELECT * FROM items WHERE list = ? AND change > ? ORDER BY change LIMIT ?');
  const countItems = sql.prepare('SELECT count(*) AS n FROM items WHERE list = ? AND deleted = 0');
  const insertItem = sql.prepare(
    'INSERT INTO items (list, id, guid, revision, change, deleted, created, modified, created_by, modified_by, fields) VALUES (?, ?, ?, 1, ?, 0, ?, ?, ?, ?, ?)',
  );
  const updateItem = sql.prepare(
    'UPDATE items SET revision = ?, change = ?, deleted = ?, modified = ?, modified_by = ?, fields = ? WHERE list = ? AND id = ?',
  );
  const updateFields = sql.prepare('UPDATE items SET fields = json_remove(fields, ?) WHERE list = ?');
  const insertVersion = sql.prepare(
    'INSERT INTO versions (list, item, revision, modified, modified_by, fields) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const selectVersions = sql.prepare(
    'SELECT revision, modified, modified_by, fields FROM versions WHERE list = ? AND item = ? ORDER BY revision DESC',
  );
  const deleteVersions = sql.prepare('DELETE FROM versions WHERE list = ? AND item = ? AND revision <= ?');
  const insertCell = sql.prepare('INSERT INTO cells (list, name, key, item) VALUES (?, ?, ?, ?)');
  const deleteCell = sql.prepare('DELETE FROM cells WHERE list = ? AND name = ? AND key = ? AND item = ?');
  const deleteCells = sql.prepare('DELETE FROM cells WHERE list = ? AND name = ?');
  const selectCell = sql.prepare(
    'SELECT item FROM cells WHERE list = ? AND name = ? AND key = ? AND item <> ? LIMIT 1',
  );
  let last = Number(sql.prepare('SELECT coalesce(max(change), 0) AS n FROM items').get()?.n ?? 0);
  const writtenAt = new Map<string, number>();

  const find = (list: List, id: string | number): Item | undefined => {
    const row = /^\d+$/.test(String(id)) ? selectItem.get(list.key, Number(id)) : undefined;
    return row && toItem(row as ItemRow);
  };
  const get = (list: List, id: string | number): Item => {
    const item = find(list, id);
    if (!item || item.deleted) throw notFound('The specified item was not found');
    return item;
  };
  const context = (list: List): WriteContext => ({
    columns: list.columns,
    switches,
    rowExists: (column, id) => {
      const target = targetOf(lists, list, column);
      return target !== undefined && find(target, id)?.deleted === false;
    },
  });

  /** What an indexed column is looked up by: a value of its own, or Created and Modified of the item. */
  const keyOf = (item: Item, column: Column) => indexKey(column, cellValue(item, column));

  function setCells(list: List, item: Item, before?: Item): void {
    for (const column of list.columns) {
      if (!column.indexed || column.name === 'ID') continue;
      const key = keyOf(item, column);
      const old = before && keyOf(before, column);
      if (old === key) continue;
      if (column.unique && key !== EMPTY_KEY && isTaken(list, column, key, item.id)) throw invalidRequest(UNIQUE_TAKEN);
      if (old !== undefined) deleteCell.run(list.key, column.name, old, item.id);
      insertCell.run(list.key, column.name, key, item.id);
    }
  }
  const isTaken = (list: List, column: Column, key: string | number, item: number) =>
    selectCell.get(list.key, column.name, key, item) !== undefined;

  function keepVersion(list: List, item: Item): void {
    insertVersion.run(list.key, item.id, item.revision, item.modified, item.modifiedBy, JSON.stringify(item.fields));
    if (item.revision > KEPT_VERSIONS) deleteVersions.run(list.key, item.id, item.revision - KEPT_VERSIONS);
  }

  function create(list: List, fields: Readonly<Record<string, unknown>>, actor: Actor): Item {
    const changes = readFields(fields, context(list));
    const values = applied(defaults(list), changes);
    if (switches.requiredEnforced) checkRequired(list, values);
    const at = inSeconds(now());
    const who = JSON.stringify(identitySet(actor));
    const item = transaction(() => {
      const id = lists.nextItem(list);
      const made: Item = {
        id,
        guid: randomUUID(),
        revision: 1,
        change: last + 1,
        deleted: false,
        created: at,
        modified: at,
        createdBy: who,
        modifiedBy: who,
        fields: values,
      };
      setCells(list, made);
      insertItem.run(list.key, id, made.guid, made.change, at, at, who, who, JSON.stringify(values));
      keepVersion(list, made);
      return made;
    });
    last = item.change;
    changed(list);
    return item;
  }

  function write(list: List, before: Item, values: FieldValues, actor: Actor): Item {
    const after: Item = {
      ...before,
      revision: before.revision + 1,
      change: last + 1,
      modified: inSeconds(now()),
      modifiedBy: JSON.stringify(identitySet(actor)),
      fields: values,
    };
    transaction(() => {
      setCells(list, after, before);
      updateItem.run(
        after.revision,
        after.change,
        0,
        after.modified,
        after.modifiedBy,
        JSON.stringify(values),
        list.key,
        after.id,
      );
      keepVersion(list, after);
    });
    last = after.change;
    changed(list);
    return after;
  }

  function checkOverlap(list: List, id: number): void {
    const key = `${list.key} ${id}`;
    const before = writtenAt.get(key);
    writtenAt.set(key, now());
    if (writtenAt.size > 10_000) writtenAt.clear();
    const close = before !== undefined && now() - before < switches.overlapMilliseconds;
    if (close && chance.happens(switches.overlapProbability)) {
      throw new GraphFailure(
        409,
        'resourceModified',
        'The resource has changed since the caller last read it; usually an eTag mismatch',
      );
    }
  }

  return {
    get,
    create,
    update: (list, id, fields, actor, ifMatch) => {
      const before = get(list, id);
      checkMatch(before, ifMatch);
      const changes = readFields(fields, context(list));
      checkOverlap(list, before.id);
      return write(list, before, applied(before.fields, changes), actor);
    },
    remove: (list, id, actor, ifMatch) => {
      const before = get(list, id);
      checkMatch(before, ifMatch);
      checkOverlap(list, before.id);
      transaction(() => {
        for (const column of list.columns) {
          if (column.indexed && column.name !== 'ID')
            deleteCell.run(list.key, column.name, keyOf(before, column), before.id);
        }
        updateItem.run(
          before.revision + 1,
          last + 1,
          1,
          inSeconds(now()),
          JSON.stringify(identitySet(actor)),
          '{}',
          list.key,
          before.id,
        );
        deleteVersions.run(list.key, before.id, before.revision);
      });
      last += 1;
      changed(list);
    },
    versions: (list, id) => selectVersions.all(list.key, get(list, id).id).map((row) => toVersion(row as VersionRow)),
    restore: (list, id, revision, actor) => {
      const before = get(list, id);
      const old = selectVersions
        .all(list.key, before.id)
        .map((row) => toVersion(row as VersionRow))
        .find((version) => version.revision === revision);
      if (!old) throw notFound();
      write(list, before, old.fields, actor);
    },
    page: (list, after, most) => selectPage.all(list.key, after, most).map((row) => toItem(row as ItemRow)),
    changedSince: (list, change, most) =>
      selectChanged.all(list.key, change, most).map((row) => toItem(row as ItemRow)),
    byIds: (list, ids) => ids.flatMap((id) => find(list, id) ?? []),
    count: (list) => Number(countItems.get(list.key)?.n ?? 0),
    lastChange: () => last,
    reindex: (list, column) =>
      transaction(() => {
        deleteCells.run(list.key, column.name);
        if (!column.indexed) return;
        for (const row of selectPage.all(list.key, 0, -1)) {
          const item = toItem(row as ItemRow);
          const key = keyOf(item, column);
          if (column.unique && key !== EMPTY_KEY && isTaken(list, column, key, item.id))
            throw invalidRequest('Invalid request');
          insertCell.run(list.key, column.name, key, item.id);
        }
      }),
    forget: (list, column) =>
      transaction(() => {
        deleteCells.run(list.key, column.name);
        updateFields.run(`$."${column.name}"`, list.key);
      }),
  };
}

/** Where a person or lookup column's row ids point: the site's user list, or the list it names. */
function targetOf(lists: Lists, list: List, column: Column): List | undefined {
  const all = lists.ofSite(list.site);
  if (column.kind === 'personOrGroup') return all.find(({ template }) => template === 'userInformation');
  return all.find(({ id }) => id === column.facet.listId);
}

export const cellValue = (item: Item, column: Column): unknown =>
  column.name === 'Created'
    ? item.created
    : column.name === 'Modified'
      ? item.modified
      : column.name === 'ID'
        ? item.id
        : item.fields[column.name];

export const etagOf = ({ guid, revision }: Item): string => `"${guid},${revision}"`;

/** Which of the two codes comes with a 412 is not settled in the field either. */
function checkMatch(item: Item, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch.replace(/^W\//, '') === etagOf(item)) return;
  throw new GraphFailure(
    412,
    item.revision % 2 ? 'resourceModified' : 'notAllowed',
    "ETag does not match current item's value",
  );
}

const defaults = (list: List): FieldValues =>
  Object.fromEntries(
    list.columns.map((column) => [column.name, defaultOf(column)]).filter(([, value]) => value !== undefined),
  );

function applied(values: FieldValues, changes: readonly FieldChange[]): FieldValues {
  const after: Record<string, unknown> = { ...values };
  for (const { column, value } of changes) {
    if (value === undefined) delete after[column.name];
    else after[column.name] = value;
  }
  return after;
}

function checkRequired(list: List, values: FieldValues): void {
  const missing = list.columns.find(
    (column) => column.required && !column.readOnly && values[column.name] === undefined,
  );
  if (missing) throw invalidRequest(`Field '${missing.name}' is required`);
}

const toItem = (row: ItemRow): Item => ({
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

type VersionRow = { revision: number; modified: string; modified_by: string; fields: string };

const toVersion = (row: VersionRow): Version => ({
  revision: row.revision,
  modified: row.modified,
  modifiedBy: row.modified_by,
  fields: JSON.parse(row.fields),
});
