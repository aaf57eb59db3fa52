import { closeSync, mkdirSync, openSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { Unavailable } from '../ports/unavailable.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** How long a write waits for another process (a backup, say), in milliseconds. */
const BUSY_MS = 5_000;
/** Statements that stay prepared. Lists of varying length make varying statements, so there must be an end. */
const PREPARED_MAX = 300;

/** Busy, out of disk, cannot read or write, cannot open: the world's fault. https://sqlite.org/rescode.html */
const TROUBLE = new Map([
  [5, 'another program keeps the database busy'],
  [10, 'the disk does not read or write'],
  [13, 'the disk is full'],
  [14, 'the file cannot be opened'],
]);

/** One server on a proper local disk, in one file. `:memory:` is for tests. */
export const openSqlite = (path: string): Engine => {
  const database = open(path);
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: prepared(database) }) });
  return {
    db,
    dialect: 'sqlite',
    alone: async () => undefined,
    // One writer at a time: the numbers are drawn in the order of the commits.
    sequence: async () => undefined,
    onNews: () => undefined,
    mend: async () => undefined,
    isCollision: () => false,
    // In its turn: a transaction under way ends first.
    close: () => db.connection().execute(async () => database.close()),
  };
};

const open = (path: string): DatabaseSync => {
  try {
    if (path !== ':memory:') prepareFile(resolve(path));
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout=${BUSY_MS}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
      PRAGMA foreign_keys=ON`);
    return database;
  } catch (cause) {
    throw new Unavailable(`The store ${path} cannot be opened: ${messageOf(cause)}`, { cause });
  }
};

/**
 * The kinds of file system on which SQLite's locks and its shared memory are not to be trusted: NFS, SMB, CIFS, SMB2.
 * https://man7.org/linux/man-pages/man2/statfs.2.html, https://sqlite.org/wal.html
 */
const NETWORK_SHARES = [0x6969, 0x517b, 0xff534d42, 0xfe534d42];

export const isNetworkShare = (fileSystem: number): boolean => NETWORK_SHARES.includes(fileSystem >>> 0);

const prepareFile = (path: string): void => {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  if (isNetworkShare(statfsSync(folder).type))
    throw new Error(`${folder} is on a network share, where SQLite may lose data. Use a local disk, or PostgreSQL`);
  // What people wrote is nobody's business on this machine; SQLite gives its other files the rights of this one.
  closeSync(openSync(path, 'a', 0o600));
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What Kysely asks of a database, with every statement prepared once. */
const prepared = (database: DatabaseSync): SqliteDatabase => {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => undefined,
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      // A transaction that begins by reading and writes later can find the database locked in the middle.
      const fresh = asked(() => statementOf(database.prepare(sql === 'begin' ? 'begin immediate' : sql)));
      if (statements.size >= PREPARED_MAX) statements.clear();
      statements.set(sql, fresh);
      return fresh;
    },
  };
};

const statementOf = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => asked(() => statement.all(...values(parameters))),
  run: (parameters) => asked(() => statement.run(...values(parameters))),
  iterate: (parameters) => asked(() => statement.iterate(...values(parameters))),
});

const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];

const asked = <T>(ask: () => T): T => {
  try {
    return ask();
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    const trouble = TROUBLE.get(code);
    throw trouble === undefined ? error : new Unavailable(`The store does not answer: ${trouble}`, { cause: error });
  }
};
