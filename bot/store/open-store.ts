/**
 * The working copy: every row of the lists, what is still to be carried to SharePoint, what is due, and the feed.
 * Lives here: one SQL code path for SQLite and PostgreSQL, one file a port; items.ts is the heart.
 * The one rule: a change, what it sends out, what it tells people and its feed are one transaction.
 */
import type { Language } from '../domain/people/unit.ts';
import type { Clock, Keys } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Feed } from '../ports/feed.ts';
import type { Inbox, Outbox, Shelf } from '../ports/outbox.ts';
import type { Memberships, People, Units } from '../ports/people.ts';
import type { Suggestions } from '../ports/suggestions.ts';
import type { Tasks } from '../ports/tasks.ts';
import { createConversations } from './conversations.ts';
import type { Engine } from './engine.ts';
import { openFeed } from './feed.ts';
import { createInbox } from './inbox.ts';
import { createMemberships } from './memberships.ts';
import { migrate } from './migrations.ts';
import { createOutbox } from './outbox.ts';
import { createPeople } from './people.ts';
import { createShelf } from './shelf.ts';
import { createSignal } from './signal.ts';
import { openSqlite } from './sqlite.ts';
import { createSuggestions } from './suggestions.ts';
import { takeBack } from './take-back.ts';
import { createTasks } from './tasks.ts';
import { createUnits } from './units.ts';
import { createWriter } from './writer.ts';

export type Store = {
  readonly suggestions: Suggestions;
  readonly people: People & Memberships;
  readonly units: Units;
  readonly tasks: Tasks;
  readonly feed: Feed;
  readonly outbox: Outbox;
  readonly shelf: Shelf;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  /** Once this server is the one: what a dead one had leased in a SQLite store is due at once. */
  takeBack(): Promise<void>;
  /** Resolves when the store answers; throws `Unavailable` when it does not. */
  health(): Promise<void>;
  /** Lets what is under way end, then closes; once, however often it is called. */
  close(): Promise<void>;
};

type StoreOptions = {
  readonly clock: Clock;
  readonly keys: Keys;
  /** Where nobody has chosen; nb unless said. */
  readonly language?: Language;
};

/**
 * Opens the store at `sqlite:<path>` (one server, on a local disk; `sqlite::memory:` for tests) or `postgres://…`
 * and brings it to this program's schema. Throws `Unavailable` when it cannot be reached, and an Error that says what
 * to do when the address is none or the store was written by a newer program.
 */
export const openStore = async (address: string, { clock, keys, language = 'nb' }: StoreOptions): Promise<Store> => {
  const engine = await openEngine(address);
  try {
    await migrate(engine);
    return await storeOn(engine, { clock, keys, language });
  } catch (error) {
    await engine.close();
    throw error;
  }
};

const storeOn = async (engine: Engine, { clock, keys, language }: Required<StoreOptions>): Promise<Store> => {
  const signals = { changed: createSignal<void>(), pending: createSignal<void>(), due: createSignal<void>() };
  const write = createWriter(engine, clock, signals);
  const { close: closeFeed, ...feed } = await openFeed(engine, clock, signals.changed);
  const deps = { engine, clock, keys, write, signals };
  let closing: Promise<void> | undefined;
  return {
    suggestions: createSuggestions(engine, keys, write),
    people: { ...createPeople(engine, write, language), ...createMemberships(engine, write) },
    units: createUnits(engine, write),
    tasks: createTasks(engine, clock, write, signals),
    feed,
    outbox: createOutbox(deps),
    shelf: createShelf(engine, write),
    inbox: createInbox(deps),
    conversations: createConversations(engine, clock, write),
    takeBack: () => takeBack(engine, clock.now()),
    health: async () => void (await engine.db.selectFrom('schema_version').select('version').executeTakeFirst()),
    close: () => {
      closing ??= closeFeed().then(() => engine.close());
      return closing;
    },
  };
};

const openEngine = async (address: string): Promise<Engine> => {
  if (address.startsWith('sqlite:')) return openSqlite(address.slice('sqlite:'.length));
  if (!/^postgres(ql)?:\/\//.test(address))
    throw new Error(`STORE is "sqlite:<path>" or "postgres://…", but this begins with "${address.slice(0, 10)}"`);
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres(address);
};
