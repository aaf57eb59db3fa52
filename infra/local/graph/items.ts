import { randomUUID } from 'node:crypto';
import { type Actor, identitySet } from './actor.ts';
import { openCells } from './cells.ts';
import type { Chance } from './chance.ts';
import type { Column } from './column.ts';
import type { Database } from './database.ts';
import { GraphFailure, invalidRequest, notFound } from './failure.ts';
import { defaultOf, type FieldChange, type FieldValues, readFields, type WriteContext } from './field-values.ts';
import { etagOf, type Item, type ItemRow, toItem } from './item.ts';
import { createLag } from './lag.ts';
import type { List } from './list.ts';
import type { Lists } from './lists.ts';
import { inSeconds } from './site-time.ts';
import type { Switches } from './switches.ts';
import { openVersions, type Version } from './versions.ts';

type Fields = Readonly<Record<string, unknown>>;

export type Items = {
  /** Throws 404 when there is none, or it is deleted. */
  get(list: List, id: string | number): Item;
  create(list: List, fields: Fields, actor: Actor): Item;
  /** Changes the named columns only. `ifMatch` is the header as it came; throws 412 when it names another state. */
  update(list: List, id: string | number, fields: Fields, actor: Actor, ifMatch?: string): Item;
  remove(list: List, id: string | number, actor: Actor, ifMatch?: string): void;
  /** Newest first. */
  versions(list: List, id: string | number): Version[];
  restore(list: List, id: string | number, revision: number, actor: Actor): void;
  /** Living items after `after` by id; all of them when `most` is -1. */
  page(list: List, after: number, most: number): Item[];
  /** Items and tombstones changed after `change`, oldest change first. */
  changedSince(list: List, change: number, most: number): Item[];
  byIds(list: List, ids: readonly number[]): Item[];
  count(list: List): number;
  /** Number of the newest change that filters and delta see. */
  visibleChange(): number;
  /** Rebuilds what is looked up by a column, after it was indexed or dropped. Throws 400 when values are not unique. */
  reindex(list: List, column: Column): void;
  /** Takes a dropped column's values out of every item. */
  forget(list: List, column: Column): void;
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
  const cells = openCells(database);
  const versions = openVersions(database);
  const select = sql.prepare('SELECT * FROM items WHERE list = ? AND id = ?');
  const selectPage = sql.prepare('SELECT * FROM items WHERE list = ? AND id > ? AND deleted = 0 ORDER BY id LIMIT ?');
  const selectChanged = sql.prepare(
    'SELECT * FROM items WHERE list = ? AND change > ? AND change <= ? ORDER BY change LIMIT ?',
  );
  const selectCount = sql.prepare('SELECT count(*) AS n FROM items WHERE list = ? AND deleted = 0');
  const selectLastId = sql.prepare('SELECT max(id) AS n FROM items WHERE list = ?');
  const insert = sql.prepare(
    'INSERT INTO items (list, id, guid, revision, change, deleted, created, modified, created_by, modified_by, fields) VALUES (?, ?, ?, 1, ?, 0, ?, ?, ?, ?, ?)',
  );
  const update = sql.prepare(
    'UPDATE items SET revision = ?, change = ?, deleted = ?, modified = ?, modified_by = ?, fields = ? WHERE list = ? AND id = ?',
  );
  const removeField = sql.prepare('UPDATE items SET fields = json_remove(fields, ?) WHERE list = ?');
  let last = Number(sql.prepare('SELECT coalesce(max(change), 0) AS n FROM items').get()?.n ?? 0);
  const lag = createLag(switches, now, last);
  const checkOverlap = createOverlap(switches, chance, now);

  const find = (list: List, id: string | number): Item | undefined => {
    const row = /^\d+$/.test(String(id)) ? select.get(list.key, Number(id)) : undefined;
    return row && toItem(row as ItemRow);
  };
  const get = (list: List, id: string | number): Item => {
    const item = find(list, id);
    if (!item || item.deleted) throw notFound('The specified item was not found');
    return item;
  };
  const page: Items['page'] = (list, after, most) =>
    selectPage.all(list.key, after, most).map((row) => toItem(row as ItemRow));
  const context = (list: List): WriteContext => ({
    columns: list.columns,
    switches,
    rowExists: (column, id) => {
      const target = targetOf(lists, list, column);
      return target !== undefined && find(target, id)?.deleted === false;
    },
  });
  const done = (list: List, item: Item): Item => {
    last = item.change;
    lag.made(last);
    changed(list);
    return item;
  };

  function create(list: List, fields: Fields, actor: Actor): Item {
    const values = applied(defaults(list), readFields(fields, context(list)));
    if (switches.requiredEnforced) checkRequired(list, values);
    const [at, who] = [inSeconds(now()), JSON.stringify(identitySet(actor))];
    const item = transaction(() => {
      // Tombstones stay, so an id never comes back.
      const id = Number(selectLastId.get(list.key)?.n ?? 0) + 1;
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
      cells.put(list, made);
      insert.run(list.key, id, made.guid, made.change, at, at, who, who, JSON.stringify(values));
      versions.keep(list, made);
      return made;
    });
    return done(list, item);
  }

  const changedFrom = (before: Item, fields: FieldValues, actor: Actor): Item => ({
    ...before,
    revision: before.revision + 1,
    change: last + 1,
    modified: inSeconds(now()),
    modifiedBy: JSON.stringify(identitySet(actor)),
    fields,
  });

  function save(list: List, { id, revision, change, deleted, modified, modifiedBy, fields }: Item): void {
    update.run(revision, change, deleted ? 1 : 0, modified, modifiedBy, JSON.stringify(fields), list.key, id);
  }

  function write(list: List, before: Item, values: FieldValues, actor: Actor): Item {
    const after = changedFrom(before, values, actor);
    transaction(() => {
      cells.put(list, after, before);
      save(list, after);
      versions.keep(list, after);
    });
    return done(list, after);
  }

  function remove(list: List, id: string | number, actor: Actor, ifMatch?: string): void {
    const before = get(list, id);
    checkMatch(before, ifMatch);
    checkOverlap(list, before.id);
    const tombstone = { ...changedFrom(before, {}, actor), deleted: true };
    transaction(() => {
      cells.drop(list, before);
      save(list, tombstone);
      versions.drop(list, before.id);
    });
    done(list, tombstone);
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
    remove,
    versions: (list, id) => versions.of(list, get(list, id).id),
    restore: (list, id, revision, actor) => {
      const before = get(list, id);
      const old = versions.of(list, before.id).find((version) => version.revision === revision);
      if (!old) throw notFound();
      write(list, before, old.fields, actor);
    },
    page,
    changedSince: (list, change, most) =>
      selectChanged.all(list.key, change, lag.visible(), most).map((row) => toItem(row as ItemRow)),
    byIds: (list, ids) => ids.flatMap((id) => find(list, id) ?? []),
    count: (list) => Number(selectCount.get(list.key)?.n ?? 0),
    visibleChange: lag.visible,
    reindex: (list, column) => transaction(() => cells.rebuild(list, column, page(list, 0, -1))),
    forget: (list, column) =>
      transaction(() => {
        cells.rebuild(list, column, []);
        removeField.run(`$."${column.name}"`, list.key);
      }),
  };
}

/** Refuses now and then the second of two writes on one item that come too close, as SharePoint's Save Conflict does. */
function createOverlap(switches: Switches, chance: Chance, now: () => number): (list: List, id: number) => void {
  const written = new Map<string, number>();
  return (list, id) => {
    if (switches.overlapMilliseconds === 0) return;
    const key = `${list.key} ${id}`;
    const before = written.get(key);
    if (written.size > 10_000) written.clear();
    written.set(key, now());
    if (before === undefined || now() - before >= switches.overlapMilliseconds) return;
    if (!chance.happens(switches.overlapProbability)) return;
    throw new GraphFailure(
      409,
      'resourceModified',
      'The resource has changed since the caller last read it; usually an eTag mismatch',
    );
  };
}

/** Where a person or lookup column's row ids point: the site's user list, or the list it names. */
function targetOf(lists: Lists, list: List, column: Column): List | undefined {
  const all = lists.ofSite(list.site);
  if (column.kind === 'personOrGroup') return all.find(({ template }) => template === 'userInformation');
  return all.find(({ id }) => id === column.facet.listId);
}

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
