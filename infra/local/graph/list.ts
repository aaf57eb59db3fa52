import { type Column, readColumn } from './column.ts';
import type { Database } from './database.ts';

export type Site = {
  readonly key: number;
  /** host,guid,guid */
  readonly id: string;
  readonly host: string;
  /** Server-relative, e.g. /sites/forbedring. */
  readonly path: string;
  readonly displayName: string;
  readonly created: string;
};

export type List = {
  readonly key: number;
  readonly site: Site;
  readonly id: string;
  /** The list's segment in addresses; fixed when the list is made. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly template: string;
  readonly hidden: boolean;
  readonly system: boolean;
  readonly contentTypesEnabled: boolean;
  readonly created: string;
  readonly modified: string;
  readonly createdBy: string;
  readonly modifiedBy: string;
  readonly revision: number;
  /** Delta tokens of an older epoch are gone (410). */
  readonly deltaEpoch: number;
  readonly columns: readonly Column[];
};

type ListRow = {
  key: number;
  site: number;
  id: string;
  name: string;
  display_name: string;
  description: string;
  template: string;
  hidden: number;
  system: number;
  content_types: number;
  created: string;
  modified: string;
  created_by: string;
  modified_by: string;
  revision: number;
  delta_epoch: number;
};

/** All sites in the file. */
export function readSites({ sql }: Database): Site[] {
  const rows = sql.prepare('SELECT key, id, host, path, display_name AS displayName, created FROM sites').all();
  return rows.map((row) => ({ ...row }) as Site);
}

/** All lists in the file, with their columns. */
export function readLists({ sql }: Database, sites: ReadonlyMap<number, Site>): List[] {
  const columnsOf = sql.prepare('SELECT definition FROM columns WHERE list = ? ORDER BY position');
  const rows = sql.prepare('SELECT * FROM lists').all() as ListRow[];
  return rows.flatMap((row) => {
    const site = sites.get(row.site);
    const columns = columnsOf.all(row.key).map(({ definition }) => readColumn(JSON.parse(String(definition))));
    return site ? [toList(row, site, columns)] : [];
  });
}

const toList = (row: ListRow, site: Site, columns: readonly Column[]): List => ({
  key: row.key,
  site,
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  description: row.description,
  template: row.template,
  hidden: row.hidden === 1,
  system: row.system === 1,
  contentTypesEnabled: row.content_types === 1,
  created: row.created,
  modified: row.modified,
  createdBy: row.created_by,
  modifiedBy: row.modified_by,
  revision: row.revision,
  deltaEpoch: row.delta_epoch,
  columns,
});
