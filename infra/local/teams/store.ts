import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';

type Row = Readonly<Record<string, SQLOutputValue>>;

/** What Teams remembers, in one SQLite file. */
export type Store = {
  all(sql: string, ...values: SQLInputValue[]): readonly Row[];
  one(sql: string, ...values: SQLInputValue[]): Row | undefined;
  run(sql: string, ...values: SQLInputValue[]): void;
  close(): void;
};

const TABLES = `
  create table if not exists chat (id text primary key, topic text not null, created integer not null) strict;
  create table if not exists chat_member (chat text not null, person text not null, primary key (chat, person)) strict;
  create table if not exists message (
    conversation text not null, id text not null, root text, doc text not null, primary key (conversation, id)) strict;
  create table if not exists card_view (
    conversation text not null, message text not null, person text not null, card text not null,
    primary key (conversation, message, person)) strict;
  create table if not exists install (
    kind text not null, id text not null, by_person text not null, at integer not null, removed integer,
    primary key (kind, id)) strict;
  create table if not exists tab (id text primary key, conversation text not null, doc text not null) strict;
  create table if not exists preference (person text primary key, theme text not null, language text not null) strict;
  create table if not exists seen (
    person text not null, conversation text not null, message text not null, primary key (person, conversation)) strict;
  create table if not exists notice (id text primary key, person text not null, at integer not null, doc text not null) strict;
`;

/** Opens teams.sqlite in `folder`, which is made when missing. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'teams.sqlite'));
  database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  database.exec(TABLES);
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    all: (sql, ...values) => statement(sql).all(...values),
    one: (sql, ...values) => statement(sql).get(...values),
    run: (sql, ...values) => void statement(sql).run(...values),
    close: () => database.close(),
  };
}
