import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * All of SharePoint in one file. Indexed columns of items are doubled in `cells`, whose key is the folded value
 * (see index-key.ts), so that filters, uniqueness and sorting are look-ups. A deleted item stays as a tombstone for delta.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sites (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, host TEXT NOT NULL, path TEXT NOT NULL,
    display_name TEXT NOT NULL, created TEXT NOT NULL, UNIQUE (host, path));
  CREATE TABLE IF NOT EXISTS lists (key INTEGER PRIMARY KEY AUTOINCREMENT, site INTEGER NOT NULL REFERENCES sites (key), id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, display_name TEXT NOT NULL, description TEXT NOT NULL, template TEXT NOT NULL, hidden INTEGER NOT NULL, system INTEGER NOT NULL,
    content_types INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, created_by TEXT NOT NULL, modified_by TEXT NOT NULL,
    revision INTEGER NOT NULL, delta_epoch INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS columns (list INTEGER NOT NULL REFERENCES lists (key), position INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    definition TEXT NOT NULL, PRIMARY KEY (list, id));
  CREATE TABLE IF NOT EXISTS items (list INTEGER NOT NULL, id INTEGER NOT NULL, guid TEXT NOT NULL, revision INTEGER NOT NULL, change INTEGER NOT NULL,
    deleted INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL, created_by TEXT NOT NULL, modified_by TEXT NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (list, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS items_by_change ON items (list, change);
  CREATE TABLE IF NOT EXISTS versions (list INTEGER NOT NULL, item INTEGER NOT NULL, revision INTEGER NOT NULL, modified TEXT NOT NULL,
    modified_by TEXT NOT NULL, fields TEXT NOT NULL, PRIMARY KEY (list, item, revision)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS cells (list INTEGER NOT NULL, name TEXT NOT NULL, key NOT NULL, item INTEGER NOT NULL,
    PRIMARY KEY (list, name, key, item)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS grants (id TEXT PRIMARY KEY, site INTEGER NOT NULL, list INTEGER, item INTEGER, app TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS subscriptions (id TEXT PRIMARY KEY, app TEXT NOT NULL, list INTEGER NOT NULL, resource TEXT NOT NULL, notification_url TEXT NOT NULL,
    lifecycle_url TEXT, client_state TEXT, expires TEXT NOT NULL, tls TEXT, reminded INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS subscriptions_by_list ON subscriptions (list);
  CREATE TABLE IF NOT EXISTS activities (key INTEGER PRIMARY KEY, sent TEXT NOT NULL, app TEXT NOT NULL, target TEXT NOT NULL, target_id TEXT NOT NULL, body TEXT NOT NULL);
`;

export type Database = {
  readonly sql: DatabaseSync;
  /** All of `work` or nothing of it. Not to be nested. */
  transaction<T>(work: () => T): T;
  close(): void;
};

/** Opens `folder`/sharepoint.sqlite, with its tables. */
export function openDatabase(folder: string): Database {
  mkdirSync(folder, { recursive: true });
  const sql = new DatabaseSync(join(folder, 'sharepoint.sqlite'));
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  sql.exec(SCHEMA);
  const begin = sql.prepare('BEGIN IMMEDIATE');
  const commit = sql.prepare('COMMIT');
  const rollback = sql.prepare('ROLLBACK');
  const transaction = <T>(work: () => T): T => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      rollback.run();
      throw error;
    }
  };
  return { sql, transaction, close: () => sql.close() };
}
