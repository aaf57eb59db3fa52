import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

type Trx = Transaction<Schema>;
type Kinds = { readonly text: RawBuilder<unknown>; readonly dialect: Engine['dialect'] };

/** In order; each runs once, ever. One that has been released is never changed again: add another below it. */
const MIGRATIONS: readonly ((trx: Trx, kinds: Kinds) => Promise<void>)[] = [
  async (trx, { text, dialect }) => {
    await trx.schema
      .createTable('item')
      .addColumn('list', text, (column) => column.notNull())
      .addColumn('key', text, (column) => column.notNull())
      .addColumn('body', text, (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('unit', text)
      .addColumn('parent', text)
      .addColumn('person', text)
      .addColumn('at', text)
      .addColumn('open_until', text, (column) => column.notNull())
      .addColumn('item_id', text)
      .addColumn('etag', text)
      .addColumn('placed_at', text)
      .addColumn('base', text)
      .addColumn('pending_since', text)
      .addColumn('due', text)
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('late', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('refused', text)
      .addColumn('refused_at', text)
      .addPrimaryKeyConstraint('item_key', ['list', 'key'])
      .execute();
    await sql`create index item_of_unit on item (list, unit, open_until)`.execute(trx);
    await sql`create index item_of_parent on item (list, parent, at) where parent is not null`.execute(trx);
    await sql`create index item_of_person on item (list, person, at) where person is not null`.execute(trx);
    await sql`create index item_in_sharepoint on item (list, item_id) where item_id is not null`.execute(trx);
    // The outbox: these hold only what is on its way, however many items there are.
    await sql`create index item_due on item (due, key) where due is not null`.execute(trx);
    await sql`create index item_not_late on item (pending_since) where late = 0 and due is not null`.execute(trx);
    await sql`create index item_refused on item (refused_at) where refused is not null`.execute(trx);

    const number =
      dialect === 'sqlite'
        ? sql`integer primary key autoincrement`
        : sql`bigint generated always as identity primary key`;
    await sql`create table feed (seq ${number}, list ${text} not null, key ${text} not null, unit ${text},
      at ${text} not null)`.execute(trx);
    await sql`create table arrival (id ${number}, list ${text} not null, key ${text} not null, unit ${text},
      at ${text} not null)`.execute(trx);
    await sql`create table feed_mark (forgotten bigint not null)`.execute(trx);
    await sql`insert into feed_mark (forgotten) values (0)`.execute(trx);

    await sql`create table task (id ${text} primary key, notice ${text} not null, due ${text},
      attempts integer not null default 0, reason ${text})`.execute(trx);
    await sql`create index task_due on task (due, id) where due is not null`.execute(trx);

    await sql`create table conversation (id ${text} primary key, kind ${text} not null, service_url ${text} not null,
      tenant_id ${text} not null, person ${text}, bot_account ${text} not null, person_account ${text},
      at ${text} not null)`.execute(trx);
    await sql`create index conversation_of_person on conversation (person, at) where person is not null`.execute(trx);
    await sql`create table posted_card (suggestion ${text} not null, conversation ${text} not null,
      activity ${text} not null, primary key (suggestion, conversation, activity))`.execute(trx);
    await sql`create index posted_card_in on posted_card (conversation)`.execute(trx);
    await sql`create table seen_activity (id ${text} primary key, at ${text} not null)`.execute(trx);
    await sql`create index seen_activity_at on seen_activity (at)`.execute(trx);

    await sql`create table person (id ${text} primary key, name ${text} not null, language_seen ${text},
      language_chosen ${text}, chosen_unit ${text})`.execute(trx);
    await sql`create table member (unit ${text} not null, person ${text} not null,
      primary key (unit, person))`.execute(trx);
    await sql`create index member_person on member (person)`.execute(trx);
    await sql`create table roster_read (unit ${text} primary key, at ${text} not null)`.execute(trx);

    await sql`create table delta_link (list ${text} primary key, link ${text} not null)`.execute(trx);
    await sql`create table lease (name ${text} primary key, holder ${text} not null,
      until ${text} not null)`.execute(trx);
  },
];

/** The schema that this program works with. */
const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the store to this program's schema, in one transaction; two servers that start together wait for each
 * other. Throws when the store is from a newer program: reading it with an older one could lose what it means.
 */
export const migrate = (engine: Engine): Promise<void> =>
  engine.db.transaction().execute(async (trx) => {
    await engine.alone(trx, 'migrations');
    await sql`create table if not exists schema_version (version integer not null)`.execute(trx);
    const found = await trx.selectFrom('schema_version').select('version').executeTakeFirst();
    const version = found?.version ?? 0;
    if (version > SCHEMA_VERSION) throw new Error(newer(version));
    const kinds = { text: textOf(engine), dialect: engine.dialect };
    for (const migration of MIGRATIONS.slice(version)) await migration(trx, kinds);
    if (found === undefined) await trx.insertInto('schema_version').values({ version: SCHEMA_VERSION }).execute();
    else await trx.updateTable('schema_version').set({ version: SCHEMA_VERSION }).execute();
  });

const newer = (version: number): string =>
  `This store was written by a newer Tavla (schema ${version}; this program knows ${SCHEMA_VERSION}). ` +
  'Start the newer version again, or start this one with a copy of the store from before the upgrade.';

/** PostgreSQL sorts text as its locale says; keys and times sort by their characters everywhere. */
const textOf = (engine: Engine): Kinds['text'] => (engine.dialect === 'postgres' ? sql`text collate "C"` : sql`text`);
