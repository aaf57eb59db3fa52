import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import type { Client, Pool, PoolClient } from 'pg';
import { Unavailable } from '../ports/unavailable.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';
import { createSignal } from './signal.ts';

const CHANNEL = 'tavla_feed';
/** Tavla's own space among the advisory locks of the database: any number will do. */
const LOCKS = 74_617;
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
const TRANSACTION_MS = 60_000;

/**
 * Moves what has arrived to the feed and numbers it (feed.ts says why), one server at a time; the lock comes first
 * so that the second statement sees what the one before has committed. One round trip: both are one transaction.
 */
const SEQUENCE = `select pg_advisory_xact_lock(${LOCKS}, hashtext('feed'));
  with arrived as (delete from arrival returning id, list, key, unit, at),
  numbered as (insert into feed (list, key, unit, at) select list, key, unit, at from arrived order by id returning seq)
  select pg_notify('${CHANNEL}', max(seq)::text) from numbered having count(*) > 0`;

/** Several servers on one PostgreSQL. The package is loaded here, so that others need not have it. */
export const openPostgres = async (address: string): Promise<Engine> => {
  const { default: pg } = await import('pg');
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const settings = {
    connectionString: address,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'tavla',
    // Locks of a server that hangs or died without a word end with its transaction.
    idle_in_transaction_session_timeout: TRANSACTION_MS,
    statement_timeout: TRANSACTION_MS,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS, types });
  // An idle connection that breaks is taken out of the pool by the pool itself; whoever asks next hears of it.
  pool.on('error', () => undefined);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: honest(pool) }) });
  const ears = createEars(() => new pg.Client(settings));
  return {
    db,
    dialect: 'postgres',
    alone: async (trx, name) => {
      await sql`select pg_advisory_xact_lock(${LOCKS}, hashtext(${name}))`.execute(trx);
    },
    sequence: async () => void (await asked(() => pool.query(SEQUENCE))),
    onNews: ears.onNews,
    mend: ears.mend,
    isCollision: (error) => codeOf(error) === '40001' || codeOf(error) === '40P01',
    close: async () => {
      await ears.close();
      await db.destroy();
    },
  };
};

/** The pool as Kysely wants it, with troubles told apart from bugs. */
const honest = (pool: Pool): PostgresPool => {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await asked(() => pool.connect());
      const known = clients.get(client) ?? honestClient(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
};

/** Without `cursor` in the dialect Kysely asks in the first of the two ways only. */
const honestClient = (client: PoolClient): PostgresPoolClient => ({
  query: ((text: string, parameters: readonly unknown[]) =>
    asked(() => client.query(text, parameters.map(storable)))) as unknown as PostgresPoolClient['query'],
  release: (destroy?: boolean) => client.release(destroy),
});

/** PostgreSQL's text cannot hold U+0000. */
const storable = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\0', '') : value);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * SQLSTATEs that mean "not now": connection, resources, operator, system, and a database that has become
 * another one's copy (25006) or has ended a transaction that took too long (25P03).
 * https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const TROUBLE = /^(08|53|57|58|25006|25P03)/;

const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    const code = codeOf(error);
    const isSqlState = /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]+$/.test(code);
    if (isSqlState && !TROUBLE.test(code)) throw error;
    throw new Unavailable('The store does not answer', { cause: error });
  }
};

/** Hears what other servers changed. A notification only hints: whoever hears it reads the feed. */
const createEars = (connect: () => Client) => {
  const news = createSignal<void>();
  let hearing: Client | undefined;
  let closed = false;
  const drop = (client: Client): void => {
    if (hearing === client) hearing = undefined;
  };
  const mend = async (): Promise<void> => {
    if (hearing !== undefined || closed) return;
    const client = connect();
    hearing = client;
    client.on('error', () => drop(client));
    client.on('end', () => drop(client));
    client.on('notification', () => news.fire());
    try {
      await asked(async () => {
        await client.connect();
        await client.query(`listen ${CHANNEL}`);
      });
    } catch (error) {
      drop(client);
      throw error;
    }
  };
  return {
    onNews: (listener: () => void) => void news.on(listener),
    mend,
    close: async () => {
      closed = true;
      await hearing?.end();
    },
  };
};
