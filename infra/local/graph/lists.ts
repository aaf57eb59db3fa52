import { randomUUID } from 'node:crypto';
import { type Actor, identitySet } from './actor.ts';
import { builtInColumns } from './built-in-columns.ts';
import type { Column } from './column.ts';
import type { Database } from './database.ts';
import { GraphFailure, notFound } from './failure.ts';
import { type List, readLists, readSites, type Site } from './list.ts';
import { inSeconds } from './site-time.ts';

type NewList = {
  readonly displayName: string;
  readonly description?: string;
  readonly template?: string;
  readonly columns?: readonly Column[];
  readonly system?: boolean;
};

export type Lists = {
  addSite(site: { host: string; path: string; displayName: string }): Site;
  sites(): readonly Site[];
  ofSite(site: Site): readonly List[];
  /** By GUID or title. Throws 404. */
  find(site: Site, idOrTitle: string): List;
  create(site: Site, wanted: NewList, actor: Actor): List;
  change(
    list: List,
    wanted: Partial<Pick<List, 'displayName' | 'description' | 'hidden' | 'contentTypesEnabled' | 'deltaEpoch'>>,
    actor: Actor,
  ): List;
  remove(list: List): void;
  setColumns(list: List, columns: readonly Column[]): List;
};

/** The catalogue of sites, lists and columns. Small, so it is kept in memory beside the file. */
export function openLists(database: Database, now: () => number): Lists {
  const { sql, transaction } = database;
  const insertSite = sql.prepare('INSERT INTO sites (id, host, path, display_name, created) VALUES (?, ?, ?, ?, ?)');
  const insertList = sql.prepare(
    `INSERT INTO lists (site, id, name, display_name, description, template, hidden, system, content_types, created, modified, created_by, modified_by, revision, delta_epoch)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, 1, 1)`,
  );
  const updateList = sql.prepare(
    'UPDATE lists SET display_name = ?, description = ?, hidden = ?, content_types = ?, modified = ?, modified_by = ?, revision = ?, delta_epoch = ? WHERE key = ?',
  );
  const deleteColumns = sql.prepare('DELETE FROM columns WHERE list = ?');
  const insertColumn = sql.prepare('INSERT INTO columns (list, position, id, name, definition) VALUES (?, ?, ?, ?, ?)');
  const removals = ['columns', 'items', 'versions', 'cells', 'subscriptions', 'grants'].map((table) =>
    sql.prepare(`DELETE FROM ${table} WHERE list = ?`),
  );
  const deleteList = sql.prepare('DELETE FROM lists WHERE key = ?');

  const sites = new Map<number, Site>();
  const lists = new Map<number, List>();
  for (const site of readSites(database)) sites.set(site.key, site);
  for (const list of readLists(database, sites)) lists.set(list.key, list);

  const kept = (list: List): List => {
    lists.set(list.key, list);
    return list;
  };
  const ofSite = (site: Site) => [...lists.values()].filter((list) => list.site.key === site.key);

  function setColumns(list: List, columns: readonly Column[]): List {
    deleteColumns.run(list.key);
    columns.forEach((column, position) => {
      insertColumn.run(list.key, position, column.id, column.name, JSON.stringify(column.definition));
    });
    return kept({ ...list, columns });
  }

  function addSite({ host, path, displayName }: { host: string; path: string; displayName: string }): Site {
    const there = [...sites.values()].find((site) => site.host === host && site.path === path);
    if (there) return there;
    const id = [host, randomUUID(), randomUUID()].join(',');
    const created = inSeconds(now());
    const key = Number(insertSite.run(id, host, path, displayName, created).lastInsertRowid);
    const site = { key, id, host, path, displayName, created };
    sites.set(key, site);
    return site;
  }

  function create(site: Site, wanted: NewList, actor: Actor): List {
    const { displayName, description = '', template = 'genericList', columns = [], system = false } = wanted;
    const others = ofSite(site);
    if (others.some((list) => list.displayName.toLowerCase() === displayName.toLowerCase())) {
      throw new GraphFailure(409, 'nameAlreadyExists', 'Name already exists');
    }
    const [id, name, at, who] = [
      randomUUID(),
      addressName(displayName, others),
      inSeconds(now()),
      JSON.stringify(identitySet(actor)),
    ];
    return transaction(() => {
      const { lastInsertRowid } = insertList.run(
        site.key,
        id,
        name,
        displayName,
        description,
        template,
        system ? 1 : 0,
        at,
        at,
        who,
        who,
      );
      const made: List = {
        key: Number(lastInsertRowid),
        site,
        id,
        name,
        displayName,
        description,
        template,
        hidden: false,
        system,
        contentTypesEnabled: false,
        created: at,
        modified: at,
        createdBy: who,
        modifiedBy: who,
        revision: 1,
        deltaEpoch: 1,
        columns: [],
      };
      return setColumns(made, [...builtInColumns(), ...columns]);
    });
  }

  return {
    addSite,
    sites: () => [...sites.values()],
    ofSite,
    find: (site, idOrTitle) => {
      const wanted = idOrTitle.toLowerCase();
      const all = ofSite(site);
      const list =
        all.find(({ id }) => id === wanted) ?? all.find(({ displayName }) => displayName.toLowerCase() === wanted);
      if (!list) throw notFound('The specified list was not found');
      return list;
    },
    create,
    change: (list, wanted, actor) => {
      const changed = {
        ...list,
        ...wanted,
        modified: inSeconds(now()),
        modifiedBy: JSON.stringify(identitySet(actor)),
        revision: list.revision + 1,
      };
      const { displayName, description, hidden, contentTypesEnabled, modified, modifiedBy, revision, deltaEpoch, key } =
        changed;
      updateList.run(
        displayName,
        description,
        hidden ? 1 : 0,
        contentTypesEnabled ? 1 : 0,
        modified,
        modifiedBy,
        revision,
        deltaEpoch,
        key,
      );
      return kept(changed);
    },
    remove: (list) => {
      transaction(() => {
        for (const removal of removals) removal.run(list.key);
        deleteList.run(list.key);
      });
      lists.delete(list.key);
    },
    setColumns: (list, columns) => transaction(() => setColumns(list, columns)),
  };
}

/** Spaces and signs are dropped; a taken name gets a number. */
function addressName(displayName: string, others: readonly List[]): string {
  const base = displayName.replace(/[^\p{L}\p{N}_-]/gu, '') || 'List';
  const used = new Set(others.map(({ name }) => name.toLowerCase()));
  let name = base;
  for (let number = 1; used.has(name.toLowerCase()); number += 1) name = `${base}${number}`;
  return name;
}
